"""A quieter moment to leave, near the habitual one."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

QUARTER = 15
REACH = 45  # minutes: further away, it is no longer the same departure
MORNING = range(5 * 60, 11 * 60)
WORKING_DAYS = range(5)
LEAST_DEPARTURES = 3
WORTH_IT = 0.9  # a quarter that is not at least 10 % quieter is not worth changing for


@dataclass(frozen=True, slots=True)
class Advice:
    """Minutes after midnight; `quieter` is None when leaving as usual is as good."""

    usual: int
    quieter: int | None
    share: float = 1.0  # people at the quieter quarter, for one at the usual quarter


def usual_departure(starts: Iterable[datetime]) -> int | None:
    """The quarter of an hour at which one most often leaves on the morning of a working day."""
    first_of_day: dict[object, int] = {}
    for start in starts:
        minute = (start.hour * 60 + start.minute) // QUARTER * QUARTER
        if start.weekday() in WORKING_DAYS and minute in MORNING:
            first_of_day[start.date()] = min(minute, first_of_day.get(start.date(), minute))
    counted = Counter(first_of_day.values())
    if not counted:
        return None
    minute, times = min(counted.items(), key=lambda item: (-item[1], item[0]))
    return minute if times >= LEAST_DEPARTURES else None


def best_departure(usual: int, crowd: Mapping[int, float]) -> Advice:
    """`crowd` counts people by quarter of an hour; the nearest one wins among equals."""
    around = range(usual - REACH, usual + REACH + 1, QUARTER)
    here = crowd.get(usual, 0)
    known = [minute for minute in around if minute in crowd]
    if not here or not known:
        return Advice(usual, None)
    best = min(known, key=lambda minute: (crowd[minute], abs(minute - usual)))
    if crowd[best] > here * WORTH_IT:
        return Advice(usual, None)
    return Advice(usual, best, crowd[best] / here)
