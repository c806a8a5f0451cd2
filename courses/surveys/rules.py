"""What may be shown of a survey, and how it adds up. Nobody must be recognised.

Under five answers, nothing is shown; then answers are added five by five, since a total that grew by one would tell
whoever read it before, and knows who just finished the module, what that person said.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

# The five questions of the scale, in the order of the form. Syllabus, § 1 and § 2: audience, length, several devices.
QUESTIONS = ("clear", "useful", "length", "difficulty", "accessible")
SCALE = (1, 2, 3, 4, 5)
# Below this many people, a count points at somebody.
FEWEST = 5


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one person said: a step of the scale by question, None or nothing for « sans avis », and a remark."""

    values: Mapping[str, int | None]
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many people chose each step of the scale, from 1 to 5."""

    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.counts)

    @property
    def is_shown(self) -> bool:
        return self.total >= FEWEST

    @property
    def mean(self) -> Fraction | None:
        """Exact; rounded only to be shown."""
        if not self.total:
            return None
        return Fraction(sum(step * count for step, count in zip(SCALE, self.counts, strict=True)), self.total)

    def percent(self, step: int) -> int:
        """The share of one step, in whole hundredths, for the length of a bar."""
        return round(100 * self.counts[step - 1] / self.total) if self.total else 0


@dataclass(frozen=True, slots=True)
class Report:
    """A module’s survey as trainers may read it; `tallies` and `comments` are empty under five answers."""

    answers: int
    tallies: Mapping[str, Tally]
    comments: tuple[str, ...] = ()

    @property
    def counted(self) -> int:
        """How many of the answers the totals are made of."""
        return counted(self.answers)

    @property
    def is_shown(self) -> bool:
        return self.counted > 0

    @property
    def waiting(self) -> int:
        """How many answers wait for others before they are counted."""
        return self.answers - self.counted

    @property
    def missing(self) -> int:
        """How many more it takes for those that wait to be counted."""
        return -self.answers % FEWEST if self.answers else FEWEST


def counted(answers: int) -> int:
    """How many of so many answers may be added up: whole groups of five."""
    return answers - answers % FEWEST


def tally(values: Iterable[int | None]) -> Tally:
    """« Sans avis » counts for nobody."""
    given = [value for value in values if value is not None]
    return Tally(tuple(given.count(step) for step in SCALE))


def report_of(opinions: Sequence[Opinion]) -> Report:
    """Counts by question and remarks of whole groups of five, in the order given: the oldest answer first.

    A question that fewer than five people answered stays hidden though the others are shown. Remarks come in
    alphabetical order: their place says neither who wrote them nor when.
    """
    shown = opinions[: counted(len(opinions))]
    tallies = {name: tally(opinion.values.get(name) for opinion in shown) for name in QUESTIONS}
    remarks = sorted((opinion.comment for opinion in shown if opinion.comment), key=str.casefold)
    return Report(len(opinions), {name: each for name, each in tallies.items() if each.is_shown}, tuple(remarks))


def says_something(values: Collection[int | None], comment: str) -> bool:
    """An answer without any opinion nor remark is not one."""
    return bool(comment) or any(value is not None for value in values)
