"""Rows of text out of a CSV or an XLSX file: what every parser by header reads. Formulas are refused, not computed."""

import csv
import io
import re
import warnings
import zipfile
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException  # type: ignore[import-untyped]  # it has no stubs of its own
from openpyxl import load_workbook

from sandbox.vault.rules.formats import archive
from sandbox.vault.rules.formats.faults import FaultList, TooManyFaults, refused
from sandbox.vault.rules.formats.texts import EMPTY, decode

MOST_ROWS = 60_000
MOST_COLUMNS = 64
LONGEST_LINE = 20_000
LONGEST_CELL = 500
MOST_SHEETS = 20
SEPARATORS = (";", "\t", ",")
XLSX_LIMITS = archive.Limits(folders=("xl/", "docProps/", "_rels/", "customXml/", "[trash]/"))
XML_NAMES = (".xml", ".rels")
ENCODING = re.compile(rb"encoding\s*=\s*[\"']([^\"']+)")
DECLARATION = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)", re.IGNORECASE)

TOO_MANY_ROWS = f"Le fichier a plus de {MOST_ROWS // 1000}\u00a0000 lignes."
TOO_MANY_COLUMNS = f"Cette ligne a plus de {MOST_COLUMNS} colonnes."
TOO_LONG = "Cette ligne est trop longue."
BAD_QUOTES = "Les guillemets de cette ligne sont mal fermés."
FORMULA = "Cette case contient une formule. Nous n’en calculons aucune : remplacez-la par sa valeur."
NOT_A_WORKBOOK = "Ce fichier n’est pas un classeur XLSX lisible."
ENTITIES = "Ce classeur déclare des entités XML : il est refusé."
MACROS = "Ce classeur contient des macros ou des objets : il est refusé."
SHEETS = f"Ce classeur a plus de {MOST_SHEETS} feuilles."


@dataclass(frozen=True, slots=True)
class Row:
    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows that are not blank, each with the number that a person sees at its left."""

    rows: tuple[Row, ...]


def read_tables(content: bytes) -> tuple[Table, ...]:
    """The table of a CSV file, or one per sheet of a workbook."""
    if content.startswith(b"PK\x03\x04"):
        return _read_workbook(content)
    return (read_csv(decode(content)),)


def read_csv(text: str) -> Table:
    lines = text.splitlines()
    if len(lines) > MOST_ROWS:
        raise refused(TOO_MANY_ROWS)
    separator = _separator(lines)
    for number, line in enumerate(lines, start=1):
        if line.count(separator) >= MOST_COLUMNS:
            raise refused(TOO_MANY_COLUMNS, line=number)
        if len(line) > LONGEST_LINE:
            raise refused(TOO_LONG, line=number)
    rows: list[Row] = []
    reader = csv.reader(lines, delimiter=separator, strict=True)
    try:
        rows.extend(
            Row(reader.line_num, tuple(cell.strip() for cell in cells))
            for cells in reader
            if any(cell.strip() for cell in cells)
        )
    except csv.Error:
        raise refused(BAD_QUOTES, line=reader.line_num) from None
    if not rows:
        raise refused(EMPTY)
    return Table(tuple(rows))


def _separator(lines: list[str]) -> str:
    """The one that the first lines use most: a header decides, never a name."""
    start = lines[:40]
    return max(SEPARATORS, key=lambda separator: sum(line.count(separator) for line in start))


def _read_workbook(content: bytes) -> tuple[Table, ...]:
    """Check each part, then hand openpyxl a copy made of what was checked, and nothing else."""
    parts = archive.read_archive(content, XLSX_LIMITS)
    for name, part in parts.items():
        if name.casefold().endswith((".bin", ".vml", ".ole")) and "printersettings" not in name.casefold():
            raise refused(MACROS)
        if name.casefold().endswith(XML_NAMES) and not _is_plain_xml(part):
            raise refused(ENTITIES)
    if "[Content_Types].xml" not in parts or "xl/workbook.xml" not in parts:
        raise refused(NOT_A_WORKBOOK)
    faults = FaultList()
    try:
        tables = _open(
            archive.write_archive({name: part for name, part in parts.items() if name.casefold().endswith(XML_NAMES)}),
            faults,
        )
    except TooManyFaults:
        tables = ()
    except (KeyError, ValueError, TypeError, AttributeError, IndexError, OSError, SyntaxError) as problem:
        # openpyxl has no exception of its own for a damaged part: these are what it lets through.
        raise refused(NOT_A_WORKBOOK) from problem
    except (ParseError, DefusedXmlException, zipfile.BadZipFile) as problem:
        raise refused(NOT_A_WORKBOOK) from problem
    faults.refuse_if_any()
    if not tables:
        raise refused(EMPTY)
    return tables


def _is_plain_xml(part: bytes) -> bool:
    """UTF-8 and no declaration of entities: what the XML readers below openpyxl do with them does not matter then."""
    declared = ENCODING.search(part[:200])
    if DECLARATION.search(part) or (declared and declared[1].lower() not in (b"utf-8", b"us-ascii")):
        return False
    try:
        part.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return b"\x00" not in part


def _open(content: bytes, faults: FaultList) -> tuple[Table, ...]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # unknown extensions and missing styles matter to no value
        workbook = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
        try:
            if len(workbook.worksheets) > MOST_SHEETS:
                raise refused(SHEETS)
            sheets = [_rows(sheet, faults) for sheet in workbook.worksheets]
            return tuple(Table(tuple(rows)) for rows in sheets if rows)
        finally:
            workbook.close()


def _rows(sheet: object, faults: FaultList) -> list[Row]:
    rows: list[Row] = []
    bounds = {"min_row": 1, "max_row": MOST_ROWS + 1, "max_col": MOST_COLUMNS + 1}
    for number, values in enumerate(sheet.iter_rows(values_only=True, **bounds), start=1):  # type: ignore[attr-defined]
        if all(value is None or value == "" for value in values):
            continue
        if number > MOST_ROWS:
            raise refused(TOO_MANY_ROWS)
        if len(values) > MOST_COLUMNS and values[MOST_COLUMNS] not in (None, ""):
            raise refused(TOO_MANY_COLUMNS, line=number)
        cells = [_cell(value, number, column, faults) for column, value in enumerate(values[:MOST_COLUMNS], start=1)]
        rows.append(Row(number, tuple(cells)))
    return rows


def _cell(value: object, line: int, column: int, faults: FaultList) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.strftime("%d/%m/%Y %H:%M:%S")
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, float):
        return format(Decimal(repr(value)), "f").removesuffix(".0") if abs(value) < 1e15 else str(value)
    text = str(value).strip()
    if text.startswith("=") or not isinstance(value, str | int):
        faults.add(line, column, FORMULA)
    return text[:LONGEST_CELL]
