"""The two texts of the format that are ours to read: `module.md` and the lessons."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from courses.modules.blocks.drawing import SHARES
from courses.modules.blocks.reading import ALL, LONG, flaw_of_part
from courses.modules.limits import ONCE
from courses.modules.openformat.documents import Block, LessonDocument, ModuleDocument
from courses.modules.openformat.faults import Reading
from courses.modules.openformat.markdown import read_markdown, write_markdown
from courses.modules.openformat.schema import BY_BLOCK, BY_NAME, LESSON, MODULE, TEXT
from courses.modules.openformat.values import Keys
from courses.modules.openformat.yamltext import read_mapping, write_mapping
from courses.modules.rules.charts import flaw_of_figures

FENCE = re.compile(r":::(?: +(?P<name>\S+))? *")


def read_module(text: str, reading: Reading, slug: str) -> ModuleDocument | None:
    """Read `module.md`; None when it had to be refused."""
    parts = _front_and_body(text, reading, MODULE)
    if parts is None:
        return None
    front, body, first_line = parts
    before = len(reading.faults)
    introduction = read_markdown(body, reading, first_line)
    return ModuleDocument(slug, front, introduction) if len(reading.faults) == before else None


def write_module(document: ModuleDocument) -> str:
    """The canonical `module.md`."""
    return _join(MODULE, document.front, [write_markdown(document.introduction)])


def read_lesson(text: str, reading: Reading, number: int, slug: str) -> LessonDocument | None:
    """Read one lesson; None when it had to be refused."""
    before = len(reading.faults)
    parts = _front_and_body(text, reading, LESSON)
    if parts is None:
        return None
    front, body, first_line = parts
    blocks: list[Block] = []
    lines: list[int] = []
    is_long = False
    for segment in _segments(body, reading, first_line):
        block = _read_segment(segment, reading)
        if block is not None:
            if block[0] in ONCE and any(block[0] == name for name, _value in blocks):
                reason = _("Le bloc « {name} » ne s’emploie qu’une seule fois par leçon.")
                reading.refuse(segment.line - 1, reason.format(name=segment.name))
            if block == ("part", {"version": ALL}) and not is_long:
                reading.refuse(segment.line - 1, _("Retirez cette marque : aucune partie longue n’est ouverte."))
            is_long = block[1]["version"] == LONG if block[0] == "part" else is_long
            blocks.append(block)
            lines.append(segment.line)
    return LessonDocument(number, slug, front, blocks, lines) if len(reading.faults) == before else None


def write_lesson(document: LessonDocument) -> str:
    """The canonical text of a lesson."""
    return _join(LESSON, document.front, [_write_block(block) for block in document.blocks])


@dataclass(frozen=True, slots=True)
class _Segment:
    """Part of a lesson's body: Markdown when `name` is empty, else a fenced block."""

    name: str
    text: str
    line: int


def _front_and_body(text: str, reading: Reading, keys: Keys) -> tuple[dict[str, Any], str, int] | None:
    lines = text.split("\n")
    end = next((index for index, line in enumerate(lines) if index and line.rstrip() == "---"), None)
    if lines[0].rstrip() != "---" or end is None:
        reading.refuse(1, _("Le fichier commence par un en-tête entre deux lignes « --- »."))
        return None
    entries = read_mapping("\n".join(lines[1:end]) + "\n", reading, 2)
    front = keys.read_entries(entries, reading, 2, 1) if entries is not None else None
    return (front, "\n".join(lines[end + 1 :]), end + 2) if front is not None else None


def _segments(body: str, reading: Reading, first_line: int) -> Iterator[_Segment]:
    name, start, gathered = "", first_line, list[str]()
    for line_number, line in enumerate(body.split("\n"), start=first_line):
        fence = FENCE.fullmatch(line)
        if not fence:
            gathered.append(line)
            continue
        if fence["name"] and name:
            reason = _("Le bloc « {name} » ouvert ligne {line} n’est pas fermé par « ::: ».")
            reading.refuse(line_number, reason.format(name=name, line=start - 1))
        elif not fence["name"] and not name:
            reading.refuse(line_number, _("« ::: » ferme un bloc qui n’a pas été ouvert."))
        yield _Segment(name, "\n".join(gathered) + "\n", start)
        name, start, gathered = fence["name"] or "", line_number + 1, []
    if name:
        reason = _("Le bloc « {name} » n’est pas fermé par « ::: ».")
        reading.refuse(start - 1, reason.format(name=name))
    yield _Segment(name, "\n".join(gathered) + "\n", start)


def _read_segment(segment: _Segment, reading: Reading) -> Block | None:
    if not segment.name:
        text = read_markdown(segment.text, reading, segment.line, headings=True)
        return (TEXT, text) if text else None
    shape = BY_NAME.get(segment.name)
    if shape is None:
        reason = _("Bloc inconnu : « {name} ». Blocs permis : {known}.")
        reading.refuse(segment.line - 1, reason.format(name=segment.name, known=", ".join(BY_NAME)))
        return None
    entries = read_mapping(segment.text, reading, segment.line)
    if entries is None:
        return None
    value = shape.keys.read_entries(entries, reading, segment.line, segment.line - 1)
    if value is None:
        return None
    if flaw := _flaw_of(shape.block, value):
        reading.refuse(segment.line - 1, flaw)
    return shape.block, value


def _flaw_of(block: str, value: dict[str, Any]) -> str:
    """What is wrong with a block whose keys are right, one by one; empty when it is sound."""
    if block in ("table", "chart") and any(len(row) != len(value["columns"]) for row in value["rows"]):
        return _("Chaque ligne du tableau a autant de cases qu’il y a de colonnes.")
    if block == "chart":
        place = flaw_of_figures(value["columns"], value["rows"], are_shares=value["shape"] == SHARES)
        return _("Écrivez un nombre ({place}), par exemple 1 179,7.").format(place=place) if place else ""
    return flaw_of_part(value["version"], value.get("title")) if block == "part" else ""


def _write_block(block: Block) -> str:
    name, value = block
    if name == TEXT:
        return write_markdown(value)
    shape = BY_BLOCK[name]
    return f"::: {shape.name}\n{write_mapping(shape.keys.write(value))}:::"


def _join(keys: Keys, front: dict[str, Any], parts: list[str]) -> str:
    head = f"---\n{write_mapping(keys.write(front))}---"
    return "\n\n".join([head, *(part for part in parts if part)]) + "\n"
