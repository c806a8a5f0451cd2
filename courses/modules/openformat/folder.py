"""A module's folder on the disk: what may be in it, and how it is read without trusting it."""

import os
import re
import stat
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _

from cms.foundation.formats import Fault
from courses.h5p.limits import PACKAGE as MAX_PACKAGE
from courses.modules.limits import PACKAGE_NAME
from courses.modules.openformat.schema import IMAGE_NAME, SLUG

MODULE = "module.md"
QUESTIONS = "questions.md"
GLOSSARY = "glossaire.md"
LESSON_PATH = re.compile(rf"lecons/([1-9][0-9]?)-({SLUG})\.md")
IMAGE_PATH = re.compile(rf"images/({IMAGE_NAME})")
PACKAGE_PATH = re.compile(rf"activites/({PACKAGE_NAME})")
FOLDERS = ("lecons", "images", "activites")
MAX_FILES = 200
MAX_TEXT = 400_000
MAX_IMAGE = 2_000_000
# Control characters and the other separators of lines: no text needs them, and YAML chokes on them.
UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]")


@dataclass(slots=True)
class FolderFiles:
    """The files of a folder, by path relative to it, and what had to be refused. Packages may be large: not read."""

    texts: dict[str, str] = field(default_factory=dict)
    images: dict[str, bytes] = field(default_factory=dict)
    packages: dict[str, Path] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def refuse(self, path: str, line: int, reason: str) -> None:
        self.faults.append(Fault(path, line, reason))

    @property
    def lessons(self) -> list[tuple[int, str, str]]:
        """Number, address and path of each lesson, in order."""
        found = ((path, LESSON_PATH.fullmatch(path)) for path in self.texts)
        return sorted((int(match[1]), match[2], path) for path, match in found if match)


def read_files(folder: Path) -> FolderFiles:
    """Read every file that the format allows; anything else is a fault. Links are never followed."""
    files = FolderFiles()
    if not folder.is_dir():
        files.refuse(folder.name, 1, _("Donnez le chemin d’un dossier : celui-ci n’existe pas."))
        return files
    paths = list(_walk(folder, files))
    if len(paths) > MAX_FILES:
        files.refuse(folder.name, 1, _("Un module tient en {maximum} fichiers au plus.").format(maximum=MAX_FILES))
        return files
    for path in paths:
        _read(folder, path, files)
    return files


def _walk(folder: Path, files: FolderFiles) -> list[str]:
    found: list[str] = []
    for place, folders, names in os.walk(folder, followlinks=False):
        relative = Path(place).relative_to(folder)
        # Hidden files belong to the computer (.DS_Store, .git), not to the module.
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in [*folders, *sorted(names)]:
            path = (relative / name).as_posix()
            if name.startswith("."):
                continue
            if (folder / path).is_symlink():
                files.refuse(path, 1, _("Remplacez ce lien symbolique par le fichier lui-même."))
            elif name in folders:
                if path not in FOLDERS:
                    files.refuse(path, 1, _("Retirez ce dossier : il n’est pas prévu."))
            else:
                found.append(path)
        if len(found) > MAX_FILES:
            break
    return found


def _read(folder: Path, path: str, files: FolderFiles) -> None:
    if PACKAGE_PATH.fullmatch(path):
        _find_package(folder / path, path, files)
        return
    is_image = bool(IMAGE_PATH.fullmatch(path))
    if not is_image and path not in (MODULE, QUESTIONS, GLOSSARY) and not LESSON_PATH.fullmatch(path):
        files.refuse(path, 1, _("Retirez ou renommez ce fichier : son nom n’est pas prévu par le format."))
        return
    content = _content(folder / path, MAX_IMAGE if is_image else MAX_TEXT)
    if content is None:
        reason = _("Ce fichier est trop lourd, ou n’est pas un fichier ordinaire.")
        files.refuse(path, 1, reason)
    elif is_image:
        files.images[path.removeprefix("images/")] = content
    else:
        _decode(path, content, files)


def _find_package(file: Path, path: str, files: FolderFiles) -> None:
    facts = file.lstat()
    if stat.S_ISREG(facts.st_mode) and facts.st_size <= MAX_PACKAGE:
        files.packages[path.removeprefix("activites/")] = file
    else:
        files.refuse(path, 1, _("Ce fichier est trop lourd, ou n’est pas un fichier ordinaire."))


def _content(path: Path, limit: int) -> bytes | None:
    """The bytes of an ordinary file; None for anything else, or when there are too many."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return None
    with open(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            return None
        content = file.read(limit + 1)
    return content if len(content) <= limit else None


def _decode(path: str, content: bytes, files: FolderFiles) -> None:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        files.refuse(path, content[: error.start].count(b"\n") + 1, _("Enregistrez ce fichier en UTF-8."))
        return
    for number, line in enumerate(without_foreign_endings(text).split("\n"), start=1):
        if UNWANTED.search(line):
            files.refuse(path, number, _("Retirez le caractère invisible de cette ligne."))
            return
    files.texts[path] = text


def without_foreign_endings(text: str) -> str:
    """The text as other systems may have changed it, put back: line endings, byte order mark, composed accents."""
    return unicodedata.normalize("NFC", text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
