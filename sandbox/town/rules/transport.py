"""How the holder of each household moves: every trip of the year, and the card validations of four weeks of it."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from sandbox.town.rules import place
from sandbox.town.rules.calendar import DATES, SCHOOL, WEEKDAY, WORKING, day_index
from sandbox.town.rules.households import Household, away_days, household
from sandbox.town.rules.place import CAMPUS_STOPS, CARDS, HOUSEHOLDS, STOPS_PER_ZONE, ZONES, zone_of_stop
from sandbox.town.rules.randomness import Domain, Stream

FIRST_VALIDATION_DAY = date(place.YEAR, 3, 3)  # a Monday: twenty working days, no holiday, no break
VALIDATION_DAYS = 28
CAMPUS_START = 8 * 60 + 15
VALIDATION = np.dtype(
    [
        ("card", np.uint16),
        ("household", np.uint16),
        ("day", np.uint16),  # of the year, from 0
        ("minute", np.uint16),  # of the day, from 0
        ("from_stop", np.uint8),
        ("to_stop", np.uint8),
    ]
)
# Cards were not handed out in the order of houses: multiplying by 1 201 shuffles the town without a table.
_SPREAD, _SHIFT = 1201, 617
_SPREAD_BACK = pow(_SPREAD, -1, HOUSEHOLDS)
_NOWHERE = -1
_LATEST = 1439
_LEG = tuple[int, int, int, str, int, int, int, int]


@dataclass(frozen=True, slots=True)
class Trip:
    """One trip. The stops are known only when a card was validated; nothing says why it was made."""

    day: date
    minute: int
    duration: int
    mode: str  # "tram", "bus", "car", "bike" or "walk"
    from_stop: int | None
    to_stop: int | None
    from_zone: int
    to_zone: int


@dataclass(frozen=True, slots=True)
class Traveller:
    """The one person of a household whose trips are known."""

    household: int
    kind: str  # "student", "pupil", "active" or "retired"
    card: int | None
    home_stop: int
    usual_stop: int  # where working days lead to
    leaves: int  # usual minute of departure
    returns: int  # usual minute of departure back; 0 when it follows from the other one


def card_of(number: int) -> int | None:
    """The travel card of a household; one in five has none."""
    card = (number - _SHIFT) * _SPREAD_BACK % HOUSEHOLDS
    return card if card < CARDS else None


def household_of_card(card: int) -> int:
    """Whose card it is: the truth an attacker looks for."""
    if not 0 <= card < CARDS:
        raise ValueError(f"no card {card}")
    return (card * _SPREAD + _SHIFT) % HOUSEHOLDS


@lru_cache(maxsize=HOUSEHOLDS)
def traveller(number: int) -> Traveller:
    """Who travels in a household, from where to where and at what time."""
    return _traveller(household(number), Stream(Domain.TRANSPORT, number).uniform(12).tolist())


def trips(number: int) -> tuple[Trip, ...]:
    """Every trip of the year, in order."""
    return tuple(
        Trip(
            day=DATES[day],
            minute=minute,
            duration=duration,
            mode=mode,
            from_stop=None if start == _NOWHERE else start,
            to_stop=None if end == _NOWHERE else end,
            from_zone=from_zone,
            to_zone=to_zone,
        )
        for day, minute, duration, mode, start, end, from_zone, to_zone in _legs(number)
    )


def validations_of(number: int) -> NDArray[np.void]:
    """The card validations of a household over the four weeks: its public-transport trips, nothing else."""
    card = card_of(number)
    first = day_index(FIRST_VALIDATION_DAY)
    rows = [
        (card, number, day, minute, start, end)
        for day, minute, _, _, start, end, _, _ in _legs(number, first, first + VALIDATION_DAYS)
        if start != _NOWHERE
    ]
    return np.array(rows, dtype=VALIDATION)


def load_by_ten_minutes(validations: NDArray[np.void], delays: dict[int, int] | None = None) -> NDArray[np.int64]:
    """Validations in each of the 144 slices of ten minutes, all days together.

    `delays` says by how many minutes the morning of a destination stop would begin later ({stop: minutes}).
    """
    minutes = validations["minute"].astype(np.int64)
    for stop, later in (delays or {}).items():
        minutes = minutes + later * ((validations["to_stop"] == stop) & (validations["minute"] < 10 * 60))
    return np.bincount(np.minimum(minutes, _LATEST) // 10, minlength=144)


def transit_minutes(one: int, other: int) -> int:
    """How long the tram or the bus takes from one zone to another."""
    return 8 + round(4 * place.distance(one, other))


def _traveller(home: Household, draws: list[float]) -> Traveller:
    kind = _kind(home, draws[0])
    home_stop = home.zone * STOPS_PER_ZONE + int(draws[1] * STOPS_PER_ZONE)
    if kind in ("student", "pupil"):
        site = int(draws[2] * len(CAMPUS_STOPS))
        usual = CAMPUS_STOPS[site]
        usual = usual if zone_of_stop(usual) != home.zone else CAMPUS_STOPS[(site + 1) % len(CAMPUS_STOPS)]
        leaves = CAMPUS_START - transit_minutes(home.zone, zone_of_stop(usual)) - 4 - int(6 * draws[3])
        returns = (16 * 60 + int(150 * draws[4])) if kind == "student" else (16 * 60 + 20 + int(50 * draws[4]))
    else:
        usual = _other_stop(home.zone, draws[2], central=0.3)
        if kind == "retired":
            leaves, returns = 8 * 60 + 40 + int(150 * draws[3]), 0
        else:
            leaves = round(home.wake * 60) + 25 + int(100 * draws[3])
            returns = round(home.back * 60) - transit_minutes(zone_of_stop(usual), home.zone) - int(20 * draws[4])
    return Traveller(home.number, kind, card_of(home.number), home_stop, usual, leaves, returns)


def _kind(home: Household, draw: float) -> str:
    if home.archetype == "shifted":
        return "active"
    if home.archetype == "home":
        return "retired" if draw < 0.7 else "active"
    if home.occupants == 1 and home.surface < 48:
        return "student" if draw < 0.7 else "active"
    if home.occupants >= 3:
        return "pupil" if draw < 0.4 else "active"
    return "student" if draw < 0.12 else "active"


def _other_stop(zone: int, draw: float, *, central: float) -> int:
    """A stop in another zone than this one; a share of them in the old town."""
    if draw < central:
        other = int(draw / central * place.ZONES_PER_DISTRICT)
    else:
        other = int((draw - central) / (1 - central) * ZONES)
    other = other if other != zone else (other + 1) % ZONES
    return other * STOPS_PER_ZONE + int(draw * 9973) % STOPS_PER_ZONE


def _duration(mode: str, one: int, other: int) -> int:
    apart = place.distance(one, other)
    if mode == "walk":
        return 6 + round(22 * apart)
    if mode == "bike":
        return 5 + round(9 * apart)
    return 6 + round(3.5 * apart) if mode == "car" else transit_minutes(one, other)


def _legs(number: int, first: int = 0, end: int = place.DAYS) -> list[_LEG]:
    """Day, minute, duration, mode, stops (or -1) and zones of each trip of these days, in order."""
    home = household(number)
    stream = Stream(Domain.TRANSPORT, number)
    drawn = stream.uniform(12).tolist()
    who = _traveller(home, drawn)
    line = "tram" if home.district in place.TRAM_DISTRICTS else "bus"
    public = line if who.card is not None else None
    usual_mode = public or ("car", "car", "bike", "walk")[int(drawn[5] * 4)]
    chances = stream.uniform(6, place.DAYS)
    wobbles = np.rint(np.clip(stream.normal(3, place.DAYS), -3, 3) * np.array([[2.0], [9.0], [25.0]])).astype(np.int64)
    present = ~away_days(home)
    present[:first] = False
    present[end:] = False

    legs: list[_LEG] = []
    for day in np.flatnonzero(present & _usual_days(who.kind, chances[0])).tolist():
        leaves = who.leaves + int(wobbles[2 if who.kind == "retired" else 0, day])
        returns = who.returns + int(wobbles[1, day]) if who.returns else leaves + 90 + int(90 * chances[1, day])
        legs += _there_and_back(day, (leaves, returns), usual_mode, (who.home_stop, who.usual_stop))
    free = np.where(WEEKDAY >= 5, 0.45, 0.16)
    for day in np.flatnonzero(present & (chances[2] < free)).tolist():
        stop = _other_stop(home.zone, float(chances[3, day]), central=0.5)
        leaves = (14 * 60 if WEEKDAY[day] >= 5 else 20 * 60) + int(wobbles[2, day])
        returns = leaves + 60 + int(70 * chances[4, day])
        mode = _leisure_mode(float(chances[5, day]), home.zone, zone_of_stop(stop), public)
        legs += _there_and_back(day, (leaves, returns), mode, (who.home_stop, stop))
    return sorted(legs)


def _usual_days(kind: str, chance: NDArray[np.float64]) -> NDArray[np.bool_]:
    days: dict[str, NDArray[np.bool_]] = {
        "student": SCHOOL & (chance < 0.85),
        "pupil": SCHOOL & (chance < 0.97),
        "active": WORKING & (chance < 0.88),
        "retired": (WEEKDAY < 6) & (chance < 0.4),
    }
    return days[kind]


def _leisure_mode(draw: float, one: int, other: int, public: str | None) -> str:
    if place.distance(one, other) < 0.5:
        return "walk" if draw < 0.7 else "bike"
    if public and draw < 0.5:
        return public
    return "car" if draw < 0.8 else "bike"


def _there_and_back(day: int, minutes: tuple[int, int], mode: str, stops: tuple[int, int]) -> list[_LEG]:
    """Two trips, or one when the way back would only begin after midnight."""
    home_zone, zone = zone_of_stop(stops[0]), zone_of_stop(stops[1])
    lasts = _duration(mode, home_zone, zone)
    start, end = stops if mode in ("tram", "bus") else (_NOWHERE, _NOWHERE)
    out = min(max(0, minutes[0]), _LATEST)
    back = max(out + lasts + 5, minutes[1])
    legs = [(day, out, lasts, mode, start, end, home_zone, zone)]
    if back <= _LATEST:
        legs.append((day, back, lasts, mode, end, start, zone, home_zone))
    return legs
