"""Puts a folder into its canonical form."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TypeVar

from django.utils.translation import gettext as _

from cms.foundation.formats import Fault, ImportRefused
from courses.glossary.markdown import read_loosely, render_terms
from courses.modules.openformat.faults import Reading
from courses.modules.openformat.folder import GLOSSARY, MODULE, QUESTIONS, read_files, without_foreign_endings
from courses.modules.openformat.reading import first_difference, in_reading_order
from courses.modules.openformat.texts import read_lesson, read_module, write_lesson, write_module
from courses.questions.markdown import bank_heading, parse_bank

Document = TypeVar("Document")


@dataclass(slots=True)
class Formatting:
    """What was rewritten, and what could not be read."""

    rewritten: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def format_folder(folder: Path) -> Formatting:
    """Rewrite each text that can be read; what is already canonical is not touched."""
    files = read_files(folder)
    texts = {path: without_foreign_endings(text) for path, text in files.texts.items()}
    faults = list(files.faults)
    canonical: dict[str, str | None] = {}
    for number, slug, path in files.lessons:
        reading = Reading(path)
        canonical[path] = _canonical(texts[path], reading, partial(read_lesson, number=number, slug=slug), write_lesson)
        faults += reading.faults
    if MODULE in texts:
        reading = Reading(MODULE)
        canonical[MODULE] = _canonical(texts[MODULE], reading, partial(read_module, slug=folder.name), write_module)
        faults += reading.faults
    try:
        if GLOSSARY in texts:
            canonical[GLOSSARY] = render_terms(read_loosely(texts[GLOSSARY], GLOSSARY))
    except ImportRefused as refusal:
        faults += refusal.faults
    try:
        if QUESTIONS in texts:
            canonical[QUESTIONS] = _bank(texts[QUESTIONS], canonical.get(MODULE))
    except ImportRefused as refusal:
        faults += refusal.faults

    changed = {path: text for path, text in canonical.items() if text is not None and text != files.texts[path]}
    for path, text in changed.items():
        (folder / path).write_text(text, encoding="utf-8", newline="\n")
    return Formatting(rewritten=sorted(changed), faults=in_reading_order(faults))


def _canonical(
    text: str,
    reading: Reading,
    read: Callable[[str, Reading], Document | None],
    write: Callable[[Document], str],
) -> str | None:
    """The one form of a text. Emphasis stuck to a sign may have none: Markdown would read it otherwise."""
    document = read(text, reading)
    if document is None:
        return None
    canonical = write(document)
    again = read(canonical, Reading(reading.file))
    difference = first_difference(canonical, write(again)) if again is not None else (1, "")
    if difference:
        reading.refuse(difference[0], _("Détachez par une espace ce qui est en gras, en italique ou en lien."))
        return None
    return canonical


def _bank(text: str, module: str | None) -> str:
    """A bank has one form already: only its heading, which repeats the module's title, is put right."""
    heading = None
    document = read_module(module, Reading(MODULE), "") if module else None
    if document is not None:
        heading = bank_heading(document.front["number"], document.front["title"])
        lines = text.split("\n")
        text = "\n".join([f"## {heading}" if lines[0].startswith("## ") else lines[0], *lines[1:]])
    parse_bank(text, QUESTIONS, heading=heading)
    return text
