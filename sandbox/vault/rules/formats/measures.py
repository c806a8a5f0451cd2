"""Moments and powers as the operator's files write them, cell by cell."""

import re
from datetime import UTC, datetime
from decimal import Decimal

from sandbox.vault.rules.aggregation import PARIS
from sandbox.vault.rules.formats.faults import FaultList
from sandbox.vault.rules.formats.numbers import read_number
from sandbox.vault.rules.formats.readouts import OUT_OF_TIME
from sandbox.vault.rules.formats.tables import Row

MOST_WATTS = 1_000_000
FRENCH_MOMENT = re.compile(r"(\d{2})/(\d{2})/(\d{4}) (\d{2}):(\d{2})(?::(\d{2}))?")

NOT_A_MOMENT = "« {text} » n’est pas une date lisible ({expected})."
NOT_A_NUMBER = "« {text} » n’est pas un nombre lisible."
UNLIKELY = "« {text} » est hors de ce qu’un logement peut consommer."
NO_SUCH_HOUR = "Cette heure n’existe pas : l’horloge l’a sautée ce jour-là."


class LocalClock:
    """Reads moments without an offset. The hour that autumn repeats is told by the order of the lines."""

    def __init__(self) -> None:
        self.previous: datetime | None = None

    def place(self, naive: datetime) -> datetime | None:
        """The moment in UTC; None for an hour that spring skips."""
        early, late = (naive.replace(tzinfo=PARIS, fold=fold).astimezone(UTC) for fold in (0, 1))
        if early.astimezone(PARIS).replace(tzinfo=None) != naive:
            return None
        repeated = self.previous is not None and early <= self.previous < late
        self.previous = late if repeated else early
        return self.previous


def placed(clock: LocalClock, naive: datetime, row: Row, column: int, faults: FaultList) -> datetime | None:
    if not 2000 <= naive.year <= 2099:
        faults.add(row.line, column + 1, OUT_OF_TIME)
        return None
    moment = clock.place(naive)
    if moment is None:
        faults.add(row.line, column + 1, NO_SUCH_HOUR)
    return moment


def bounded(moment: datetime, row: Row, column: int, faults: FaultList) -> datetime | None:
    if not 2000 <= moment.year <= 2099:
        faults.add(row.line, column + 1, OUT_OF_TIME)
        return None
    return moment.astimezone(UTC)


def iso(row: Row, column: int, faults: FaultList) -> datetime | None:
    text = row.cells[column]
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        expected = "AAAA-MM-JJTHH:MM:SS+HH:MM"
        faults.add(row.line, column + 1, NOT_A_MOMENT.format(text=text[:30], expected=expected))
        return None
    return bounded(moment, row, column, faults)


def french(row: Row, column: int, clock: LocalClock, faults: FaultList) -> datetime | None:
    text = row.cells[column]
    match = FRENCH_MOMENT.fullmatch(text)
    day, month, year, hour, minute, second = (int(part or 0) for part in match.groups()) if match else (0,) * 6
    try:
        naive = datetime(year, month, day, hour, minute, second)
    except ValueError:
        faults.add(row.line, column + 1, NOT_A_MOMENT.format(text=text[:30], expected="JJ/MM/AAAA HH:MM"))
        return None
    return placed(clock, naive, row, column, faults)


def power(row: Row, column: int, faults: FaultList, *, scale: int = 1) -> Decimal | bool | None:
    """Watts; None for a gap; False when the cell is at fault."""
    text = row.cells[column] if column < len(row.cells) else ""
    if not text:
        return None
    value = read_number(text)
    if value is None:
        faults.add(row.line, column + 1, NOT_A_NUMBER.format(text=text[:30]))
        return False
    if not 0 <= value * scale <= MOST_WATTS:
        faults.add(row.line, column + 1, UNLIKELY.format(text=text[:30]))
        return False
    return value * scale
