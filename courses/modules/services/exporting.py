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
from courses.h5p.models import Revision
from courses.modules.models import LessonPage, ModulePage
from courses.modules.openformat.documents import LessonDocument, ModuleDocument
from courses.modules.openformat.folder import (
    FOLDERS,
    GLOSSARY,
    IMAGE_PATH,
    LESSON_PATH,
    MODULE,
    PACKAGE_PATH,
    QUESTIONS,
)
from courses.modules.openformat.html import Unwritable
from courses.modules.openformat.reading import read_folder
from courses.modules.openformat.schema import SLUG
from courses.modules.openformat.texts import write_lesson, write_module
from courses.modules.services.converting import PageReader
from courses.modules.services.packages import package_of
from courses.modules.services.references import PageDirectory
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
    contents, packages = _contents(module)
    paths = sorted([*contents, *packages])
    _refuse_foreign_files(folder)
    with tempfile.TemporaryDirectory() as temporary:
        draft = Path(temporary) / "module"
        for path in paths:
            (draft / path).parent.mkdir(parents=True, exist_ok=True)
        for path, content in contents.items():
            (draft / path).write_bytes(content)
        for path, revision in packages.items():
            with package_of(revision) as package, (draft / path).open("wb") as copy:
                shutil.copyfileobj(package, copy)
        try:
            read_folder(draft, slug=module.slug)
        except ImportRefused as refusal:
            raise ExportRefused(refusal.faults) from refusal
        _replace(folder, draft, paths)
    return paths


def _contents(module: ModulePage) -> tuple[dict[str, bytes], dict[str, Revision]]:
    """The files to write, and the versions of activities whose packages stand beside them: these may be large."""
    reader = PageReader(PageDirectory())
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
    for name, image in reader.images.items.items():
        with image.file.storage.open(image.file.name, "rb") as file:
            contents[f"images/{name}"] = file.read()
    activities = reader.packages.items.items()
    packages = {f"activites/{name}": it.current_revision for name, it in activities if it.current_revision is not None}
    return contents, packages


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
        known = relative in (MODULE, QUESTIONS, GLOSSARY, *FOLDERS)
        of_a_kind = any(shape.fullmatch(relative) for shape in (LESSON_PATH, IMAGE_PATH, PACKAGE_PATH))
        if not (known or of_a_kind) or path.is_symlink():
            raise FolderIsOccupied(name=relative)


def _replace(folder: Path, draft: Path, paths: list[str]) -> None:
    for name in FOLDERS:
        shutil.rmtree(folder / name, ignore_errors=True)
    for name in (MODULE, QUESTIONS, GLOSSARY):
        (folder / name).unlink(missing_ok=True)
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(draft / path, folder / path)
