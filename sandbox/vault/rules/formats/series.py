"""Water, waste, electricity and trips in the open form: `{serie, unite, pas, points}`, as JSON or as CSV."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import NoReturn

from sandbox.vault.rules.aggregation import PARIS, days_between
from sandbox.vault.rules.formats.cells import restore
from sandbox.vault.rules.formats.electricity import plain
from sandbox.vault.rules.formats.faults import FaultList, FileRefused, TooManyFaults, refused
from sandbox.vault.rules.formats.measures import NOT_A_NUMBER
from sandbox.vault.rules.formats.numbers import read_number, whole
from sandbox.vault.rules.formats.readouts import (
    LONGEST_SPAN,
    OUT_OF_TIME,
    TOO_LONG,
    TWICE,
    Interval,
    Readout,
    Values,
    gather_hours,
)
from sandbox.vault.rules.formats.tables import MOST_ROWS, TOO_MANY_ROWS, Table
from sandbox.vault.rules.series import DOMAINS, Record

MOST_VALUE = 2_000_000_000
CSV_HEADER = ("serie", "unite", "pas", "debut", "valeur")
# series → its step in the vault, and what each accepted unit is worth in the vault's own
STEPS = {"energie": "heure", "eau": "jour", "dechets": "jour"}
UNITS = {"energie": {"Wh": 1, "kWh": 1000}, "eau": {"L": 1, "m3": 1000, "m³": 1000}, "dechets": {"g": 1, "kg": 1000}}
MODES = frozenset({"bus", "tram", "metro", "train", "voiture", "velo", "vélo", "marche", "autre"})
TRIP_KEYS = frozenset({"debut", "duree", "mode", "de_zone", "a_zone"})
MOST_ZONE = 999

NOT_JSON = "Ce fichier JSON n’est pas lisible."
NOT_FINITE = "Ce fichier contient un nombre infini ou indéfini."
SHAPE = "La forme attendue est {{serie, unite, pas, points}} ; il manque : {missing}."
SERIES = "La série « {text} » est inconnue. Séries lues : energie, eau, dechets, mobilite."
UNIT = "L’unité « {text} » ne convient pas à cette série. Unités lues : {known}."
STEP = "Le pas attendu pour cette série est « {expected} », le fichier dit « {text} »."
POINT = "Le point n° {number} doit être [date, valeur]."
MOMENT = "Le point n° {number} a une date illisible (attendu : {expected})."
VALUE = "Le point n° {number} a une valeur illisible ou négative."
MIXED = "Ce fichier mêle plusieurs séries, unités ou pas."
NO_POINTS = "Le fichier ne contient aucun relevé."
TRIP = "Le déplacement n° {number} est illisible : {problem}."


def read_json(text: str) -> Readout:
    """Raises FileRefused with every fault."""
    try:
        content = json.loads(text, parse_constant=_refuse_constant, parse_float=Decimal, parse_int=_small_int)
    except (ValueError, RecursionError):
        raise refused(NOT_JSON, line=1) from None
    if not isinstance(content, dict):
        raise refused(SHAPE.format(missing="serie"), line=1)
    faults = FaultList()
    try:
        readout = _read_trips(content, faults) if content.get("serie") == "mobilite" else _read_points(content, faults)
    except TooManyFaults:
        raise FileRefused(faults.found) from None
    return _checked(readout, faults)


def is_series_table(table: Table) -> bool:
    return _header(table) is not None


def read_table(table: Table) -> Readout:
    """The same, one row per point: `serie;unite;pas;debut;valeur`. Lines that start with # are remarks."""
    header = _header(table) or 0
    faults = FaultList()
    heads: set[tuple[str, str, str]] = set()
    points: list[tuple[int, str, object]] = []
    try:
        for row in table.rows[header + 1 :]:
            if len(row.cells) < len(CSV_HEADER):
                faults.add(row.line, 0, "Cette ligne a moins de colonnes que les titres.")
                continue
            heads.add((restore(row.cells[0]), restore(row.cells[1]), restore(row.cells[2])))
            value = read_number(row.cells[4]) if row.cells[4] else None
            if row.cells[4] and value is None:
                faults.add(row.line, 5, NOT_A_NUMBER.format(text=row.cells[4][:30]))
                continue
            points.append((row.line, row.cells[3], value))
        if len(heads) > 1:
            faults.add(0, 0, MIXED)
        faults.refuse_if_any()
        if not heads:
            raise refused(NO_POINTS)
        readout = _values(*heads.pop(), points, faults, form="serie-csv/1")
    except TooManyFaults:
        raise FileRefused(faults.found) from None
    return _checked(readout, faults)


