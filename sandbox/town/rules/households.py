"""Who lives where, in what, and when they are away or have a leak. Each household is drawn alone from its number."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from sandbox.town.rules.calendar import DATES, WEEKDAY, day_index
from sandbox.town.rules.place import DAYS, HOUSEHOLDS, YEAR, ZONES, district_of_zone
from sandbox.town.rules.randomness import Domain, Stream

T = TypeVar("T")
Span = tuple[date, date]  # both ends included

OCCUPANTS = ((0.36, 1), (0.69, 2), (0.83, 3), (0.95, 4), (1.0, 5))
ARCHETYPES = ((0.55, "active"), (0.85, "home"), (1.0, "shifted"))
LEAK_SHARE = 0.04
LEAK_DAYS = 45
_SUMMER = (day_index(date(YEAR, 7, 1)), day_index(date(YEAR, 8, 20)))
# Saturdays whose Sunday is in the year too, outside the summer, which has an absence of its own.
_SATURDAYS = tuple(
    day for day in range(DAYS - 1) if WEEKDAY[day] == 5 and not date(YEAR, 6, 24) <= DATES[day] <= date(YEAR, 9, 7)
)


@dataclass(frozen=True, slots=True)
class Household:
    """A fictitious household. Hours are decimal and local; spans of days include both ends."""

    number: int
    surface: int  # m²
    occupants: int
    electric_heating: bool
    electric_water: bool
    zone: int
    district: int
    archetype: str  # "active", "home" or "shifted"
    wake: float
    back: float
    absences: tuple[Span, ...]
    leak: Span | None


@lru_cache(maxsize=HOUSEHOLDS)
def household(number: int) -> Household:
    """The household of that number (0 to 1 999), the same whenever it is asked for."""
    if not 0 <= number < HOUSEHOLDS:
        raise ValueError(f"no household {number}")
    draws = Stream(Domain.HOUSEHOLD, number).uniform(16).tolist()
    archetype = _pick(ARCHETYPES, draws[5])
    # Those who work in shifts begin and end their day earlier than the others.
    earlier = (2.0, 3.0) if archetype == "shifted" else (0.0, 0.0)
    zone = int(draws[4] * ZONES)
    absences = _absences(draws[8:13])
    return Household(
        number=number,
        surface=28 + int(90 * draws[0] ** 1.3),
        occupants=_pick(OCCUPANTS, draws[1]),
        electric_heating=draws[2] < 0.36,
        electric_water=draws[3] < 0.45,
        zone=zone,
        district=district_of_zone(zone),
        archetype=archetype,
        wake=round(6.2 + 1.6 * draws[6] - earlier[0], 3),
        back=round(17 + 2.2 * draws[7] - earlier[1], 3),
        absences=absences,
        leak=_leak(draws[13:15], absences),
    )


def away_days(home: Household) -> NDArray[np.bool_]:
    """For each day of the year, whether nobody is in."""
    return _days_of(home.absences)


def leak_days(home: Household) -> NDArray[np.bool_]:
    """For each day of the year, whether water is leaking."""
    return _days_of((home.leak,) if home.leak else ())


def _days_of(spans: tuple[Span, ...]) -> NDArray[np.bool_]:
    days = np.zeros(DAYS, dtype=np.bool_)
    for first, last in spans:
        days[day_index(first) : day_index(last) + 1] = True
    return days


def _pick(steps: tuple[tuple[float, T], ...], draw: float) -> T:
    return next(value for limit, value in steps if draw < limit)


def _absences(draws: list[float]) -> tuple[Span, ...]:
    """Seven to fourteen days in summer, and three week-ends in the rest of the year."""
    start = _SUMMER[0] + int(draws[0] * (_SUMMER[1] - _SUMMER[0] + 1))
    spans = [(DATES[start], DATES[start] + timedelta(days=6 + int(draws[1] * 8)))]
    left = list(_SATURDAYS)
    for draw in draws[2:5]:
        saturday = left.pop(int(draw * len(left)))
        spans.append((DATES[saturday], DATES[saturday + 1]))
    return tuple(sorted(spans))


def _leak(draws: list[float], absences: tuple[Span, ...]) -> Span | None:
    """Forty-five days in a few homes, never across the summer absence: who leaves for long shuts the water off."""
    if draws[0] >= LEAK_SHARE:
        return None
    summer_first, summer_last = max(absences, key=lambda span: span[1] - span[0])
    starts = [
        day
        for day in DATES[: DAYS - LEAK_DAYS + 1]
        if day > summer_last or day + timedelta(days=LEAK_DAYS) <= summer_first
    ]
    first = starts[int(draws[1] * len(starts))]
    return first, first + timedelta(days=LEAK_DAYS - 1)
