"""What the files of a module say of the report, ready to be looked for in it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from courses.modules.openformat.documents import LessonDocument
from courses.modules.openformat.markdown import write_markdown
from courses.modules.openformat.reading import ModuleFolder, read_folder
from courses.modules.rules.sources import Claim, Finding, Report, copied, findings, named_in, numbers_of

NAMES_THE_REPORT = "rapport de 2017"


def check_sources(*, report: str, folders: list[Path], admitted: Mapping[tuple[str, str], str]) -> list[Finding]:
    """Claims that the report does not hold, and sentences taken from it.

    `admitted`: why a lesson may show a figure that the report does not print, by the lesson's code and the figure.
    Raises ImportRefused for an unreadable folder.
    """
    known = Report(report)
    runs = known.runs()
    found: list[Finding] = []
    for folder in folders:
        source = read_folder(folder)
        for lesson in source.lessons:
            found += findings(known, claims_of(lesson))
        found += copied(runs, texts_of(source))
    return [replace(one, admitted=admitted.get((one.place, one.number), "")) for one in found]


def read_admitted(text: str) -> dict[tuple[str, str], str]:
    """The YAML list of figures that were counted or converted: `leçon`, `nombres`, `raison`. Raises ValueError."""
    try:
        rows = yaml.safe_load(text)
        return {(row["leçon"], str(number)): row["raison"] for row in rows for number in row["nombres"]}
    except (yaml.YAMLError, KeyError, TypeError) as error:
        raise ValueError from error


def claims_of(lesson: LessonDocument) -> Iterator[Claim]:
    """Quotations, and the figures of key figures and charts whose source is the report."""
    for name, value in lesson.blocks:
        if name == "quotation":
            yield Claim(lesson.code, value["reference"], text=value["text"])
        elif name in ("key_figure", "chart") and is_from_the_report(value["source"]):
            numbers = figures_of(name, value)
            yield Claim(lesson.code, value["source"], numbers=tuple(sorted(numbers)))


def is_from_the_report(source: str) -> bool:
    return NAMES_THE_REPORT in source.lower() or (source.startswith("§") and any(named_in(source)))


def figures_of(name: str, value: dict[str, Any]) -> frozenset[str]:
    if name == "key_figure":
        return numbers_of(value["number"])
    return frozenset().union(*(numbers_of(cell) for row in value["rows"] for cell in row[1:]))


def texts_of(source: ModuleFolder) -> Iterator[tuple[str, str]]:
    """Every text of a module with its place, quotations left aside: they are marked, and checked by themselves."""
    for lesson in source.lessons:
        values = [value for name, value in lesson.blocks if name != "quotation"]
        yield from ((lesson.code, text) for value in values for text in strings_in(value))
    for term in source.terms:
        yield term.slug, term.definition
    for question in source.questions:
        yield question.code, question.stem
        yield from ((question.code, text) for option in question.options for text in (option.text, option.feedback))


def strings_in(value: Any) -> Iterator[str]:
    """Every text in a block's value: plain lines, and rich texts as Markdown."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from strings_in(part)
    elif isinstance(value, tuple):
        yield write_markdown(value)
    elif isinstance(value, list):
        for part in value:
            yield from strings_in(part)