def _header(table: Table) -> int | None:
    for number, row in enumerate(table.rows[:5]):
        if tuple(plain(cell) for cell in row.cells[: len(CSV_HEADER)]) == CSV_HEADER:
            return number
        if not row.cells[0].startswith("#"):
            return None
    return None


def _checked(readout: Readout | None, faults: FaultList) -> Readout:
    faults.refuse_if_any()
    if readout is None or not readout.count:
        raise refused(NO_POINTS)
    return readout


def _refuse_constant(_name: str) -> NoReturn:
    raise refused(NOT_FINITE, line=1)


def _small_int(digits: str) -> int:
    if len(digits) > 15:
        raise ValueError
    return int(digits)


def _read_points(content: dict[str, object], faults: FaultList) -> Readout | None:
    if missing := [key for key in ("serie", "unite", "pas", "points") if key not in content]:
        faults.add(1, 0, SHAPE.format(missing=", ".join(missing)))
        return None
    given = content["points"]
    if not isinstance(given, list):
        faults.add(1, 0, SHAPE.format(missing="points"))
        return None
    if len(given) > MOST_ROWS:
        raise refused(TOO_MANY_ROWS)
    points: list[tuple[int, str, object]] = []
    for number, point in enumerate(given, start=1):
        if isinstance(point, list) and len(point) == 2 and isinstance(point[0], str):
            points.append((number, point[0], point[1]))
        else:
            faults.add(1, 0, POINT.format(number=number))
    return _values(
        str(content["serie"]), str(content["unite"]), str(content["pas"]), points, faults, form="serie-json/1"
    )


def _values(
    code: str, unit: str, step: str, points: list[tuple[int, str, object]], faults: FaultList, *, form: str
) -> Readout | None:
    if code not in STEPS:
        faults.add(1, 0, SERIES.format(text=code[:30]))
        return None
    if unit not in UNITS[code]:
        faults.add(1, 0, UNIT.format(text=unit[:20], known=", ".join(UNITS[code])))
    if step != STEPS[code]:
        faults.add(1, 0, STEP.format(expected=STEPS[code], text=step[:20]))
    faults.refuse_if_any()
    scale = UNITS[code][unit]
    hourly = code == "energie"
    numbers = [
        (line, start, _number(line, value, scale, faults, in_json=form == "serie-json/1"))
        for line, start, value in points
    ]
    by_day = _by_hour(numbers, faults) if hourly else _by_date(numbers, faults)
    label = f"{DOMAINS[code].label}, forme ouverte"
    return Readout(form, label, code, step, DOMAINS[code].unit, by_day)


def _number(line: int, value: object, scale: int, faults: FaultList, *, in_json: bool) -> Decimal | None:
    if value is None:
        return None
    number = Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if isinstance(number, Decimal) and number.is_finite() and 0 <= number * scale <= MOST_VALUE:
        return number * scale
    faults.add(1 if in_json else line, 0, VALUE.format(number=line))
    return None


def _by_hour(points: list[tuple[int, str, Decimal | None]], faults: FaultList) -> dict[date, Values]:
    return gather_hours(_hours(points, faults), faults)


