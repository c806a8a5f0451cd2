"""The forms in which the electricity network's operator hands out a household's readings.

They changed several times and will again: each is a version in `REGISTRY`, recognised by its header and nothing else.
An unknown header is refused. Powers are means over a step, so energy is power × step. Moments are the *end* of a step
in the operator's customer files; a file whose rows run from 00:00 to the last step of a day is stamped at the start.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise

from sandbox.vault.rules.aggregation import PARIS, days_between
from sandbox.vault.rules.formats.faults import FaultList, FileRefused, TooManyFaults, refused
from sandbox.vault.rules.formats.measures import (
    NOT_A_MOMENT,
    NOT_A_NUMBER,
    LocalClock,
    bounded,
    french,
    iso,
    placed,
    power,
)
from sandbox.vault.rules.formats.numbers import point_fault, read_number, whole
from sandbox.vault.rules.formats.readouts import (
    LONGEST_SPAN,
    TOO_LONG,
    TWICE,
    Interval,
    Readout,
    Values,
    gather_hours,
)
from sandbox.vault.rules.formats.tables import Row, Table

HEADER_WITHIN = 40
STEPS = (5, 10, 15, 30, 60)
CURVE_HEADER = ("identifiant prm", "type de donnees", "date de debut", "date de fin", "grandeur physique",
                "grandeur metier", "etape metier", "unite")  # fmt: skip
FLAT_HEADER = ("identifiant prm", "date de debut", "date de fin", "grandeur physique", "grandeur metier",
               "etape metier", "unite", "horodate", "valeur", "nature", "pas", "indice de vraisemblance",
               "etat complementaire")  # fmt: skip
PERIOD_HEADER = ("debut", "fin", "valeur (en kw)")
ISO_STEP = re.compile(r"PT(?:(\d{1,2})M|(1)H)")

UNKNOWN = (
    "Aucune forme connue de fichier d’électricité n’a été reconnue à ses titres de colonnes. "
    "Le gestionnaire du réseau a pu en changer : rien n’a été deviné, rien n’a été lu."
)
STEP = "Le pas « {text} » n’est pas de ceux que nous lisons (5, 10, 15, 30 ou 60 minutes)."
UNIT = "L’unité attendue est « {expected} », le fichier dit « {text} »."
KIND = "Ce fichier contient « {text} » : seules la courbe de charge et les index quotidiens sont lus."
PRODUCTION = "Ce fichier parle de production : seule la consommation est lue."
NO_VALUES = "Le fichier ne contient aucun relevé complet."
BACKWARDS = "L’index diminue : le compteur a été changé, ou le fichier n’est pas dans l’ordre."
SHORT_ROW = "Cette ligne a moins de colonnes que les titres."
OTHER_POINT = "Ce fichier mêle plusieurs points de livraison."
STAMPED_AT_END = "L’heure écrite est lue comme la fin de chaque relevé."
STAMPED_AT_START = "L’heure écrite est lue comme le début de chaque relevé."
DAILY = "Les index donnent une consommation par jour : aucune heure n’en est déduite."


@dataclass(frozen=True, slots=True)
class Form:
    """A form and its version: how to recognise its header row, how to read what follows."""

    code: str
    label: str
    recognise: Callable[[Table], int | None]
    read: Callable[[Table, int, FaultList], Readout]


def plain(text: str) -> str:
    """Lower case, no accents, single spaces: how headers are compared."""
    flat = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return " ".join(flat.casefold().split())


def form_of(table: Table) -> tuple[Form, int] | None:
    for form in REGISTRY:
        if (header := form.recognise(table)) is not None:
            return form, header
    return None


def read_electricity(tables: tuple[Table, ...]) -> Readout:
    """Read the first sheet whose header is known. Raises FileRefused with every fault."""
    for table in tables:
        if found := form_of(table):
            form, header = found
            faults = FaultList()
            try:
                readout = form.read(table, header, faults)
            except TooManyFaults:
                raise FileRefused(faults.found) from None
            faults.refuse_if_any()
            if not readout.count:
                raise refused(NO_VALUES)
            return readout
    raise refused(UNKNOWN, line=1)


def _header(table: Table, expected: tuple[str, ...], *, exactly: bool = True) -> int | None:
    for number, row in enumerate(table.rows[:HEADER_WITHIN]):
        names = tuple(plain(cell) for cell in row.cells if cell)
        if names == expected or (not exactly and names[: len(expected)] == expected):
            return number
    return None


# The oldest: a line about the file, then « Horodate;Valeur » or index lines.


def _curve_header(table: Table) -> int | None:
    return _operator_header(table, ("horodate", "valeur"))


def _index_header(table: Table) -> int | None:
    return _operator_header(table, ("horodate", "type de releve"))


def _operator_header(table: Table, expected: tuple[str, ...]) -> int | None:
    rows = table.rows
    if len(rows) < 3 or tuple(plain(cell) for cell in rows[0].cells)[: len(CURVE_HEADER)] != CURVE_HEADER:
        return None
    names = tuple(plain(cell) for cell in rows[2].cells if cell)
    return 2 if names[: len(expected)] == expected else None


def _describe(table: Table, unit: str, kind: str, faults: FaultList) -> tuple[str, int | None]:
    """The delivery point and the step of the line about the file."""
    row = table.rows[1]
    about = dict(zip((plain(cell) for cell in table.rows[0].cells), row.cells, strict=False))
    point = about.get("identifiant prm", "")
    if reason := point_fault(point):
        faults.add(row.line, 1, reason)
    if plain(about.get("type de donnees", "")) != kind:
        faults.add(row.line, 2, KIND.format(text=about.get("type de donnees", "")))
    if plain(about.get("grandeur metier", "")) == "production":
        faults.add(row.line, 6, PRODUCTION)
    if about.get("unite", "") != unit:
        faults.add(row.line, 8, UNIT.format(expected=unit, text=about.get("unite", "")))
    step = about.get("pas en minutes", "")
    if step and (not step.isdigit() or int(step) not in STEPS):
        faults.add(row.line, 9, STEP.format(text=step))
        return point, None
    return point, int(step) if step else None


def _read_curve(table: Table, header: int, faults: FaultList) -> Readout:
    point, step = _describe(table, "W", "courbe de charge", faults)
    stamped: list[tuple[int, datetime, Decimal | None]] = []
    for row in table.rows[header + 1 :]:
        moment, watts = iso(row, 0, faults), power(row, 1, faults)
        if moment and not isinstance(watts, bool):
            stamped.append((row.line, moment, watts))
    minutes = step or _smallest_gap([moment for _line, moment, _watts in stamped])
    if minutes not in STEPS:
        faults.add(table.rows[header].line, 0, STEP.format(text=f"{minutes} min"))
        minutes = 30
    intervals, note = _intervals(stamped, minutes)
    return Readout("operateur-courbe/1", LABELS["operateur-courbe/1"], "energie", "heure", "Wh",
                   gather_hours(intervals, faults), delivery_point=point, notes=(note,))  # fmt: skip


def _smallest_gap(moments: list[datetime]) -> int:
    gaps = [int((after - before).total_seconds() // 60) for before, after in pairwise(moments)]
    return min((gap for gap in gaps if gap > 0), default=30)


def _intervals(
    stamped: list[tuple[int, datetime, Decimal | None]], minutes: int | list[int]
) -> tuple[list[Interval], str]:
    """Turn powers into energies, once it is known which end of a step the moments tell."""
    steps = minutes if isinstance(minutes, list) else [minutes] * len(stamped)
    at_start = bool(stamped) and _is_midnight(stamped[0][1]) and not _is_midnight(stamped[-1][1])
    intervals = [
        Interval(
            line,
            moment if at_start else moment - timedelta(minutes=step),
            step,
            None if watts is None else watts * step / 60,
        )
        for (line, moment, watts), step in zip(stamped, steps, strict=True)
    ]
    return intervals, STAMPED_AT_START if at_start else STAMPED_AT_END


def _is_midnight(moment: datetime) -> bool:
    local = moment.astimezone(PARIS)
    return (local.hour, local.minute) == (0, 0)


def _read_index(table: Table, header: int, faults: FaultList) -> Readout:
    """A day's consumption is the next day's index minus its own; the operator stamps an index at the day's start."""
    point, _step = _describe(table, "Wh", "index", faults)
    names = [plain(cell) for cell in table.rows[header].cells]
    total = names.index("eas t") if "eas t" in names else len(names) - 1
    indexes: dict[date, tuple[int, Decimal]] = {}
    for row in table.rows[header + 1 :]:
        if plain(row.cells[0]) == "periode":
            break  # what follows tells the supplier's time slots
        if len(row.cells) < 2 or plain(row.cells[1]) != "arrete quotidien":
            continue
        moment = iso(row, 0, faults)
        if moment is None or len(row.cells) <= total or not row.cells[total]:
            continue
        value = read_number(row.cells[total])
        if value is None or value < 0:
            faults.add(row.line, total + 1, NOT_A_NUMBER.format(text=row.cells[total][:30]))
            continue
        # An index read at 23:00, by a meter that keeps another clock, is that of the next day's start.
        day = (moment.astimezone(PARIS) + timedelta(hours=1)).date()
        if day in indexes:
            faults.add(row.line, 1, TWICE.format(line=indexes[day][0]))
            continue
        indexes[day] = (row.line, value)
    return Readout("operateur-index/1", LABELS["operateur-index/1"], "energie", "jour", "Wh",
                   _differences(indexes, faults), delivery_point=point, notes=(DAILY,))  # fmt: skip


