"""Brings in a module from its folder: everything, or nothing at all."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.foundation import content_version
from cms.foundation.errors import DomainError
from cms.foundation.formats import Fault, ImportRefused
from cms.pages.models import HomePage
from courses.glossary.services import import_terms
from courses.modules.models import CataloguePage, ModulePage
from courses.modules.openformat.folder import MODULE
from courses.modules.openformat.reading import ModuleFolder, in_reading_order, read_folder
from courses.modules.services.converting import PageWriter
from courses.modules.services.images import ImageLibrary
from courses.modules.services.references import PageDirectory
from courses.modules.services.reports import ImportReport
from courses.modules.services.writing import ModuleImport, publish
from courses.questions.models import Question
from courses.questions.services import export_questions, import_questions
from courses.quizzes.models import Quiz


class HomePageMissing(DomainError):
    user_message = gettext_lazy("Créez d’abord la page d’accueil du site : le catalogue se range dessous.")


def import_module(*, folder: Path, dry_run: bool = False) -> ImportReport:
    """Make the site say exactly what the folder says. Running it again changes nothing.

    Raises ImportRefused with every fault. `dry_run` does all of it, then takes it back.
    """
    source = read_folder(folder)
    report = ImportReport()
    with ImageLibrary() as library:
        with transaction.atomic():
            _import(source, library, report)
            transaction.set_rollback(dry_run)
        if dry_run:
            library.discard()
    return report


def _import(source: ModuleFolder, library: ImageLibrary, report: ImportReport) -> None:
    transaction.on_commit(content_version.bump)
    catalogue = _catalogue(report)
    pages = PageDirectory()
    faults = [*_unknown_pages(source, pages), *_taken_addresses(source, catalogue)]
    if faults:
        raise ImportRefused(in_reading_order(faults))

    mentioned = {
        "terme": _terms(source, report),
        "question": _questions(source, report),
        "image": _images(source, library, report),
    }
    quiz = _quiz(source)
    ModuleImport(source, pages, PageWriter(pages, mentioned), report).write(catalogue, quiz)


def _catalogue(report: ImportReport) -> CataloguePage:
    # Locked, so that two imports follow one another.
    catalogue = CataloguePage.objects.select_for_update(of=("self",)).first()
    if catalogue is not None:
        return catalogue
    home = HomePage.objects.first()
    if home is None:
        raise HomePageMissing
    catalogue = CataloguePage(
        title=_("Modules"),
        slug="modules",
        summary=_("Suivez-les dans l’ordre, ou commencez par celui qui vous est utile aujourd’hui."),
        live=False,
    )
    home.add_child(instance=catalogue)
    publish(catalogue)
    catalogue.refresh_from_db()
    report.created(_("catalogue des modules"))
    return catalogue


def _unknown_pages(source: ModuleFolder, pages: PageDirectory) -> Iterable[Fault]:
    own = {source.module.code, *(lesson.code for lesson in source.lessons)}
    for mention in source.page_mentions:
        if mention.name not in own and pages.page_id(mention.name) is None:
            reason = _("Corrigez « page:{name} » : aucune page du site ne porte ce nom.").format(name=mention.name)
            yield Fault(mention.file, mention.line, reason)


def _taken_addresses(source: ModuleFolder, catalogue: CataloguePage) -> Iterable[Fault]:
    """Addresses that a page keeps which this import does not touch."""
    module = ModulePage.objects.filter(code=source.module.code).first()
    if module is None:
        if catalogue.get_children().filter(slug=source.module.slug).exists():
            reason = _("Renommez le dossier : un autre module a déjà l’adresse « {slug} ».")
            yield Fault(MODULE, 2, reason.format(slug=source.module.slug))
        return
    imported = {lesson.code for lesson in source.lessons}
    others = module.get_children().exclude(lessonpage__code__in=imported).values_list("slug", flat=True)
    for lesson in source.lessons:
        if lesson.slug in set(others):
            reason = _("Renommez ce fichier : une leçon retirée garde l’adresse « {slug} ».")
            yield Fault(lesson.path, 1, reason.format(slug=lesson.slug))


def _terms(source: ModuleFolder, report: ImportReport) -> dict[str, int]:
    result = import_terms(drafts=source.terms)
    for tell, terms in (
        (report.created, result.created),
        (report.changed, result.changed),
        (report.unchanged, result.unchanged),
    ):
        for term in terms:
            tell(_("terme {name}").format(name=term.name))
    return {slug: term.pk for slug, term in result.terms.items()}


def _questions(source: ModuleFolder, report: ImportReport) -> dict[str, int]:
    code = source.module.code
    before = {draft.code: draft for draft in export_questions(module_code=code)}
    imported: list[Question] = import_questions(drafts=source.questions, module_code=code)
    for draft in source.questions:
        known = before.pop(draft.code, None)
        tell: Any = report.created if known is None else report.unchanged if known == draft else report.changed
        tell(_("question {code}").format(code=draft.code))
    for left in before:
        report.withdrawn(_("question {code}").format(code=left))
    return {question.code: question.pk for question in imported}


def _images(source: ModuleFolder, library: ImageLibrary, report: ImportReport) -> dict[str, int]:
    blocks = [value for lesson in source.lessons for name, value in lesson.blocks if name == "image"]
    described = {value["image"]: value for value in reversed(blocks)}
    found = {}
    for name, file in source.images.items():
        found[name], is_new = library.find_or_add(file, described[name])
        (report.created if is_new else report.unchanged)(_("image {name}").format(name=name))
    return found


def _quiz(source: ModuleFolder) -> Quiz:
    title = source.module.front["title"][: Quiz._meta.get_field("title").max_length]
    quiz, _is_new = Quiz.objects.update_or_create(code=source.module.code, defaults={"title": title})
    return quiz
