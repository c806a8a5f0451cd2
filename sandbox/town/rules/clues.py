"""What a passer-by could know of someone’s trips: three clues a week, each a moment at a stop (report § 3.2.2.4)."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from sandbox.town.rules.calendar import DATES, day_index
from sandbox.town.rules.place import stop_name
from sandbox.town.rules.randomness import Domain, Stream
from sandbox.town.rules.transport import FIRST_VALIDATION_DAY, VALIDATION_DAYS, validations_of

CLUES_A_WEEK = 3


@dataclass(frozen=True, slots=True)
class Clue:
    """Someone was seen boarding at a stop, that day, at that minute."""

    day: date
    minute: int
    stop: int

    def __str__(self) -> str:
        hours, minutes = divmod(self.minute, 60)
        return f"{hours}\u00a0h\u00a0{minutes:02d}, arrêt {stop_name(self.stop)}"


def clues(number: int) -> tuple[Clue, ...]:
    """At most three clues for each of the four weeks, in order; none for a household without a card."""
    seen = validations_of(number)
    first = day_index(FIRST_VALIDATION_DAY)
    order = Stream(Domain.CLUES, number).uniform(len(seen))
    chosen: list[int] = []
    for week in range(VALIDATION_DAYS // 7):
        rows = np.flatnonzero((seen["day"] - first) // 7 == week)
        chosen += sorted(rows[np.argsort(order[rows], kind="stable")][:CLUES_A_WEEK].tolist())
    return tuple(
        Clue(DATES[int(seen["day"][row])], int(seen["minute"][row]), int(seen["from_stop"][row])) for row in chosen
    )
