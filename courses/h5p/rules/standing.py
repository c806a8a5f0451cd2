"""What a learner's results at one place add up to: the best verified one counts, others say « fait » at most."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any, Final


class Kind(StrEnum):
    """`SHORT`: something was recorded that does not complete the activity."""

    NONE = "none"
    SHORT = "short"
    DONE = "done"


# From the most trusted; the names are those of the tables.
VERIFIED, PARTIAL, DECLARED = TRUSTS = ("verified", "partial", "declared")


@dataclass(frozen=True, slots=True)
class Outcome:
    """One result: what the server computed, and how much of it."""

    trust: str
    points: Fraction
    maximum: Fraction
    is_complete: bool = True

    @property
    def share(self) -> Fraction | None:
        return self.points / self.maximum if self.maximum > 0 else None


@dataclass(frozen=True, slots=True)
class Standing:
    """`best_percent` is None when no verified result has points; `trust` is that of the best result."""

    kind: Kind
    is_complete: bool
    best_percent: Fraction | None
    trust: str


NOTHING: Final = Standing(Kind.NONE, is_complete=False, best_percent=None, trust="")


def placement_standing(results: Iterable[Outcome], threshold_percent: int | None) -> Standing:
    """With a threshold, only verified points can reach it; without one, any play that came to its end is done."""
    outcomes = list(results)
    if not outcomes:
        return NOTHING
    shares = [each.share for each in outcomes if each.trust == VERIFIED and each.share is not None]
    best = max(shares) * 100 if shares else None
    if threshold_percent is None:
        is_complete = any(each.is_complete for each in outcomes)
    else:
        is_complete = best is not None and best >= threshold_percent
    trust = min((each.trust for each in outcomes), key=TRUSTS.index)
    return Standing(Kind.DONE if is_complete else Kind.SHORT, is_complete, best, trust)


def best_of(results: Iterable[tuple[Any, Outcome]]) -> Any:
    """Which result speaks for all: the most trusted, then the highest, then one that ended, then the first."""
    return max(results, key=lambda each: rank_of(each[1]), default=(None, None))[0]


def rank_of(outcome: Outcome) -> tuple[int, Fraction, bool]:
    share = outcome.share
    return -TRUSTS.index(outcome.trust), Fraction(-1) if share is None else share, outcome.is_complete
