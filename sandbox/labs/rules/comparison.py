"""Lab 9 (report § 1.2.1, “valeurs moyennes des consommateurs comparables”): comparing oneself, and what it gives away.

Households are compared with those of the same size and heating nearby. A group under ten is never shown; a total
published twice, with and without one household, shows that household exactly.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

MINIMUM = 10
WORDINGS = ("neutral", "norm", "approval")
REACHES = ("zone", "district", "town")

Ints = NDArray[np.integer]


@dataclass(frozen=True, slots=True)
class Kin:
    """What makes households comparable: one value per household in each array."""

    zone: Ints
    district: Ints
    occupants: Ints
    electric_heating: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Group:
    """Those a household is compared with (itself included), and how far one had to look to find ten of them."""

    reach: str
    occupants: int | None  # None when the size had to be given up too
    electric_heating: bool
    members: tuple[int, ...]

    @property
    def size(self) -> int:
        return len(self.members)

    @property
    def is_shown(self) -> bool:
        return self.size >= MINIMUM


@dataclass(frozen=True, slots=True)
class Standing:
    """A household among its group, in kWh a year; `below` is the share of the others that use less (0 to 1)."""

    own: float
    median: float
    low: float
    high: float
    size: int
    below: float


@dataclass(frozen=True, slots=True)
class Message:
    """Which words to show, as codes: the wording, the case ("low", "middle", "high"), and whether a smile goes with it.

    Approval is what the studies add for low users, who otherwise drift up towards the median once they are told it.
    """

    wording: str
    case: str
    smile: bool


@dataclass(frozen=True, slots=True)
class Disclosure:
    """Two totals in kWh, both allowed, and the one household they betray together."""

    with_it: float
    without_it: float
    household: int
    betrayed: float
    sizes: tuple[int, int]


def group_at(household: int, kin: Kin, reach: str) -> Group:
    """All households like this one within `reach`, however few."""
    alike = (kin.occupants == kin.occupants[household]) & (kin.electric_heating == kin.electric_heating[household])
    alike &= _near(household, kin, reach)
    heated = bool(kin.electric_heating[household])
    return Group(reach, int(kin.occupants[household]), heated, _members(alike))


def group_of(household: int, kin: Kin, *, minimum: int = MINIMUM) -> Group:
    """The nearest group that has the minimum: zone, then district, then town, then any size with the same heating."""
    for reach in REACHES:
        group = group_at(household, kin, reach)
        if group.size >= minimum:
            return group
    heated = bool(kin.electric_heating[household])
    return Group("town", None, heated, _members(kin.electric_heating == heated))


def small_groups(kin: Kin, reach: str, *, minimum: int = MINIMUM) -> tuple[int, int]:
    """How many groups are under the minimum, out of how many, for a given reach."""
    place = {"zone": kin.zone, "district": kin.district, "town": np.zeros_like(kin.zone)}[reach]
    keys = np.stack([place, kin.occupants, kin.electric_heating.astype(place.dtype)], axis=1)
    _groups, sizes = np.unique(keys, axis=0, return_counts=True)
    return int((sizes < minimum).sum()), len(sizes)


def standing(household: int, group: Group, yearly: Ints) -> Standing | None:
    """Where a household stands (`yearly` in Wh); None for a group too small to be shown."""
    if not group.is_shown:
        return None
    values = yearly[list(group.members)] / 1000
    low, median, high = (float(value) for value in np.quantile(values, [0.25, 0.5, 0.75]))
    own = float(yearly[household] / 1000)
    others = [yearly[member] / 1000 for member in group.members if member != household]
    below = float(np.mean([value < own for value in others])) if others else 0.0
    return Standing(round(own, 1), round(median, 1), round(low, 1), round(high, 1), group.size, round(below, 3))


def message(place: Standing, wording: str) -> Message:
    """The codes of the sentence to show; only the wording of approval smiles, and only to those under the median."""
    if wording not in WORDINGS:
        raise ValueError(wording)
    case = "low" if place.own < place.low else "high" if place.own > place.high else "middle"
    return Message(wording, case, wording == "approval" and place.own <= place.median)


def disclose(group: Sequence[int], household: int, yearly: Ints) -> Disclosure:
    """Subtract two totals (Wh in, kWh out): a group with this household, and the same without it."""
    members = sorted(set(group) | {household})
    others = [member for member in members if member != household]
    whole, rest = int(yearly[members].sum()), int(yearly[others].sum())
    return Disclosure(whole / 1000, rest / 1000, household, (whole - rest) / 1000, (len(members), len(others)))


def betraying_pairs(groups: Mapping[str, Sequence[int]]) -> tuple[tuple[str, str, int], ...]:
    """Pairs of published groups that differ by exactly one household, and which one: all of them allowed one by one."""
    sets = {name: frozenset(members) for name, members in groups.items()}
    found = []
    for wide, members in sets.items():
        for narrow, others in sets.items():
            if len(members) == len(others) + 1 and others < members and len(others) >= MINIMUM:
                found.append((wide, narrow, next(iter(members - others))))
    return tuple(sorted(found))


def _near(household: int, kin: Kin, reach: str) -> NDArray[np.bool_]:
    if reach == "town":
        return np.ones(len(kin.zone), dtype=bool)
    place = {"zone": kin.zone, "district": kin.district}[reach]
    return np.asarray(place == place[household])


def _members(mask: NDArray[np.bool_]) -> tuple[int, ...]:
    return tuple(int(number) for number in np.flatnonzero(mask))
