"""Comparing a household with its likes, never with a group so small that it betrays one (rapport de 2017, § 1.2.1)."""

from collections.abc import Sequence
from dataclasses import dataclass

SMALLEST_GROUP = 10
LARGEST_HOME = 4  # homes of four and more are compared together
NEAR = 0.05  # within 5 %, one is said to be like the others


@dataclass(frozen=True, slots=True)
class Profile:
    occupants: int
    electric_heating: bool
    district: int | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Households alike, and their median; a trait that is None was not looked at."""

    size: int
    median: float  # Wh over the month
    occupants: int | None = None
    electric_heating: bool | None = None
    district: int | None = None

    @property
    def precision(self) -> int:
        return sum(trait is not None for trait in (self.occupants, self.electric_heating, self.district))

    def fits(self, profile: Profile) -> bool:
        return (
            self.occupants in (None, min(profile.occupants, LARGEST_HOME))
            and self.electric_heating in (None, profile.electric_heating)
            and self.district in (None, profile.district)
        )


@dataclass(frozen=True, slots=True)
class Comparison:
    group: Group
    own: float

    @property
    def gap(self) -> float:
        """A tenth below zero is ten per cent less than the median."""
        return self.own / self.group.median - 1 if self.group.median else 0.0

    @property
    def verdict(self) -> str:
        if abs(self.gap) <= NEAR:
            return "comme"
        return "moins" if self.gap < 0 else "plus"


def closest_group(profile: Profile, groups: Sequence[Group]) -> Group | None:
    """The most precise group that fits and counts ten households or more; the larger one when tied."""
    fitting = [group for group in groups if group.size >= SMALLEST_GROUP and group.fits(profile)]
    return max(fitting, key=lambda group: (group.precision, group.size), default=None)
