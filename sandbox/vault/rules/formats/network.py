"""A small public-transport network as GTFS (gtfs.org, « Schedule ») : six files, checked before anything is kept."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sandbox.vault.rules.formats.archive import read_archive, write_archive
from sandbox.vault.rules.formats.faults import FaultList, FileFault, FileRefused, TooManyFaults, refused
from sandbox.vault.rules.formats.tables import read_csv
from sandbox.vault.rules.formats.texts import decode

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "agency.txt": ("agency_id", "agency_name", "agency_url", "agency_timezone"),
    "calendar.txt": ("service_id", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
                     "start_date", "end_date"),
    "routes.txt": ("route_id", "agency_id", "route_short_name", "route_long_name", "route_type"),
    "stops.txt": ("stop_id", "stop_name", "stop_lat", "stop_lon"),
    "trips.txt": ("route_id", "service_id", "trip_id"),
    "stop_times.txt": ("trip_id", "arrival_time", "departure_time", "stop_id", "stop_sequence"),
}  # fmt: skip
KEYS = {"agency.txt": "agency_id", "calendar.txt": "service_id", "routes.txt": "route_id", "stops.txt": "stop_id",
        "trips.txt": "trip_id"}  # fmt: skip
# file, column → the file whose key it names
LINKS = {
    ("routes.txt", "agency_id"): "agency.txt",
    ("trips.txt", "route_id"): "routes.txt",
    ("trips.txt", "service_id"): "calendar.txt",
    ("stop_times.txt", "trip_id"): "trips.txt",
    ("stop_times.txt", "stop_id"): "stops.txt",
}
SHAPES = {
    "start_date": re.compile(r"20\d{6}"),
    "end_date": re.compile(r"20\d{6}"),
    "arrival_time": re.compile(r"\d{1,2}:[0-5]\d:[0-5]\d"),
    "departure_time": re.compile(r"\d{1,2}:[0-5]\d:[0-5]\d"),
    "stop_sequence": re.compile(r"\d{1,5}"),
    "route_type": re.compile(r"\d{1,4}"),
    "stop_lat": re.compile(r"-?\d{1,2}(\.\d{1,8})?"),
    "stop_lon": re.compile(r"-?\d{1,3}(\.\d{1,8})?"),
    **dict.fromkeys(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"), re.compile("[01]")),
}

MISSING_FILE = "Il manque le fichier « {name} »."
MISSING_COLUMN = "Il manque la colonne « {name} »."
BAD_CELL = "« {text} » ne convient pas à la colonne « {name} »."
NO_KEY = "L’identifiant est vide ou déjà pris : « {text} »."
NO_SUCH = "« {text} » ne désigne rien dans « {name} »."
SHORT = "Cette ligne n’a pas autant de cases que les titres."

Rows = tuple[dict[str, str], ...]


@dataclass(frozen=True, slots=True)
class Network:
    """The rows of each file, by file name."""

    files: Mapping[str, Rows]

    @property
    def counts(self) -> dict[str, int]:
        return {name: len(rows) for name, rows in self.files.items()}


def read_network(content: bytes) -> Network:
    """Raises FileRefused with every fault. Files that we do not know are left aside."""
    parts = read_archive(content)
    if missing := [name for name in COLUMNS if name not in parts]:
        raise FileRefused([refused(MISSING_FILE.format(name=name), file=name).faults[0] for name in missing])
    files: dict[str, Rows] = {}
    faults: list[FileFault] = []
    for name in COLUMNS:
        found = FaultList(name)
        try:
            files[name] = _rows(name, parts[name], found)
        except TooManyFaults:
            pass
        except FileRefused as refusal:
            found.found.extend(refusal.faults)
        faults.extend(found.found)
    if not faults:
        faults = _broken_links(files)
    if faults:
        raise FileRefused(faults[:50])
    return Network(files)


def _rows(name: str, content: bytes, faults: FaultList) -> Rows:
    table = read_csv(decode(content))
    titles = table.rows[0].cells
    for column in COLUMNS[name]:
        if column not in titles:
            faults.add(1, 0, MISSING_COLUMN.format(name=column))
    faults.refuse_if_any()
    rows: list[dict[str, str]] = []
    keys: set[str] = set()
    for row in table.rows[1:]:
        if len(row.cells) != len(titles):
            faults.add(row.line, 0, SHORT)
            continue
        cells = {title: cell for title, cell in zip(titles, row.cells, strict=True) if title in COLUMNS[name]}
        for column, text in cells.items():
            if (shape := SHAPES.get(column)) and not shape.fullmatch(text):
                faults.add(row.line, titles.index(column) + 1, BAD_CELL.format(text=text[:30], name=column))
        if key := KEYS.get(name):
            if not cells[key] or cells[key] in keys:
                faults.add(row.line, titles.index(key) + 1, NO_KEY.format(text=cells[key][:30]))
            keys.add(cells[key])
        rows.append(cells)
    return tuple(rows)


def _broken_links(files: Mapping[str, Rows]) -> list[FileFault]:
    keys = {name: {row[key] for row in files[name]} for name, key in KEYS.items()}
    faults: list[FileFault] = []
    for (name, column), target in LINKS.items():
        found = FaultList(name)
        try:
            for line, row in enumerate(files[name], start=2):
                if row[column] not in keys[target]:
                    found.add(line, 0, NO_SUCH.format(text=row[column][:30], name=target))
        except TooManyFaults:
            pass
        faults.extend(found.found)
    return faults


def write_network(files: Mapping[str, Sequence[Mapping[str, object]]]) -> bytes:
    """The zip of a network; names are written as they are, for GTFS has no sign to protect them."""
    contents = {}
    for name, columns in COLUMNS.items():
        lines = [",".join(columns)]
        lines += [",".join(_quoted(str(row.get(column, ""))) for column in columns) for row in files.get(name, ())]
        contents[name] = ("\n".join(lines) + "\n").encode()
    return write_archive(contents)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if any(sign in text for sign in ',"\n') else text
