"""Drawings and texts with marks: what could act in them is taken out, and the report says so.

The player's policy already keeps such things from running. This is for whoever opens a file elsewhere.
"""

import html
import re
from pathlib import Path
from typing import Final
from xml.parsers import expat

import nh3
import py_svg_hush
from django.utils.translation import gettext as _

from courses.h5p import limits
from courses.h5p.packages.faults import Findings

DRAWING = 5 * limits.MIB
DRAWING_DEPTH = 200  # the cleaner recurses: deeper ones would exhaust its stack and end the process
DATA_IMAGES: Final = {"image": ["png", "jpeg", "gif", "webp"]}

# Elements that run, load or send something.
DANGEROUS = re.compile(r"</?(?:script|iframe|frame|form|object|embed|applet|link|meta|base)\b", re.IGNORECASE)
# A tag up to its end, or to a quote that nothing closes. Nothing here looks twice at a letter: texts may be long.
TAG = re.compile(r"<[a-z](?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+", re.IGNORECASE)
EVENT = re.compile(r"[\s/\"']on[a-z]++\s*+=", re.IGNORECASE)  # HTML § 8.1.8
# An address that is a program, in an attribute or alone; a sentence about JavaScript is none (URL § 4.4).
PROGRAM = re.compile(r"(?:^|=[\"']?)(?:java|vb)script:", re.IGNORECASE)
TAGS = nh3.ALLOWED_TAGS | {"section", "u", "font", "figure", "figcaption", "label"}
ATTRIBUTES = {
    **nh3.ALLOWED_ATTRIBUTES,
    "*": {"class", "dir", "id", "lang", "role", "style", "title", "aria-label", "aria-hidden", "aria-describedby"},
    "a": {"href", "hreflang", "target", "rel"},
    "font": {"color", "face", "size"},
}


class Unreadable(ValueError):
    """A drawing that is no sound XML, or too deep."""


def clean_drawings(folder: Path, findings: Findings) -> None:
    """Replace each SVG file of a content by what the cleaner keeps of it, when that is not the same drawing."""
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() != ".svg" or not path.is_file():
            continue
        entry = f"content/{path.relative_to(folder).as_posix()}"
        try:
            was_cleaned = clean_drawing(path)
        except (Unreadable, ValueError):
            findings.refuse(
                entry,
                _("ce dessin SVG est illisible, trop grand ou trop imbriqué pour être nettoyé."),
                _("Enregistrez-le en « SVG simple », ou en PNG."),
            )
            continue
        if was_cleaned:
            findings.note(_("Dessin nettoyé (programme, adresse ou style retiré) : {entry}.").format(entry=entry))


def clean_drawing(path: Path) -> bool:
    """Whether something had to be taken out. Raises ValueError when it cannot be read."""
    if path.stat().st_size > DRAWING:
        raise Unreadable
    data = path.read_bytes()
    before = shape_of(data)
    cleaned = py_svg_hush.filter_svg(data, DATA_IMAGES)
    if shape_of(cleaned) == before:
        return False
    path.unlink()  # another content may share these bytes on disk
    path.write_bytes(cleaned)
    return True


def shape_of(data: bytes) -> list[object]:
    """Elements and attributes in their order, to compare two drawings; refuses entities and great depth."""
    seen: list[object] = []
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DRAWING_DEPTH:
            raise Unreadable
        kept = {key: value for key, value in attributes.items() if not key.startswith("xmlns")}
        seen.append((name.rpartition(":")[2], sorted(kept.items())))

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    def refuse(*_declaration: object) -> None:
        raise Unreadable

    def write(text: str) -> None:
        if text.strip():
            seen.append(text.strip())

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = write
    parser.ProcessingInstructionHandler = lambda target, _data: seen.append(target)  # a style sheet may be a program
    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise Unreadable from error
    return seen


def is_dangerous(text: str) -> bool:
    """Whether a text holds something that would act if a browser read it as marks."""
    if DANGEROUS.search(text) or has_event(text):
        return True
    if "script" not in text.lower() and "&" not in text:
        return False
    # Browsers skip blanks inside the name of a scheme; French puts one before a colon.
    plain = re.sub(r"[\x00-\x1f]+|(?<==)\s+|^\s+", "", html.unescape(text))
    return PROGRAM.search(plain) is not None


def has_event(text: str) -> bool:
    """Whether a tag has an attribute like `onclick`. After a quote left open, all the rest counts as a tag."""
    for tag in TAG.finditer(text):
        is_open = text[tag.end() : tag.end() + 1] in ("'", '"')
        if EVENT.search(text, tag.start(), len(text) if is_open else tag.end()):
            return True
        if is_open:
            return False
    return False


def cleaned_html(text: str) -> str:
    """What remains of a text once everything that could act is out."""
    return nh3.clean(text, tags=TAGS, attributes=ATTRIBUTES, link_rel=None)
