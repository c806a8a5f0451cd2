"""Households a household may be compared with: same district, same size, same way of heating (report § 1.2.1)."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from sandbox.town.rules import HOUSEHOLDS, household
from sandbox.town.rules.calendar import MONTH
from sandbox.town.services.arrays import all_daily_energy, all_daily_waste, all_daily_water

# Below this, a median says too much about each member: such a group is never shown.
SMALLEST_GROUP = 10
LARGEST_HOME = 4  # homes of four and more are compared together

Measure = Literal["energie", "eau", "dechets"]
_Key = tuple[int | None, int, bool]
_ARRAYS: dict[str, Callable[[], NDArray[np.int32]]] = {
    "energie": all_daily_energy,
    "eau": all_daily_water,
    "dechets": all_daily_waste,
}


@dataclass(frozen=True, slots=True)
class Quartiles:
    """A quarter of the group is below `low`, half below `median`, three quarters below `high` (Wh, L or g)."""

    low: int
    median: int
    high: int


@dataclass(frozen=True, slots=True)
class ComparisonGroup:
    """Comparable households; `district` is None for those of the whole town, `occupants` 4 means four or more."""

    district: int | None
    occupants: int
    electric_heating: bool
    count: int
    year: Quartiles
    months: tuple[Quartiles, ...]


def comparison_groups(measure: Measure = "energie") -> tuple[ComparisonGroup, ...]:
    """Every group of a district that may be shown: ten households at least."""
    return tuple(group for key, group in _groups(measure).items() if key[0] is not None)


def comparison_group(
    district: int, occupants: int, electric_heating: bool, *, measure: Measure = "energie"
) -> ComparisonGroup | None:
    """The group of a district, or that of the whole town where the first is too small; None when both are."""
    size = min(occupants, LARGEST_HOME)
    groups = _groups(measure)
    return groups.get((district, size, electric_heating)) or groups.get((None, size, electric_heating))


@lru_cache(maxsize=len(_ARRAYS))
def _groups(measure: Measure) -> dict[_Key, ComparisonGroup]:
    members: dict[_Key, list[int]] = defaultdict(list)
    for number in range(HOUSEHOLDS):
        home = household(number)
        size = min(home.occupants, LARGEST_HOME)
        members[home.district, size, home.electric_heating].append(number)
        members[None, size, home.electric_heating].append(number)
    monthly = _monthly(_ARRAYS[measure]())
    order = sorted(members, key=lambda key: (key[0] is None, key[0] or 0, key[1], key[2]))
    return {
        key: ComparisonGroup(
            *key,
            count=len(members[key]),
            year=_quartiles(monthly[members[key]].sum(axis=1)),
            months=tuple(_quartiles(column) for column in monthly[members[key]].T),
        )
        for key in order
        if len(members[key]) >= SMALLEST_GROUP
    }


def _monthly(daily: NDArray[np.int32]) -> NDArray[np.int64]:
    known = np.maximum(daily, 0).astype(np.int64)
    return np.stack([known[:, month == MONTH].sum(axis=1) for month in range(1, 13)], axis=1)


def _quartiles(values: NDArray[np.int64]) -> Quartiles:
    low, median, high = np.quantile(values, (0.25, 0.5, 0.75))
    return Quartiles(round(float(low)), round(float(median)), round(float(high)))
