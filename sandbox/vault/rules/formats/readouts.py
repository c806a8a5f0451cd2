"""What a file was understood to say, whatever its form."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from sandbox.vault.rules.aggregation import PARIS, days_between, hours_of
from sandbox.vault.rules.formats.faults import FaultList
from sandbox.vault.rules.formats.numbers import whole
from sandbox.vault.rules.series import Record

LONGEST_SPAN = 1_100  # three years and a little
HOUR = timedelta(hours=1)
Values = tuple[int | None, ...]

TOO_LONG = "Le fichier couvre plus de trois ans. Coupez-le en plusieurs fichiers."
TWICE = "Cette date est déjà dans le fichier (ligne {line})."
OVERLAP = "Ces relevés se recouvrent : plus de 60 minutes mesurées dans la même heure."
OUT_OF_TIME = "Cette date est hors de ce que nous lisons (de 2000 à 2099)."


@dataclass(frozen=True, slots=True)
class Readout:
    """Values by local day: 23, 24 or 25 of them for hours, one for a day. A gap is None. Or records, for trips."""

    form: str
    label: str
    domain: str
    step: str
    unit: str
    values_by_day: dict[date, Values] = field(default_factory=dict)
    records: tuple[Record, ...] = ()
    delivery_point: str = ""
    notes: tuple[str, ...] = ()

    def __repr__(self) -> str:
        """Says how much, never what: a repr ends in logs."""
        return f"Readout({self.form}, {self.count})"

    @property
    def count(self) -> int:
        return len(self.records) + sum(value is not None for values in self.values_by_day.values() for value in values)

    @property
    def gaps(self) -> int:
        return sum(value is None for values in self.values_by_day.values() for value in values)

    @property
    def first(self) -> date | None:
        return min(self._days(), default=None)

    @property
    def last(self) -> date | None:
        return max(self._days(), default=None)

    def _days(self) -> list[date]:
        known = [day for day, values in self.values_by_day.items() if any(value is not None for value in values)]
        return known + [date.fromisoformat(str(record["debut"])[:10]) for record in self.records]


@dataclass(frozen=True, slots=True)
class Interval:
    """Energy over some minutes that start at a moment (UTC); `energy` is None where the file says nothing."""

    line: int
    start: datetime
    minutes: int
    energy: Decimal | None


def gather_hours(intervals: Iterable[Interval], faults: FaultList) -> dict[date, Values]:
    """Whole hours only: an hour of which a part is missing is a gap, never a smaller number."""
    lines: dict[datetime, int] = {}
    minutes: dict[datetime, int] = {}
    energies: dict[datetime, Decimal] = {}
    for interval in intervals:
        if not 2000 <= interval.start.year <= 2099:
            faults.add(interval.line, 0, OUT_OF_TIME)
            continue
        if interval.start in lines:
            faults.add(interval.line, 0, TWICE.format(line=lines[interval.start]))
            continue
        lines[interval.start] = interval.line
        hour = interval.start.replace(minute=0, second=0, microsecond=0)
        minutes.setdefault(hour, 0)
        if interval.energy is not None:
            minutes[hour] += interval.minutes
            energies[hour] = energies.get(hour, Decimal(0)) + interval.energy
            if minutes[hour] > 60:
                faults.add(interval.line, 0, OVERLAP)
    whole_hours = {hour: whole(energies[hour]) for hour, known in minutes.items() if known == 60}
    return _by_day(whole_hours, faults)


def _by_day(hours: dict[datetime, int], faults: FaultList) -> dict[date, Values]:
    if not hours:
        return {}
    first, last = (moment.astimezone(PARIS).date() for moment in (min(hours), max(hours)))
    if (last - first).days > LONGEST_SPAN:
        faults.add(0, 0, TOO_LONG)
        return {}
    return {day: tuple(hours.get(hour.astimezone(UTC)) for hour in hours_of(day)) for day in days_between(first, last)}
