"""Puts out a module as a folder. What is written is the live content, never a draft."""

import re
import shutil
import tempfile
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.foundation.errors import DomainError
from cms.foundation.formats import Fault, ImportRefused
from courses.glossary.markdown import render_terms
from courses.glossary.services import export_terms
from courses.modules.models import LessonPage, ModulePage
from courses.modules.openformat.documents import LessonDocument, ModuleDocument
from courses.modules.openformat.folder import GLOSSARY, IMAGE_PATH, LESSON_PATH, MODULE, QUESTIONS
from courses.modules.openformat.html import Unwritable
from courses.modules.openformat.reading import read_folder
from courses.modules.openformat.schema import SLUG
from courses.modules.openformat.texts import write_lesson, write_module
from courses.modules.services.converting import PageReader
from courses.modules.services.references import ImageNames, PageDirectory
from courses.questions.markdown import bank_heading, render_bank
from courses.questions.services import export_questions

WRITTEN_TERM = re.compile(rf"\]\(#mot-({SLUG})\)")


class ExportRefused(DomainError):
    """Nothing was written. `faults` says what the format cannot hold, file by file."""

    user_message = gettext_lazy("Export refusé, rien n’a été écrit. Points à corriger : {count}.")

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(count=len(faults))
        self.faults = faults


class FolderIsOccupied(DomainError):
    user_message = gettext_lazy("Choisissez un autre dossier : celui-ci contient « {name} », qui n’est pas du format.")


def export_module(*, module: ModulePage, folder: Path) -> list[str]:
    """Write a live module; give back the paths written. What is written can be imported: it has been read again."""
    contents = _contents(module)
    _refuse_foreign_files(folder)
    with tempfile.TemporaryDirectory() as temporary:
        draft = Path(temporary) / "module"
        for path, content in contents.items():
            (draft / path).parent.mkdir(parents=True, exist_ok=True)
            (draft / path).write_bytes(content)
        try:
            read_folder(draft, slug=module.slug)
        except ImportRefused as refusal:
            raise ExportRefused(refusal.faults) from refusal
        _replace(folder, draft, contents)
    return sorted(contents)


def _contents(module: ModulePage) -> dict[str, bytes]:
    names = ImageNames()
    reader = PageReader(PageDirectory(), names)
    faults: list[Fault] = []
    contents: dict[str, bytes] = {}
    lessons: list[LessonDocument] = []
    for number, page in enumerate(LessonPage.objects.live().child_of(module).order_by("path"), start=1):
        try:
            lessons.append(reader.lesson(page, number))
        except Unwritable as problem:
            reason = _("Retirez de la page {problem} : le format ne sait pas l’écrire.").format(problem=problem)
            faults.append(Fault(f"lecons/{number}-{page.slug}.md", 1, reason))
    try:
        document = reader.module(module)
    except Unwritable as problem:
        reason = _("Retirez de la page {problem} : le format ne sait pas l’écrire.").format(problem=problem)
        faults.append(Fault(MODULE, 1, reason))
    if faults:
        raise ExportRefused(faults)

    contents[MODULE] = write_module(document).encode()
    for lesson in lessons:
        contents[lesson.path] = write_lesson(lesson).encode()
    if questions := export_questions(module_code=module.code):
        contents[QUESTIONS] = render_bank(questions, heading=bank_heading(module.number, module.title)).encode()
    if terms := export_terms(slugs=_term_slugs(document, lessons)):
        contents[GLOSSARY] = render_terms(terms).encode()
    for name, image in names.images.items():
        with image.file.storage.open(image.file.name, "rb") as file:
            contents[f"images/{name}"] = file.read()
    return contents


def _term_slugs(document: ModuleDocument, lessons: list[LessonDocument]) -> set[str]:
    """Every term that the module names: the lists at the end of lessons, and the links in the texts."""
    slugs: set[str] = set()
    texts = [write_module(document), *(write_lesson(lesson) for lesson in lessons)]
    for lesson in lessons:
        for name, value in lesson.blocks:
            if name == "terms":
                slugs.update(value["terms"])
    for text in texts:
        slugs.update(match[1] for match in WRITTEN_TERM.finditer(text))
    return slugs


def _refuse_foreign_files(folder: Path) -> None:
    """Only an empty folder, or an earlier export, may be written over."""
    if not folder.exists():
        return
    for path in folder.rglob("*"):
        relative = path.relative_to(folder).as_posix()
        known = relative in (MODULE, QUESTIONS, GLOSSARY, "lecons", "images")
        if not (known or LESSON_PATH.fullmatch(relative) or IMAGE_PATH.fullmatch(relative)) or path.is_symlink():
            raise FolderIsOccupied(name=relative)


def _replace(folder: Path, draft: Path, contents: dict[str, bytes]) -> None:
    for name in ("lecons", "images"):
        shutil.rmtree(folder / name, ignore_errors=True)
    for name in (MODULE, QUESTIONS, GLOSSARY):
        (folder / name).unlink(missing_ok=True)
    for path in contents:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(draft / path, folder / path)
