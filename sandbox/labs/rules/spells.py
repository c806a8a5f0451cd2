"""Lab 5: when a home was quiet, read in its daily consumption alone, without knowing whose it is."""

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.integer]
Spell = tuple[int, int]  # first and last day, counted from the first of the series

AROUND = 14  # days before and after, of which the median is a usual day
SHORTEST = 2
# What a quiet day still uses, against a usual one: a refrigerator runs without anyone, a tap does not.
FLOORS = {"energie": 0.5, "eau": 0.0}


def quiet_spells(series: Ints, domain: str) -> tuple[Spell, ...]:
    """Two days in a row or more that use next to nothing, against the weeks around."""
    values = series.astype(np.float64)
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(values, AROUND, mode="edge"), 2 * AROUND + 1)
    quiet = values <= FLOORS[domain] * np.median(windows, axis=1)
    edges = np.flatnonzero(np.diff(np.concatenate(([False], quiet, [False]))))
    spells = zip(edges[::2].tolist(), (edges[1::2] - 1).tolist(), strict=True)
    return tuple((first, last) for first, last in spells if last - first + 1 >= SHORTEST)


def likeness(one: tuple[Spell, ...], other: tuple[Spell, ...]) -> float:
    """Days quiet in both, among those quiet in either: 1 when they agree, 0 when they never do."""
    days = [{day for first, last in spells for day in range(first, last + 1)} for spells in (one, other)]
    either = days[0] | days[1]
    return len(days[0] & days[1]) / len(either) if either else 0.0
