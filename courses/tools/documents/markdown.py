"""A sheet as Markdown: to be taken up in any editor. Nothing that was typed can become a mark of the format."""

import re
from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext as _

from cms.foundation.typography import french
from courses.tools.documents.sheet import Part, Sheet, Table

MARKS: Final = re.compile(r"([\\`*_\[\]<>|~])")
BULLET: Final = re.compile(r"^([#+=-])(?=[\s#=+-]|$)")
NUMBER: Final = re.compile(r"^(\d+)([.)])(?=\s|$)")
COLON: Final = "\u00a0: "


def sheet_markdown(sheet: Sheet) -> str:
    return "\n\n".join(blocks(sheet)) + "\n"


def blocks(sheet: Sheet) -> Iterator[str]:
    yield f"# {plain(sheet.title)}"
    if sheet.subject:
        yield f"**{plain(sheet.subject)}**"
    yield plain(sheet.dated)
    if sheet.warning:
        yield quoted(sheet.warning)
    for part in sheet.parts:
        yield f"## {plain(part.title)}"
        yield from inside(part)
    if sheet.sources:
        yield f"## {_('Sources')}"
        yield bullets(sheet.sources)


def inside(part: Part) -> Iterator[str]:
    if part.verdict:
        yield quoted(part.verdict.title, strong=True)
        if part.verdict.text:
            yield paragraphs(part.verdict.text)
    for text in part.texts:
        yield paragraphs(text)
    if part.facts:
        yield "\n".join(f"- **{plain(name)}**{COLON}{plain(value)}" for name, value in part.facts)
    if part.table:
        yield table(part.table)
    if part.points:
        yield bullets(part.points)
    if part.readings:
        yield bullets(tuple(str(reading) for reading in part.readings))


def plain(text: str) -> str:
    """One line: marks escaped, ends of lines made spaces."""
    escaped = MARKS.sub(r"\\\1", french(" ".join(text.split())))
    return NUMBER.sub(r"\1\\\2", BULLET.sub(r"\\\1", escaped))


def paragraphs(text: str) -> str:
    return "\n\n".join(plain(line) for line in text.splitlines() if line.strip())


def quoted(text: str, *, strong: bool = False) -> str:
    lines = [plain(line) for line in text.splitlines() if line.strip()]
    return "\n>\n".join(f"> **{line}**" if strong else f"> {line}" for line in lines)


def bullets(lines: tuple[str, ...]) -> str:
    return "\n".join(f"- {plain(line)}" for line in lines)


def table(content: Table) -> str:
    head = [row(content.columns), "|" + " --- |" * len(content.columns)]
    return "\n".join([f"**{plain(content.caption)}**", "", *head, *map(row, content.rows)])


def row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(plain(cell) for cell in cells) + " |"
