"""Brings in a module from its folder: everything, or nothing at all."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.accounts.models import User
from cms.foundation import content_version
from cms.foundation.errors import DomainError
from cms.foundation.formats import Fault, ImportRefused
from cms.pages.models import HomePage
from courses.glossary.markdown import TermDraft
from courses.glossary.services import import_terms
from courses.h5p.models import Activity
from courses.modules.models import CataloguePage, ModulePage
from courses.modules.openformat.folder import GLOSSARY, MODULE
from courses.modules.openformat.reading import ModuleFolder, in_reading_order, read_folder
from courses.modules.services.converting import PageWriter
from courses.modules.services.images import ImageLibrary
from courses.modules.services.packages import PackageShelf
from courses.modules.services.references import PageDirectory
from courses.modules.services.reports import ImportReport
from courses.modules.services.writing import ModuleImport, publish
from courses.modules.thresholds import flaw_of_threshold
from courses.questions.models import Question
from courses.questions.services import export_questions, import_questions
from courses.quizzes.models import Quiz


class HomePageMissing(DomainError):
    user_message = gettext_lazy("Créez d’abord la page d’accueil du site : le catalogue se range dessous.")


def import_module(*, folder: Path, dry_run: bool = False, by: User | None = None) -> ImportReport:
    """Make the site say exactly what one folder says: see `import_modules`."""
    return import_modules(folders=[folder], dry_run=dry_run, by=by)


def import_modules(*, folders: Sequence[Path], dry_run: bool = False, by: User | None = None) -> ImportReport:
    """Make the site say exactly what the folders say, all of them or none. Running it again changes nothing.

    Modules that come together may link to one another, whatever the order.
    H5P packages come in with the rights of `by`; nobody in person is the system, which may install libraries.
    Raises ImportRefused with every fault. `dry_run` does all of it, then takes it back.
    """
    sources = _read(folders)
    report = ImportReport()
    with ImageLibrary() as library, PackageShelf(by) as shelf:
        with transaction.atomic():
            _import(sources, library, shelf, report)
            transaction.set_rollback(dry_run)
        if dry_run:
            library.discard()
            shelf.discard()
    return report


def _read(folders: Sequence[Path]) -> dict[str, ModuleFolder]:
    """Each folder, by the name under which its faults are told: none when it comes alone."""
    sources: dict[str, ModuleFolder] = {}
    faults: list[Fault] = []
    for folder in folders:
        name = folder.resolve().name if len(folders) > 1 else ""
        try:
            sources[name] = read_folder(folder)
        except ImportRefused as refusal:
            faults += in_folder(name, refusal.faults)
    faults = faults or list(_quarrels(sources))
    if faults:
        raise ImportRefused(faults)
    return sources


def in_folder(name: str, faults: Iterable[Fault]) -> list[Fault]:
    """Faults of one folder among several: their files begin with its name."""
    return [replace(fault, file=f"{name}/{fault.file}") if name else fault for fault in in_reading_order(faults)]


def _quarrels(sources: Mapping[str, ModuleFolder]) -> Iterator[Fault]:
    """What two folders say differently: the last one imported would win, and the first could not be exported again."""
    modules: dict[str, str] = {}
    terms: dict[str, tuple[str, TermDraft]] = {}
    for name, source in sources.items():
        if (other := modules.setdefault(source.module.code, name)) != name:
            reason = _("Changez ce code : le dossier « {other} » l’a déjà.").format(other=other)
            yield Fault(f"{name}/{MODULE}", 2, reason)
        for term in source.terms:
            other, known = terms.setdefault(term.slug, (name, term))
            if replace(known, line=0) != replace(term, line=0):
                reason = _("Écrivez « {slug} » comme dans le dossier « {other} » : un terme a une seule définition.")
                yield Fault(f"{name}/{GLOSSARY}", term.line, reason.format(slug=term.slug, other=other))


def _import(
    sources: Mapping[str, ModuleFolder], library: ImageLibrary, shelf: PackageShelf, report: ImportReport
) -> None:
    transaction.on_commit(content_version.bump)
    catalogue = _catalogue(report)
    pages = PageDirectory()
    own = {code for source in sources.values() for code in source.codes}
    faults, activities = [], {}
    for name, source in sources.items():
        activities[name] = shelf.bring(source, report)
        found = [
            *_unknown_pages(source, pages, own),
            *_taken_addresses(source, catalogue),
            *shelf.faults,
            *_vain_thresholds(source, activities[name]),
        ]
        faults += in_folder(name, found)
    if faults:
        raise ImportRefused(faults)

    imports = []
    for name, source in sources.items():
        mentioned = {
            "terme": _terms(source, report),
            "question": _questions(source, report),
            "image": _images(source, library, report),
            "activité": {package: activity.pk for package, activity in activities[name].items()},
        }
        imports.append(ModuleImport(source, pages, PageWriter(pages, mentioned), report))
        imports[-1].prepare(catalogue, _quiz(source))
    for each in imports:
        each.write()


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


def _unknown_pages(source: ModuleFolder, pages: PageDirectory, own: Collection[str]) -> Iterable[Fault]:
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


def _vain_thresholds(source: ModuleFolder, activities: Mapping[str, Activity]) -> Iterable[Fault]:
    """Thresholds that nobody could reach, because the server does not grade the whole activity."""
    for lesson in source.lessons:
        for (name, value), line in zip(lesson.blocks, lesson.lines, strict=True):
            if name == "h5p" and value.get("threshold"):
                flaw = flaw_of_threshold(activities.get(value["activity"]))
                if flaw:
                    yield Fault(lesson.path, line, flaw)


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
