"""What grading says: the worth of each part of an activity, and how far the server could check it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from courses.h5p.rules.grading.types import Type

Trust = Literal["verified", "partial", "declared"]
ZERO = Fraction(0)
MOST = Fraction(9_999_999)  # what a result can hold


class Refused(Exception):
    """A response that the activity cannot have produced; the message says why, in French."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the browser says of one part: its response, and how many options it showed when it says so."""

    response: str
    options: int | None = None


@dataclass(frozen=True, slots=True)
class Worth:
    points: Fraction
    trust: Trust = "verified"
    is_complete: bool = True


@dataclass(frozen=True, slots=True)
class Key:
    """How to grade one question: its maximum comes from the content alone, `worth` reads a response or refuses it."""

    maximum: Fraction
    worth: Callable[[Answer], Worth]
    trust: Trust = "verified"


@dataclass(frozen=True, slots=True)
class Item:
    """One question and what it earned; the root's `id` is empty."""

    id: str
    title: str
    trust: Trust
    points: Fraction
    maximum: Fraction
    response: str


@dataclass(frozen=True, slots=True)
class Grade:
    """What one end of play is worth. Only verified and partial items bring points and maximum."""

    items: tuple[Item, ...]
    points: Fraction
    maximum: Fraction
    trust: Trust
    refusals: tuple[str, ...]
    is_complete: bool = True


@dataclass(slots=True)
class Sheet:
    """Where graders write while they go through an activity."""

    items: list[Item] = field(default_factory=list)
    kinds: list["Type"] = field(default_factory=list)  # of each item
    refusals: list[str] = field(default_factory=list)
    is_complete: bool = True

    def refuse(self, title: str, reason: str) -> None:
        if len(self.refusals) < 50:
            self.refusals.append(f"{title or 'Activité'} : {reason}")

    def total(self) -> Grade:
        points = sum((item.points for item in self.items), ZERO)
        maximum = sum((item.maximum for item in self.items), ZERO)
        return Grade(
            items=tuple(self.items),
            points=min(points, maximum, MOST),
            maximum=min(maximum, MOST),
            trust=trust_of_all([item.trust for item in self.items]),
            refusals=tuple(self.refusals),
            is_complete=self.is_complete,
        )


def trust_of_all(trusts: list[Trust]) -> Trust:
    """Verified or declared when all are; partial otherwise; what holds no question is declared."""
    kinds = set(trusts)
    if not kinds or kinds == {"declared"}:
        return "declared"
    return "verified" if kinds == {"verified"} else "partial"