def _differences(indexes: dict[date, tuple[int, Decimal]], faults: FaultList) -> dict[date, Values]:
    if len(indexes) < 2:
        return {}
    first, last = min(indexes), max(indexes) - timedelta(days=1)
    if (last - first).days > LONGEST_SPAN:
        faults.add(0, 0, TOO_LONG)
        return {}
    values: dict[date, Values] = {}
    for day in days_between(first, last):
        before, after = indexes.get(day), indexes.get(day + timedelta(days=1))
        if before is None or after is None:
            values[day] = (None,)
        elif after[1] < before[1]:
            faults.add(after[0], 0, BACKWARDS)
        else:
            values[day] = (whole(after[1] - before[1]),)
    return values


# The flat one: everything again on each line.


def _flat_header(table: Table) -> int | None:
    return _header(table, FLAT_HEADER)


def _read_flat(table: Table, header: int, faults: FaultList) -> Readout:
    point = ""
    stamped: list[tuple[int, datetime, Decimal | None]] = []
    steps: list[int] = []
    clock = LocalClock()
    for row in table.rows[header + 1 :]:
        if len(row.cells) < 11:
            faults.add(row.line, 0, SHORT_ROW)
            continue
        if not point and (reason := point_fault(row.cells[0])):
            raise refused(reason, line=row.line, column=1)
        if point and row.cells[0] != point:
            faults.add(row.line, 1, OTHER_POINT)
        point = point or row.cells[0]
        if row.cells[6] != "W":
            faults.add(row.line, 7, UNIT.format(expected="W", text=row.cells[6]))
        if plain(row.cells[4]) in ("prod", "production"):
            faults.add(row.line, 5, PRODUCTION)
        step = _step(row, 10, faults)
        moment = _flat_moment(row, 7, clock, faults)
        watts = power(row, 8, faults)
        if moment and step and not isinstance(watts, bool):
            stamped.append((row.line, moment, watts))
            steps.append(step)
    intervals, note = _intervals(stamped, steps)
    return Readout("operateur-plat/1", LABELS["operateur-plat/1"], "energie", "heure", "Wh",
                   gather_hours(intervals, faults), delivery_point=point, notes=(note,))  # fmt: skip


