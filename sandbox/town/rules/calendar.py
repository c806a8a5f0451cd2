"""The local year of the town, day by day and hour by hour: 8 760 hours, a day of 23 and a day of 25 among them."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from sandbox.town.rules.place import DAYS, YEAR

ZONE = ZoneInfo("Europe/Paris")
FIRST_DAY = date(YEAR, 1, 1)
LAST_DAY = date(YEAR, 12, 31)
DATES = tuple(FIRST_DAY + timedelta(days=day) for day in range(DAYS))
# Public holidays in metropolitan France.
HOLIDAYS = frozenset(
    date(YEAR, month, day)
    for month, day in ((1, 1), (4, 21), (5, 1), (5, 8), (5, 29), (6, 9), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
)
_BREAKS = (
    ((1, 1), (1, 5)),
    ((2, 8), (2, 23)),
    ((4, 5), (4, 21)),
    ((7, 5), (8, 31)),
    ((10, 18), (11, 3)),
    ((12, 20), (12, 31)),
)


def day_index(day: date) -> int:
    """The place of a day in the year, from 0; a ValueError outside it."""
    index = (day - FIRST_DAY).days
    if not 0 <= index < DAYS:
        raise ValueError(f"{day} is not in {YEAR}")
    return index


def hours_in(day: date) -> int:
    """23, 24 or 25: how long a local day lasts."""
    start, end = (
        datetime(midnight.year, midnight.month, midnight.day, tzinfo=ZONE).astimezone(UTC)
        for midnight in (day, day + timedelta(days=1))
    )
    return round((end - start).total_seconds() / 3600)


def _local_hours() -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    first = datetime(YEAR, 1, 1, tzinfo=ZONE).astimezone(UTC)
    local = [(first + timedelta(hours=hour)).astimezone(ZONE) for hour in range(24 * DAYS)]
    days = np.array([day_index(moment.date()) for moment in local], dtype=np.int64)
    return days, np.array([moment.hour for moment in local], dtype=np.int64)


# For each of the 8 760 hours: the day it belongs to, and what the clock shows (2 h comes twice in October).
DAY_OF_HOUR, CLOCK = _local_hours()
HOURS = len(CLOCK)
# Where each day begins among the hours; one more entry for the end of the year.
DAY_STARTS = np.searchsorted(DAY_OF_HOUR, np.arange(DAYS + 1))
# Which hour of the year an event at a given day and clock hour falls in; the hour missing in March is the next one.
SLOTS = np.array(
    [
        [start + int(np.searchsorted(CLOCK[start:end], clock)) for clock in range(24)]
        for start, end in zip(DAY_STARTS[:-1].tolist(), DAY_STARTS[1:].tolist(), strict=True)
    ],
    dtype=np.int64,
)
WEEKDAY = np.array([day.weekday() for day in DATES])
WEEKEND = WEEKDAY >= 5
MONTH = np.array([day.month for day in DATES])
WORKING = np.array([day.weekday() < 5 and day not in HOLIDAYS for day in DATES])
# Days of school: working days out of the breaks.
SCHOOL = WORKING & np.array(
    [not any(first <= (day.month, day.day) <= last for first, last in _BREAKS) for day in DATES]
)
