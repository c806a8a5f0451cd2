"""Puts a folder into its canonical form."""

from dataclasses import dataclass, field
from pathlib import Path

from cms.foundation.formats import Fault, ImportRefused
from courses.glossary.markdown import read_loosely, render_terms
from courses.modules.openformat.faults import Reading
from courses.modules.openformat.folder import GLOSSARY, MODULE, QUESTIONS, read_files, without_foreign_endings
from courses.modules.openformat.reading import in_reading_order
from courses.modules.openformat.texts import read_lesson, read_module, write_lesson, write_module
from courses.questions.markdown import bank_heading, parse_bank


@dataclass(slots=True)
class Formatting:
    """What was rewritten, and what could not be read."""

    rewritten: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def format_folder(folder: Path) -> Formatting:
    """Rewrite each text that can be read; what is already canonical is not touched."""
    files = read_files(folder)
    result = Formatting(faults=files.faults)
    canonical: dict[str, str | None] = {}
    heading = ""

    reading = Reading(MODULE)
    if MODULE in files.texts:
        module = read_module(without_foreign_endings(files.texts[MODULE]), reading, folder.name)
        if module is not None:
            canonical[MODULE] = write_module(module)
            heading = bank_heading(module.front["number"], module.front["title"])
        result.faults.extend(reading.faults)
    for number, slug, path in files.lessons:
        reading = Reading(path)
        lesson = read_lesson(without_foreign_endings(files.texts[path]), reading, number, slug)
        canonical[path] = write_lesson(lesson) if lesson else None
        result.faults.extend(reading.faults)
    try:
        if GLOSSARY in files.texts:
            text = without_foreign_endings(files.texts[GLOSSARY])
            canonical[GLOSSARY] = render_terms(read_loosely(text, GLOSSARY))
    except ImportRefused as refusal:
        result.faults.extend(refusal.faults)
    try:
        if QUESTIONS in files.texts and heading:
            canonical[QUESTIONS] = _bank(files.texts[QUESTIONS], heading)
    except ImportRefused as refusal:
        result.faults.extend(refusal.faults)

    for path, text in canonical.items():
        if text is not None and text != files.texts[path]:
            (folder / path).write_text(text, encoding="utf-8", newline="\n")
            result.rewritten.append(path)
    result.faults = in_reading_order(result.faults)
    return result


def _bank(text: str, heading: str) -> str:
    """A bank has one form already: only its heading, which repeats the module's title, is put right."""
    lines = without_foreign_endings(text).split("\n")
    if lines[0].startswith("## "):
        lines[0] = f"## {heading}"
    text = "\n".join(lines)
    parse_bank(text, QUESTIONS, heading=heading)
    return text
