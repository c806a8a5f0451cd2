"""How the positioning test is drawn, what it says of each module, and where it advises to begin.

The test is optional and has no effect on the passport (syllabus, § 1): nothing here knows a threshold, and
nothing ever says that a module may be left out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from random import Random

# Modules 02 to 07, two questions each; module 01 opens the course for everybody (syllabus, § 1 and § 8).
MODULES = ("SEC", "LIB", "REV", "ORG", "ACH", "DON")
FIRST = "INT"
PER_MODULE = 2
EASY_UP_TO = Decimal("0.40")
# These take minutes, not seconds: a test that should be quick asks them only when a bank has nothing else.
SLOW = frozenset({"numérique", "appariement", "ordre"})

AT_EASE_FROM = Fraction(3, 4)
TO_REVIEW_FROM = Fraction(1, 2)


class Level(Enum):
    """What two answers let one say of a module, and no more. The values are those of the address and the export."""

    AT_EASE = "à l’aise"
    TO_REVIEW = "à revoir"
    TO_DISCOVER = "à découvrir"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question of the learner’s audience. `is_practice`: a lesson shows it to train with, answer and all."""

    question_id: int
    revision_id: int
    module: str
    lesson: str
    difficulty: Decimal
    kind: str
    is_practice: bool = False


@dataclass(frozen=True, slots=True)
class ModuleScore:
    """The points that a module got, out of as many questions as were asked (one or two)."""

    module: str
    points: Fraction
    asked: int


@dataclass(frozen=True, slots=True)
class Advice:
    """One module of the advised order. `level` is None where nothing was asked."""

    module: str
    level: Level | None = None

    @property
    def may_be_short(self) -> bool:
        """Somebody at ease may read the short version; the module stays to be done all the same."""
        return self.level is Level.AT_EASE


def draw(candidates: Iterable[Candidate], chance: Random) -> tuple[Candidate, ...]:
    """Two questions per module, in the order of the modules: an easier one, then a harder one of another lesson.

    Questions that lessons show for practice come first, so that those of the counted quizzes stay unseen as
    far as the bank allows; then quick ones before slow ones. A module with a single question asks one.
    """
    bank = sorted(candidates, key=lambda candidate: candidate.question_id)
    chance.shuffle(bank)
    paper: list[Candidate] = []
    for module in MODULES:
        paper += pair([candidate for candidate in bank if candidate.module == module])
    return tuple(paper)


def pair(bank: Sequence[Candidate]) -> list[Candidate]:
    """The two questions that say most of one module; `bank` is already shuffled, so equals are drawn by lot."""
    if not bank:
        return []

    def cost(candidate: Candidate) -> tuple[bool, bool]:
        return not candidate.is_practice, candidate.kind in SLOW

    first = min(bank, key=lambda one: (*cost(one), one.difficulty > EASY_UP_TO))
    rest = [one for one in bank if one.question_id != first.question_id]
    second = min(
        rest, key=lambda one: (*cost(one), one.lesson == first.lesson, one.difficulty <= EASY_UP_TO), default=None
    )
    return [first] if second is None else [first, second]


def level_of(score: ModuleScore) -> Level:
    """Three quarters of the points: at ease; half of them: to review; less: to discover."""
    share = score.points / score.asked
    if share >= AT_EASE_FROM:
        return Level.AT_EASE
    return Level.TO_REVIEW if share >= TO_REVIEW_FROM else Level.TO_DISCOVER


def advise(scores: Iterable[ModuleScore], on_line: Sequence[str]) -> tuple[Advice, ...]:
    """Every module on line, in the order in which to read them.

    The introduction opens all others (syllabus, § 8); then what is least known; what nothing was asked of is
    taken as unknown. Among equals, the order of the course (`on_line`) is kept: between modules it is free.
    """
    levels = {score.module: level_of(score) for score in scores if score.asked}
    rank = {Level.TO_DISCOVER: 1, None: 1, Level.TO_REVIEW: 2, Level.AT_EASE: 3}

    def place(module: str) -> int:
        return 0 if module == FIRST else rank[levels.get(module)]

    return tuple(Advice(module, levels.get(module)) for module in sorted(on_line, key=place))