def _hours(points: list[tuple[int, str, Decimal | None]], faults: FaultList) -> Iterator[Interval]:
    expected = "AAAA-MM-JJTHH:00+HH:MM"
    for line, text, value in points:
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            moment = None
        if moment is None or moment.tzinfo is None or not 2000 <= moment.year <= 2099:
            faults.add(line, 0, MOMENT.format(number=line, expected=expected))
            continue
        start = moment.astimezone(UTC)
        if start.minute or start.second or start.microsecond:
            faults.add(line, 0, MOMENT.format(number=line, expected=expected))
            continue
        yield Interval(line, start, 60, value)


def _by_date(points: list[tuple[int, str, Decimal | None]], faults: FaultList) -> dict[date, Values]:
    lines: dict[date, int] = {}
    values: dict[date, int | None] = {}
    for line, text, value in points:
        try:
            day = date.fromisoformat(text)
        except ValueError:
            faults.add(line, 0, MOMENT.format(number=line, expected="AAAA-MM-JJ"))
            continue
        if not 2000 <= day.year <= 2099:
            faults.add(line, 0, OUT_OF_TIME)
        elif day in lines:
            faults.add(line, 0, TWICE.format(line=lines[day]))
        else:
            lines[day] = line
            values[day] = None if value is None else whole(value)
    if not values:
        return {}
    if (max(values) - min(values)).days > LONGEST_SPAN:
        faults.add(0, 0, TOO_LONG)
        return {}
    return {day: (values.get(day),) for day in days_between(min(values), max(values))}


def _read_trips(content: dict[str, object], faults: FaultList) -> Readout | None:
    """Zones only: an exact place has no field to be written in, and a field too many is refused."""
    given = content.get("releves", content.get("points"))
    if not isinstance(given, list) or content.get("pas", "trajet") != "trajet":
        faults.add(1, 0, SHAPE.format(missing="releves, avec le pas « trajet »"))
        return None
    if len(given) > MOST_ROWS:
        raise refused(TOO_MANY_ROWS)
    records: list[Record] = []
    for number, trip in enumerate(given, start=1):
        if problem := _trip_problem(trip):
            faults.add(1, 0, TRIP.format(number=number, problem=problem))
        else:
            records.append(_trip(trip))
    records.sort(key=lambda record: str(record["debut"]))
    return Readout("trajets-json/1", "Déplacements entre zones, forme ouverte", "mobilite", "trajet", "trajet",
                   records=tuple(records))  # fmt: skip


def _trip_problem(trip: object) -> str | None:
    if not isinstance(trip, dict):
        return "ce n’est pas un objet"
    if extra := sorted(set(trip) - TRIP_KEYS):
        return f"champ inconnu « {str(extra[0])[:30]} »"
    if missing := sorted(TRIP_KEYS - {"duree"} - set(trip)):
        return f"il manque « {missing[0]} »"
    try:
        if not 2000 <= datetime.fromisoformat(trip["debut"]).year <= 2099:
            return "la date est hors de ce que nous lisons"
    except (ValueError, TypeError):
        return "la date est illisible"
    if trip["mode"] not in MODES:
        return "le mode est inconnu"
    for key, most in (("de_zone", MOST_ZONE), ("a_zone", MOST_ZONE), ("duree", 24 * 60)):
        value = trip.get(key, 0)
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= most:
            return f"« {key} » doit être un nombre entier"
    return None


def _trip(trip: dict[str, object]) -> Record:
    moment = datetime.fromisoformat(str(trip["debut"]))
    local = moment.astimezone(PARIS).replace(tzinfo=None) if moment.tzinfo else moment
    return {
        "debut": local.isoformat(timespec="minutes"),
        "duree": trip.get("duree", 0),
        "mode": trip["mode"],
        "de_arret": None,
        "a_arret": None,
        "de_zone": trip["de_zone"],
        "a_zone": trip["a_zone"],
        "qualite": "apporté",
    }
