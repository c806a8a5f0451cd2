"""Writes the pages of a module: only what differs is published anew."""

import json

from django.utils.translation import gettext as _

from cms.foundation.models import BasePage
from courses.modules.models import CataloguePage, LessonPage, ModulePage
from courses.modules.openformat.documents import LessonDocument
from courses.modules.openformat.html import Unwritable
from courses.modules.openformat.reading import ModuleFolder
from courses.modules.openformat.texts import write_lesson, write_module
from courses.modules.services.converting import LESSON_FIELDS, PageReader, PageWriter
from courses.modules.services.references import PageDirectory
from courses.modules.services.reports import ImportReport
from courses.quizzes.models import Quiz


def publish(page: BasePage) -> None:
    """Keep a revision and put it on line."""
    page.save_revision().publish()


class ModuleImport:
    """One module on its way in. What a page says already is compared as text, in the format itself:

    the blocks' identifiers and Draftail's own marks, which an editor's visit changes, do not count.
    """

    def __init__(self, source: ModuleFolder, pages: PageDirectory, writer: PageWriter, report: ImportReport) -> None:
        self.source = source
        self.pages = pages
        self.reader = PageReader(pages)
        self.writer = writer
        self.report = report

    def prepare(self, catalogue: CataloguePage, quiz: Quiz) -> None:
        """Give every page a key, so that pages may link to one another."""
        self.quiz = quiz
        module = ModulePage.objects.filter(code=self.source.module.code).first()
        self.known = {page.code: page for page in LessonPage.objects.filter(code__in=self._codes())}
        self.is_new = module is None
        if module is None:
            module = ModulePage(slug=self.source.module.slug, live=False)
            self._fill_module(module, linked=False)
            catalogue.add_child(instance=module)
            self.pages.add(module.code, module.pk)
        self.module = module
        self._free_addresses()
        self.fresh = self._add_lessons()

    def write(self) -> None:
        """Say on each page what the folder says, once those of the other modules have their keys too."""
        self._write_module()
        for lesson in self.source.lessons:
            self._write_lesson(lesson, self.known[lesson.code], lesson.code in self.fresh)
        self._put_in_order()
        self._withdraw()

    def _codes(self) -> list[str]:
        return [lesson.code for lesson in self.source.lessons]

    def _free_addresses(self) -> None:
        """Lessons may exchange their addresses: those to be left are freed first."""
        wanted = {lesson.slug: lesson.code for lesson in self.source.lessons}
        for code, page in self.known.items():
            if wanted.get(page.slug, code) != code:
                LessonPage.objects.filter(pk=page.pk).update(slug=f"{page.slug}-{page.pk}")

    def _add_lessons(self) -> set[str]:
        fresh = set()
        for lesson in self.source.lessons:
            page = self.known.get(lesson.code)
            if page is None:
                page = LessonPage(slug=lesson.slug, live=False, **lesson.front)
                self.module.add_child(instance=page)
                self.pages.add(page.code, page.pk)
                self.known[lesson.code] = page
                fresh.add(lesson.code)
            elif not page.is_child_of(self.module):
                page.move(self.module, pos="last-child")
                self.known[lesson.code] = LessonPage.objects.get(pk=page.pk)
        return fresh

    def _write_module(self) -> None:
        module = self.module
        what = _("module {code} {title}").format(code=self.source.module.code, title=self.source.module.front["title"])
        if not self.is_new and module.live and module.quiz_id == self.quiz.pk and self._module_is_same(module):
            self.report.unchanged(what)
            return
        self._fill_module(module, linked=True)
        publish(module)
        (self.report.created if self.is_new else self.report.changed)(what)

    def _module_is_same(self, module: ModulePage) -> bool:
        try:
            return write_module(self.reader.module(module)) == write_module(self.source.module)
        except Unwritable:
            return False

    def _fill_module(self, module: ModulePage, *, linked: bool) -> None:
        front = self.source.module.front
        for name in ("code", "number", "title", "summary", "version"):
            setattr(module, name, front[name])
        module.objectives = "\n".join(front["objectives"])
        module.quiz = self.quiz
        if linked:
            module.introduction = self.writer.html(self.source.module.introduction)

    def _write_lesson(self, lesson: LessonDocument, page: LessonPage, is_new: bool) -> None:
        what = _("leçon {code} {title}").format(code=lesson.code, title=lesson.front["title"])
        if not is_new and page.live and page.slug == lesson.slug and self._lesson_is_same(lesson, page):
            self.report.unchanged(what)
            return
        for name in LESSON_FIELDS:
            setattr(page, name, lesson.front.get(name, LessonPage._meta.get_field(name).get_default()))
        page.slug = lesson.slug
        page.body = json.dumps(self.writer.body(lesson, page.body.raw_data))  # type: ignore[assignment]  # Wagtail's fields have no types
        publish(page)
        (self.report.created if is_new else self.report.changed)(what)

    def _lesson_is_same(self, lesson: LessonDocument, page: LessonPage) -> bool:
        try:
            return write_lesson(self.reader.lesson(page, lesson.number)) == write_lesson(lesson)
        except Unwritable:
            return False

    def _put_in_order(self) -> None:
        codes = self._codes()
        current = list(LessonPage.objects.child_of(self.module).order_by("path").values_list("code", flat=True))
        wanted = [*codes, *(code for code in current if code not in codes)]
        if current == wanted:
            return
        for code in wanted:
            LessonPage.objects.get(code=code).move(ModulePage.objects.get(pk=self.module.pk), pos="last-child")
        self.report.changed(_("ordre des leçons"))

    def _withdraw(self) -> None:
        for page in LessonPage.objects.live().child_of(self.module).exclude(code__in=self._codes()):
            page.unpublish()
            self.report.withdrawn(_("leçon {code} {title}").format(code=page.code, title=page.title))
