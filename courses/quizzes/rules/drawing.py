"""How a paper is drawn from a bank (syllabus, § 6)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random

EASY_UP_TO = Decimal("0.40")
MEDIUM_UP_TO = Decimal("0.60")
BANDS = ("easy", "medium", "hard")
MIX_TOLERANCE = 1
MOST_NUMERIC = 2
NUMERIC = "numérique"
CASE = "mini-cas"
RESTARTS = 6


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question that may be drawn; `seen` says that it was in the learner’s last paper.

    The caller has already kept those of the learner’s audience.
    """

    question_id: int
    revision_id: int
    lesson: str
    difficulty: Decimal
    kind: str
    seen: bool = False
    band: str = field(init=False)

    def __post_init__(self) -> None:
        band = "easy" if self.difficulty <= EASY_UP_TO else "medium" if self.difficulty <= MEDIUM_UP_TO else "hard"
        object.__setattr__(self, "band", band)


@dataclass(frozen=True, slots=True)
class Blueprint:
    """What a paper must be made of: how many questions of each difficulty, and the lessons to cover."""

    audience: str
    easy: int
    medium: int
    hard: int
    required_lessons: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        return self.easy + self.medium + self.hard

    def wanted(self, band: str) -> int:
        return {"easy": self.easy, "medium": self.medium, "hard": self.hard}[band]


@dataclass(frozen=True, slots=True)
class Draw:
    """A paper in its order. `relaxed` names the rules that the bank was too small to keep:
    "mix", "numeric", "case", "lessons", "seen"."""

    questions: tuple[Candidate, ...]
    relaxed: tuple[str, ...] = ()


def draw(candidates: Sequence[Candidate], blueprint: Blueprint, chance: Random) -> Draw | None:
    """A paper that breaks as little as the bank allows; None when there are fewer questions than asked for.

    The rules, from the last that is given up to the first: no more than half of the paper was in the last
    one; a question for each required lesson that has some; a mini-case if there are any; at most two numeric
    questions; the mix of difficulties, within one. The best of a few random papers, each improved one
    exchange at a time, so that every question of the bank has its chance.
    """
    bank = list({candidate.question_id: candidate for candidate in candidates}.values())
    if len(bank) < blueprint.size:
        return None
    judge = Judge(bank, blueprint)
    best: list[Candidate] = []
    for _ in range(RESTARTS):
        chance.shuffle(bank)
        paper = improved(first_pick(bank, blueprint), bank, judge)
        if not best or judge.broken(paper) < judge.broken(best):
            best = paper
        if not judge.relaxed(best):
            break
    chance.shuffle(best)
    return Draw(tuple(best), judge.relaxed(best))


def first_pick(bank: Sequence[Candidate], blueprint: Blueprint) -> list[Candidate]:
    """One unseen question per lesson, then the mix, then whatever remains."""
    order = sorted(bank, key=lambda candidate: candidate.seen)
    paper: dict[int, Candidate] = {}

    def take(chosen: list[Candidate]) -> None:
        paper.update((candidate.question_id, candidate) for candidate in chosen)

    for lesson in blueprint.required_lessons[: blueprint.size]:
        take([one for one in order if one.lesson == lesson and one.question_id not in paper][:1])
    for band in BANDS:
        missing = blueprint.wanted(band) - sum(one.band == band for one in paper.values())
        take([one for one in order if one.band == band and one.question_id not in paper][: max(missing, 0)])
    take([one for one in order if one.question_id not in paper])
    return list(paper.values())[: blueprint.size]


def improved(paper: list[Candidate], bank: Sequence[Candidate], judge: "Judge") -> list[Candidate]:
    """Exchange one question at a time as long as that breaks less."""
    score = judge.broken(paper)
    better = True
    while better and any(score):
        better = False
        for exchanged in exchanges(paper, bank):
            if (new_score := judge.broken(exchanged)) < score:
                paper, score, better = exchanged, new_score, True
                break
    return paper


def exchanges(paper: Sequence[Candidate], bank: Sequence[Candidate]) -> Iterator[list[Candidate]]:
    inside = {candidate.question_id for candidate in paper}
    outside = [candidate for candidate in bank if candidate.question_id not in inside]
    for place in range(len(paper)):
        for candidate in outside:
            yield [*paper[:place], candidate, *paper[place + 1 :]]


class Judge:
    """Says how much a paper breaks each rule, given what the bank can offer."""

    rules = ("seen", "lessons", "case", "numeric", "mix")

    def __init__(self, bank: Sequence[Candidate], blueprint: Blueprint) -> None:
        self.wanted = [blueprint.wanted(band) for band in BANDS]
        self.lessons = {candidate.lesson for candidate in bank} & set(blueprint.required_lessons)
        self.has_case = any(candidate.kind == CASE for candidate in bank)

    def broken(self, paper: Sequence[Candidate]) -> tuple[int, ...]:
        """One figure per rule, the most precious first; the last one only prefers the exact mix."""
        kinds = [candidate.kind for candidate in paper]
        bands = [candidate.band for candidate in paper]
        covered = self.lessons.intersection([candidate.lesson for candidate in paper])
        gaps = [abs(bands.count(band) - wanted) for band, wanted in zip(BANDS, self.wanted, strict=True)]
        return (
            max(sum(candidate.seen for candidate in paper) - len(paper) // 2, 0),
            max(min(len(self.lessons), len(paper)) - len(covered), 0),
            int(self.has_case and CASE not in kinds),
            max(kinds.count(NUMERIC) - MOST_NUMERIC, 0),
            sum(max(gap - MIX_TOLERANCE, 0) for gap in gaps),
            sum(gaps),
        )

    def relaxed(self, paper: Sequence[Candidate]) -> tuple[str, ...]:
        return tuple(name for name, count in zip(self.rules, self.broken(paper), strict=False) if count)
