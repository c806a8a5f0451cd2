"""A leak shows as days that all stay well above the usual: people use water in bursts, a leak never rests."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

DAYS_IN_A_ROW = 7
LEAST_LITRES = 120
LEAST_SHARE = 0.2
RECENT_DAYS = 7


@dataclass(frozen=True, slots=True)
class Leak:
    first: date
    last: date
    litres_a_day: int  # above the usual
    is_running: bool  # it reaches the last days known


def find_leak(days: Sequence[tuple[date, float | None]]) -> Leak | None:
    """The most recent run of days above the usual; days without a reading neither break nor make a run."""
    known = [(day, litres) for day, litres in days if litres is not None]
    if len(known) < DAYS_IN_A_ROW:
        return None
    usual = median(litres for _, litres in known)
    threshold = usual + max(LEAST_LITRES, LEAST_SHARE * usual)
    found: list[tuple[date, float]] = []
    run: list[tuple[date, float]] = []
    for day, litres in [*known, (date.max, 0.0)]:
        if litres > threshold:
            run.append((day, litres))
            continue
        if len(run) >= DAYS_IN_A_ROW:
            found = run
        run = []
    if not found:
        return None
    above = sum(litres for _, litres in found) / len(found) - usual
    last = found[-1][0]
    return Leak(found[0][0], last, round(above), (known[-1][0] - last).days < RECENT_DAYS)
