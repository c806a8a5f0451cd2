"""How many different papers a bank can give: what a learner who learnt the last one by heart would have to beat."""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from courses.quizzes.rules.drawing import BANDS, CASE, MOST_NUMERIC, NUMERIC, Blueprint, Candidate

# How many questions of each band, how many numeric ones, how many mini-cases (0 or 1: « at least one »).
Made = tuple[int, int, int, int, int]


def distinct_papers(candidates: Sequence[Candidate], blueprint: Blueprint) -> int:
    """The number of sets of questions that keep every rule of the draw, with the exact mix of difficulties.

    Exact, whatever the size of the bank: sets are counted lesson by lesson, never listed. What a learner saw in the
    last paper is left aside, and so is the order. 0 when the bank cannot make one such paper.
    """
    bank = sorted({one.question_id: one for one in candidates}.values(), key=lambda one: one.lesson)
    wanted = tuple(blueprint.wanted(band) for band in BANDS)
    needs_case = any(one.kind == CASE for one in bank)
    ways = Counter[Made]({(0, 0, 0, 0, 0): 1})
    for lesson, questions in groupby(bank, key=lambda one: one.lesson):
        before, ways = ways, _with(ways, list(questions), wanted)
        if lesson in blueprint.required_lessons:
            ways.subtract(before)  # the sets in which this lesson has no question
    return sum(
        count for (*bands, _numeric, case), count in ways.items() if tuple(bands) == wanted and case >= needs_case
    )


def _with(ways: Counter[Made], questions: Sequence[Candidate], wanted: tuple[int, ...]) -> Counter[Made]:
    """Each set so far, with or without each of these questions, as long as nothing is exceeded."""
    for one in questions:
        band, extended = BANDS.index(one.band), Counter(ways)
        for made, count in ways.items():
            if made[band] == wanted[band] or (one.kind == NUMERIC and made[3] == MOST_NUMERIC):
                continue
            bands = [*made[:3]]
            bands[band] += 1
            key = (*bands, made[3] + (one.kind == NUMERIC), max(made[4], int(one.kind == CASE)))
            extended[key] += count  # type: ignore[index]  # three bands, always
        ways = extended
    return ways