def _step(row: Row, column: int, faults: FaultList) -> int | None:
    match = ISO_STEP.fullmatch(row.cells[column])
    minutes = int(match[1] or 60) if match else None
    if minutes not in STEPS:
        faults.add(row.line, column + 1, STEP.format(text=row.cells[column][:20]))
        return None
    return minutes


def _flat_moment(row: Row, column: int, clock: LocalClock, faults: FaultList) -> datetime | None:
    """With an offset when the file has one, else on the local clock."""
    try:
        moment = datetime.fromisoformat(row.cells[column])
    except ValueError:
        expected = "AAAA-MM-JJ HH:MM:SS"
        faults.add(row.line, column + 1, NOT_A_MOMENT.format(text=row.cells[column][:30], expected=expected))
        return None
    if moment.tzinfo:
        return bounded(moment, row, column, faults)
    return placed(clock, moment, row, column, faults)


# The newer one: « Début;Fin;Valeur (en kW) », French dates, decimal comma.


def _period_header(table: Table) -> int | None:
    return _header(table, PERIOD_HEADER)


def _read_periods(table: Table, header: int, faults: FaultList) -> Readout:
    columns = [number for number, cell in enumerate(table.rows[header].cells) if cell]
    point = _point_above(table, header, faults)
    starts, ends = LocalClock(), LocalClock()
    intervals: list[Interval] = []
    for row in table.rows[header + 1 :]:
        if len(row.cells) <= columns[2]:
            faults.add(row.line, 0, SHORT_ROW)
            continue
        start = french(row, columns[0], starts, faults)
        end = french(row, columns[1], ends, faults)
        watts = power(row, columns[2], faults, scale=1000)
        if start is None or end is None or isinstance(watts, bool):
            continue
        minutes = int((end - start).total_seconds() // 60)
        if minutes not in STEPS:
            faults.add(row.line, columns[1] + 1, STEP.format(text=f"{minutes} min"))
            continue
        intervals.append(Interval(row.line, start, minutes, None if watts is None else watts * minutes / 60))
    return Readout("operateur-periodes/1", LABELS["operateur-periodes/1"], "energie", "heure", "Wh",
                   gather_hours(intervals, faults), delivery_point=point)  # fmt: skip


def _point_above(table: Table, header: int, faults: FaultList) -> str:
    """The delivery point, when the lines above the titles tell it: at the right of its name, or under it."""
    for number, row in enumerate(table.rows[:header]):
        for column, cell in enumerate(row.cells):
            name = plain(cell)
            if "prm" not in name.split() and "point de livraison" not in name:
                continue
            below = table.rows[number + 1].cells[column : column + 1] if number + 1 < header else ()
            for place, text in [(row, value) for value in row.cells[column + 1 :]] + [
                (table.rows[number + 1], value) for value in below
            ]:
                if text and text[0].isdigit():
                    if reason := point_fault(text):
                        faults.add(place.line, column + 1, reason)
                    return text
    return ""


LABELS = {
    "operateur-courbe/1": "Courbe de charge du gestionnaire du réseau (ancienne forme)",
    "operateur-index/1": "Index quotidiens du gestionnaire du réseau",
    "operateur-plat/1": "Courbe de charge du gestionnaire du réseau (forme à 13 colonnes)",
    "operateur-periodes/1": "Courbe de charge du gestionnaire du réseau (début, fin, puissance en kW)",
}
REGISTRY: tuple[Form, ...] = (
    Form("operateur-courbe/1", LABELS["operateur-courbe/1"], _curve_header, _read_curve),
    Form("operateur-index/1", LABELS["operateur-index/1"], _index_header, _read_index),
    Form("operateur-plat/1", LABELS["operateur-plat/1"], _flat_header, _read_flat),
    Form("operateur-periodes/1", LABELS["operateur-periodes/1"], _period_header, _read_periods),
)
