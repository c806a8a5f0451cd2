"""What many results of one activity say together: how learners fare, and what they miss."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from statistics import median
from typing import Any, Final

from courses.h5p.rules.standing import TRUSTS, VERIFIED, Outcome

TENTHS: Final = 10
GRADED: Final = TRUSTS[:2]


@dataclass(frozen=True, slots=True)
class Played:
    """One result of one learner at one place, as it was recorded."""

    place: int
    learner: int
    outcome: Outcome
    seconds: int | None
    items: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Missed:
    """A question, how many answered it, and how many of them did not get all its points."""

    id: str
    title: str
    answers: int
    missed: int

    @property
    def percent(self) -> int:
        return round(100 * self.missed / self.answers)


@dataclass(frozen=True, slots=True)
class Figures:
    """`scores` counts learners by tenth of their best verified score; time is as browsers declare it."""

    results: int
    by_trust: Mapping[str, int]
    done: int
    median_seconds: int | None
    scores: tuple[int, ...]
    missed: tuple[Missed, ...]


@dataclass(slots=True)
class Tally:
    """Counts results one after the other, in the order in which they were recorded, and keeps none of them.

    What is missed is read on the first result of each learner at each place: later ones come after the solutions.
    """

    trusts: Counter[str] = field(default_factory=Counter)
    done: set[int] = field(default_factory=set)
    times: list[int] = field(default_factory=list)
    best: dict[int, Fraction] = field(default_factory=dict)
    seen: set[tuple[int, int]] = field(default_factory=set)
    answers: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    titles: dict[str, str] = field(default_factory=dict)

    def add(self, played: Played) -> None:
        outcome = played.outcome
        self.trusts[outcome.trust] += 1
        if outcome.is_complete:
            self.done.add(played.learner)
            if played.seconds is not None:
                self.times.append(played.seconds)
        if outcome.trust == VERIFIED and outcome.share is not None:
            self.best[played.learner] = max(outcome.share, self.best.get(played.learner, outcome.share))
        self._add_items(played)

    def _add_items(self, played: Played) -> None:
        is_first = (played.place, played.learner) not in self.seen
        self.seen.add((played.place, played.learner))
        for item in played.items:
            if item["trust"] not in GRADED or not item["maximum"]:
                continue
            self.titles[item["id"]] = item["title"]
            if is_first:
                self.answers[item["id"]] += 1
                self.missed[item["id"]] += item["points"] < item["maximum"]

    def figures(self) -> Figures:
        return Figures(
            results=self.trusts.total(),
            by_trust={trust: self.trusts[trust] for trust in TRUSTS},
            done=len(self.done),
            median_seconds=round(median(self.times)) if self.times else None,
            scores=self._distribution(),
            missed=self._most_missed(),
        )

    def _distribution(self) -> tuple[int, ...]:
        """From « less than a tenth » to « nine tenths and more »; who has no verified score is not counted."""
        tenths = Counter(min(int(share * TENTHS), TENTHS - 1) for share in self.best.values())
        return tuple(tenths[tenth] for tenth in range(TENTHS))

    def _most_missed(self) -> tuple[Missed, ...]:
        """The most missed first; questions that the server cannot grade are not listed."""
        found = [Missed(id, self.titles[id], count, self.missed[id]) for id, count in self.answers.items()]
        return tuple(sorted(found, key=lambda each: (-Fraction(each.missed, each.answers), -each.answers)))


def figures(played: Iterable[Played]) -> Figures:
    """Of results in the order in which they were recorded."""
    tally = Tally()
    for each in played:
        tally.add(each)
    return tally.figures()
