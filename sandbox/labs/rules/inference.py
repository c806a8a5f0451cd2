"""Lab 1 (report § 3.2.3, “une réelle maîtrise chez les habitants”): what a curve tells about those who live there.

Thresholds only, no learning: each guess carries how far the readings support it, and never claims certainty.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

MORNING = range(4, 11)  # hours in which a household may begin its day
BRIGHT_MONTHS = range(5, 10)  # heating and lighting hide the morning in the others
AWAY_SHARE = 0.62  # below this share of a usual day, nobody seems to be in
LEAK_FLOOR = 120  # litres a day above the usual
LEAK_DAYS = 21  # a leak lasts; visitors leave


@dataclass(frozen=True, slots=True)
class WakeGuess:
    """The local hour (decimal) around which the morning peaks; `low` and `high` hold the middle half of the weeks."""

    hour: float
    low: float
    high: float
    confidence: float  # 0 to 1: share of the weeks within three quarters of an hour of the guess
    days: int  # how many mornings were read


@dataclass(frozen=True, slots=True)
class SpanGuess:
    """A run of whole days, both ends included, with the measure that gave it away and how sure it is (0 to 1)."""

    first: date
    last: date
    amount: float  # an absence: share of a usual day still used; a leak: litres a day above the usual
    confidence: float

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


def guess_wake_hour(hours: Mapping[date, Sequence[int | None]]) -> WakeGuess | None:
    """When the day begins: the top of the morning's bump (Wh per local hour), on working days of bright months.

    Days of 23 or 25 hours and days with a gap are left out; None when fewer than ten mornings remain.
    """
    days = [day for day in sorted(hours) if day.month in BRIGHT_MONTHS and day.weekday() < 5]
    kept = [day for day in days if len(hours[day]) == 24 and None not in hours[day]]
    if len(kept) < 10:
        return None
    table = np.array([hours[day] for day in kept], dtype=float)
    usual = np.median(table.sum(axis=1))
    table = table[table.sum(axis=1) > usual * AWAY_SHARE]
    if len(table) < 10:
        return None
    hour = _top_of_morning(np.median(table, axis=0))
    chunks = np.array_split(table, max(len(table) // 5, 1))
    weeks = np.array([_top_of_morning(np.median(chunk, axis=0)) for chunk in chunks])
    low, high = np.quantile(weeks, [0.25, 0.75])
    sure = float(np.mean(np.abs(weeks - hour) <= 0.75))
    return WakeGuess(round(hour, 2), round(float(low), 2), round(float(high), 2), round(sure, 2), len(table))


def _top_of_morning(profile: NDArray[np.float64]) -> float:
    """The highest bump of the morning, moved between hours by the parabola through its neighbours; mid-hour is .5.

    An hour that only goes down from the one before is the tail of the night's water heater, not a bump.
    """
    bumps = [hour for hour in MORNING if profile[hour] >= max(profile[hour - 1], profile[hour + 1])]
    top = max(bumps or MORNING, key=lambda hour: float(profile[hour]))
    left, middle, right = profile[top - 1], profile[top], profile[top + 1]
    bend = left - 2 * middle + right
    shift = 0.0 if bend >= 0 else float(np.clip(0.5 * (left - right) / bend, -0.5, 0.5))
    return top + 0.5 + shift


def guess_absences(
    energy: Mapping[date, int | None], water: Mapping[date, int | None] | None = None, *, at_least: int = 2
) -> tuple[SpanGuess, ...]:
    """Runs of days without anyone in: no water at all, or, without a water meter, an energy far below the usual.

    With both series a run is what water says, and energy only says how sure it is. Energy alone is a weaker witness:
    a mild week may look like an absence.
    """
    low = {day for day, share in _share_of_usual(energy).items() if share < AWAY_SHARE}
    if water is not None:
        return tuple(
            SpanGuess(first, last, _mean_share(energy, first, last), round(0.7 + 0.29 * _part(low, first, last), 2))
            for first, last in days_without_water(water, at_least=at_least)
        )
    return tuple(
        SpanGuess(first, last, share, round(min(0.95, max(0.2, (1 - share) * 1.2)), 2))
        for first, last in _runs(low, at_least)
        for share in [_mean_share(energy, first, last)]
    )


def days_without_water(water: Mapping[date, int | None], *, at_least: int = 2) -> list[tuple[date, date]]:
    """Runs of whole days when not a litre was drawn."""
    return _runs({day for day, litres in water.items() if litres == 0}, at_least)


def _share_of_usual(series: Mapping[date, int | None]) -> dict[date, float]:
    """Each day against the median of the three weeks around it."""
    shares = {}
    for day, value in series.items():
        around = [series.get(day + timedelta(days=step)) for step in range(-10, 11)]
        known = [other for other in around if other is not None]
        if value is not None and (usual := float(np.median(known))) > 0:
            shares[day] = value / usual
    return shares


def _mean_share(series: Mapping[date, int | None], first: date, last: date) -> float:
    """What was used from `first` to `last`, against the fortnights just before and just after."""
    inside = [value for day, value in series.items() if first <= day <= last and value is not None]
    near = [
        value
        for day, value in series.items()
        if value is not None and (0 < (first - day).days <= 14 or 0 < (day - last).days <= 14)
    ]
    return round(float(np.mean(inside) / np.median(near)), 3) if inside and near else 0.0


def _part(days: set[date], first: date, last: date) -> float:
    span = (last - first).days + 1
    return sum(first + timedelta(days=step) in days for step in range(span)) / span


def _runs(days: set[date], at_least: int) -> list[tuple[date, date]]:
    runs: list[tuple[date, date]] = []
    for day in sorted(days):
        if runs and day - runs[-1][1] == timedelta(days=1):
            runs[-1] = (runs[-1][0], day)
        else:
            runs.append((day, day))
    return [(first, last) for first, last in runs if (last - first).days + 1 >= at_least]


def guess_leak(water: Mapping[date, int | None]) -> SpanGuess | None:
    """A leak (litres a day): the stretch that adds up most above the usual plus `LEAK_FLOOR`, if it lasts three weeks.

    Days without water or without reading are skipped. None when no stretch is both long and high enough.
    """
    days = [day for day in sorted(water) if water[day]]
    if len(days) < 2 * LEAK_DAYS:
        return None
    values = np.array([water[day] for day in days], dtype=float)
    usual = float(np.median(values))
    first, last = _best_stretch(values - usual - LEAK_FLOOR)
    if last - first + 1 < LEAK_DAYS:
        return None
    outside = np.concatenate([values[max(0, first - 30) : first], values[last + 1 : last + 31]])  # the same season
    if not len(outside):
        return None
    excess = float(np.mean(values[first : last + 1]) - np.mean(outside))
    if excess < LEAK_FLOOR:
        return None
    sure = min(0.99, 0.5 + (excess - LEAK_FLOOR) / (4 * float(np.std(outside)) + 1))
    return SpanGuess(days[first], days[last], round(excess, 1), round(sure, 2))


def _best_stretch(gains: NDArray[np.float64]) -> tuple[int, int]:
    """Where the sum of consecutive gains is greatest (first and last index)."""
    best, best_span, running, start = -np.inf, (0, 0), 0.0, 0
    for index, gain in enumerate(gains):
        if running <= 0:
            running, start = 0.0, index
        running += float(gain)
        if running > best:
            best, best_span = running, (start, index)
    return best_span


def answers_match(given: float | date, truth: float | date) -> bool:
    """An answer is right within one unit (an hour, a litre, a day…) or one per cent, whichever is kinder."""
    if isinstance(given, date) and isinstance(truth, date):
        return abs((given - truth).days) <= 1
    if isinstance(given, date) or isinstance(truth, date):
        return False
    return abs(given - truth) <= max(1.0, abs(truth) * 0.01)


def span_matches(first: date, last: date, truths: Sequence[tuple[date, date]], *, slack: int = 1) -> bool:
    """Whether the dates given are those of one of the true spans, each within `slack` days."""
    return any(abs((first - begun).days) <= slack and abs((last - ended).days) <= slack for begun, ended in truths)
