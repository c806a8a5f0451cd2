"""What a household draws from the grid, hour by hour, in whole watt-hours."""

from datetime import date
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from sandbox.town.rules.calendar import CLOCK, DAY_OF_HOUR, DAY_STARTS, HOURS, SLOTS, WEEKEND, day_index
from sandbox.town.rules.households import Household, away_days, household
from sandbox.town.rules.place import DAYS
from sandbox.town.rules.randomness import Domain, Floats, Stream
from sandbox.town.rules.weather import temperature

LOWEST, HIGHEST = 20, 9000
OFF_PEAK_STARTS = (22, 23, 0, 1)  # spread over households, else the whole town would peak at two in the morning
HEATER_SHARES = (0.50, 0.35, 0.15)
_MIDDLES = np.arange(24) + 0.5
_WEEKEND_HOURS = WEEKEND[DAY_OF_HOUR].astype(np.int64)
_DARKNESS = 0.5 + 0.5 * np.cos(2 * np.pi * (np.arange(DAYS) + 10) / 365)  # 1 at the winter solstice


def hourly_energy(number: int, first: date, last: date) -> list[list[int]]:
    """One list per local day, of 23, 24 or 25 watt-hour values; both ends included."""
    hours = year_of_hours(number)
    days = range(day_index(first), day_index(last) + 1)
    return [hours[DAY_STARTS[day] : DAY_STARTS[day + 1]].tolist() for day in days]


def daily_energy(number: int) -> NDArray[np.int32]:
    """Watt-hours of each local day."""
    return np.add.reduceat(year_of_hours(number), DAY_STARTS[:-1]).astype(np.int32)


@lru_cache(maxsize=32)
def year_of_hours(number: int) -> NDArray[np.int32]:
    """The 8 760 hours of a household (Wh)."""
    home = household(number)
    stream = Stream(Domain.ELECTRICITY, number)
    insulation, briskness, off_peak = stream.uniform(3).tolist()
    away = away_days(home)
    present = np.where(away[DAY_OF_HOUR], 0.0, 1.0)

    load = (55 + 0.55 * home.surface + 25 * home.occupants) * (0.55 + 0.45 * present)
    load += present * _activity(home, 0.6 + 0.8 * briskness, stream.uniform(HOURS))
    if home.electric_heating:
        # Away, the house is only kept from freezing; at night it is let cool until shortly before people rise.
        night = np.where((CLOCK >= 22) | (home.wake > CLOCK + 1), 0.72, 1.0)
        wanted = np.where(away[DAY_OF_HOUR], 11.0, 17.0)
        load += np.maximum(0.0, wanted - temperature()) * home.surface * (0.6 + 1.1 * insulation) * 0.85 * night
    _add_events(load, home, ~away, stream)
    if home.electric_water:
        start = OFF_PEAK_STARTS[int(off_peak * len(OFF_PEAK_STARTS))]
        for offset, share in enumerate(HEATER_SHARES):
            load[SLOTS[:, (start + offset) % 24]] += np.where(away, 0.0, share * (900 + 750 * home.occupants))

    hours = np.rint(np.clip(load, LOWEST, HIGHEST)).astype(np.int32)
    hours.setflags(write=False)
    return hours


def _bell(middle: float, width: float) -> Floats:
    """A bump of height 1 over the hours of a day, running over midnight."""
    gap = np.abs(_MIDDLES - middle % 24)
    bump: Floats = np.exp(-0.5 * (np.minimum(gap, 24 - gap) / width) ** 2)
    return bump


def _activity(home: Household, briskness: float, wobble: Floats) -> Floats:
    """What people switch on when they are up, and the light they need the more the darker the season."""
    evening = 1.9 * _bell(home.back + 1.8, 2.0)
    working = 1.6 * _bell(home.wake, 1.1) + evening
    resting = 1.4 * _bell(home.wake + 1.0, 1.3) + evening + 0.9 * _bell(13.0, 2.2)
    at_home = working + 0.8 * _bell(13.0, 2.2)
    bells = np.stack([at_home if home.archetype == "home" else working, resting])[_WEEKEND_HOURS, CLOCK]
    size = 90 * home.occupants**0.7 * briskness
    light = 0.9 * home.surface * _DARKNESS[DAY_OF_HOUR]
    load: Floats = bells * (size + light) * (0.7 + 0.6 * wobble)
    return load


def _add_events(load: Floats, home: Household, present: NDArray[np.bool_], stream: Stream) -> None:
    """Meals cooked about 12:30 and 19:20, and laundry: a few hundred watt-hours at once."""
    draws = stream.uniform(7, DAYS)
    days = np.arange(DAYS)
    lunch = np.where(WEEKEND | (home.archetype == "home"), 0.8, 0.2)
    power = (350 + 750 * draws[0:2]) * min(1.0, 0.55 + 0.15 * home.occupants)
    load[SLOTS[days, 12 + (draws[6] < 0.5)]] += np.where(present & (draws[2] < lunch), power[0], 0.0)
    load[SLOTS[days, 19 + (draws[6] < 0.33)]] += np.where(present & (draws[3] < 0.85), power[1], 0.0)
    washing = present & (draws[4] < 0.17 * home.occupants**0.6)
    clock = 10 + (draws[5] * 11).astype(np.int64)
    load[SLOTS[days, clock]] += np.where(washing, 900.0, 0.0)
