"""Has a service called more often than its purposes need? The holder is told, and decides.

The report asks for “une réelle maîtrise chez les habitants” (rapport de 2017, § 3.2.3): a count that nobody looks at is
no mastery.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

CALLS_PER_HOUR: Final = 30
CALLS_PER_DAY: Final = 120


class Excess(StrEnum):
    """What was too much, the most serious first."""

    MINUTE = "minute"
    HOUR = "heure"
    DAY = "jour"


@dataclass(frozen=True, slots=True)
class Calls:
    """What a service asked under one consent, whether it obtained it or not.

    `too_many`: those of the last day that were refused for being too many in one minute.
    """

    last_hour: int
    last_day: int
    too_many: int = 0


@dataclass(frozen=True, slots=True)
class Unusual:
    """Calls that no purpose explains: how many, and how many would have been enough."""

    excess: Excess
    calls: int
    enough: int


def unusual(calls: Calls, *, series: int, per_minute: int) -> Unusual | None:
    """What the holder is warned of, or nothing.

    A page of a service reads once each series that was granted: 30 displays in an hour, or 120 in a day, are more than
    anybody's use, so 30 and 120 calls for each series are enough for every purpose. A call refused because its minute
    already had `per_minute` is unusual by itself.
    """
    if calls.too_many:
        return Unusual(Excess.MINUTE, calls.too_many, per_minute)
    if calls.last_hour > (enough := CALLS_PER_HOUR * series):
        return Unusual(Excess.HOUR, calls.last_hour, enough)
    if calls.last_day > (enough := CALLS_PER_DAY * series):
        return Unusual(Excess.DAY, calls.last_day, enough)
    return None
