"""Which kinds of files a package may hold, and whether the first bytes of one are those of its kind."""

from pathlib import Path

import filetype
from django.utils.translation import gettext as _

from courses.h5p.packages.faults import Findings
from courses.h5p.rules.names import extension_of

IMAGES = {"png", "jpg", "jpeg", "gif", "bmp", "tif", "tiff", "svg", "webp"}
SOUNDS_AND_FILMS = {"webm", "mp4", "ogg", "mp3", "m4a", "wav", "vtt", "webvtt"}
CONTENT = {*IMAGES, *SOUNDS_AND_FILMS, "json", "txt", "pdf", "csv", "gltf", "glb"}
LIBRARY = {*CONTENT, "js", "css", "xml", "md", "woff", "woff2", "ttf", "eot", "otf"}
# Texts that have no extension by custom.
LEGAL = {"LICENSE", "LICENCE", "COPYING", "NOTICE", "AUTHORS", "README"}

# What `filetype` may call a file of each extension.
CALLED: dict[str, set[str]] = {
    "png": {"png"},
    "jpg": {"jpg"},
    "jpeg": {"jpg"},
    "gif": {"gif"},
    "bmp": {"bmp"},
    "tif": {"tif"},
    "tiff": {"tif"},
    "webp": {"webp"},
    "webm": {"webm", "mkv"},
    "mp4": {"mp4", "m4v", "mov", "3gp"},
    "ogg": {"ogg"},
    "mp3": {"mp3"},
    "m4a": {"m4a", "mp4"},
    "wav": {"wav"},
    "pdf": {"pdf"},
}


def check_kind(name: str, findings: Findings) -> bool:
    """Whether an entry of this name may be kept; `content/` holds data, other folders hold libraries."""
    extension = extension_of(name)
    in_content = name.startswith("content/")
    if not extension and not in_content and name.rpartition("/")[2] in LEGAL:
        return True
    if extension in (CONTENT if in_content else LIBRARY):
        return True
    if in_content and extension in LIBRARY:
        reason = _("un fichier « .{extension} » n’a pas sa place parmi les contenus.").format(extension=extension)
        findings.refuse(name, reason, _("Placez les programmes et les styles dans une bibliothèque."))
    elif extension:
        reason = _("les fichiers « .{extension} » ne sont pas acceptés.").format(extension=extension)
        findings.refuse(name, reason, _("Retirez-le du paquet."))
    else:
        findings.refuse(name, _("ce fichier n’a pas d’extension."), _("Donnez-lui celle de son type, ou retirez-le."))
    return False


def check_first_bytes(name: str, path: Path, findings: Findings) -> None:
    extension = extension_of(name)
    expected = CALLED.get(extension)
    if expected is None:
        return
    kind = filetype.guess(str(path))
    if kind is None or kind.extension not in expected:
        found = _("inconnu") if kind is None else f".{kind.extension}"
        reason = _("ses premiers octets ne sont pas ceux d’un fichier « .{extension} » (type trouvé : {found}).")
        findings.refuse(
            name,
            reason.format(extension=extension, found=found),
            _("Enregistrez-le à nouveau dans ce format, ou corrigez son extension."),
        )
