"""What a content of our own types gets wrong: lists too short, numbers that name nothing, ways that do not end.

Numbers count from 1, as trainers type them. What the types handle is no defect: an outcome named beside a question goes
first, an answer may lead back, a level may be expected twice. A question that no path reaches is one, though nobody
meets it: it is all that shows when numbers no longer fit, because a question was added before others.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from courses.h5p.rules.grading.reading import inside, mapping, position, sequence


class Thing(StrEnum):
    """What our types have lists of."""

    CATEGORY = "category"
    STATEMENT = "statement"
    STEP = "step"
    QUESTION = "question"
    ANSWER = "answer"
    OUTCOME = "outcome"
    COLUMN = "column"
    ROW = "row"
    LEVEL = "level"
    CELL = "cell"


class Flaw(StrEnum):
    TOO_FEW = "too few"
    UNSAID = "a number is missing"
    UNKNOWN = "a number names nothing"
    NOWHERE = "an answer leads nowhere"
    CUT_OFF = "nothing leads there"
    ENDLESS = "no outcome can be reached"
    CONTRADICTED = "two levels for one cell"


Place = tuple[tuple[Thing, int], ...]


@dataclass(frozen=True, slots=True)
class Defect:
    """`of` is what is at fault: what the number names, what there are too few of, what leads or is led nowhere.

    `place` goes from the outermost list inwards; `count` is how many of these things there are.
    """

    flaw: Flaw
    of: Thing
    place: Place = ()
    number: Any = None
    count: int = 0


def defects_of(library: str, params: Any) -> Iterator[Defect]:
    """In the order of the editor's screen. Nothing for a type that is not ours, or at a version that we do not know."""
    look = LOOKS.get(library)
    if look is not None:
        yield from look(mapping(params))


def sorting(params: Mapping[str, Any]) -> Iterator[Defect]:
    categories, statements = sequence(params.get("categories")), sequence(params.get("statements"))
    yield from too_few(Thing.CATEGORY, categories, 2)
    yield from too_few(Thing.STATEMENT, statements, 1)
    for rank, statement in enumerate(statements, start=1):
        yield from misnamed(statement, Thing.CATEGORY, len(categories), (Thing.STATEMENT, rank))


def ordering(params: Mapping[str, Any]) -> Iterator[Defect]:
    yield from too_few(Thing.STEP, sequence(params.get("steps")), 2)


def comparing(params: Mapping[str, Any]) -> Iterator[Defect]:
    columns, rows, scale = (sequence(params.get(name)) for name in ("columns", "rows", "scale"))
    yield from too_few(Thing.COLUMN, columns, 2)
    yield from too_few(Thing.ROW, rows, 1)
    yield from too_few(Thing.LEVEL, scale, 2)
    counts = {Thing.ROW: len(rows), Thing.COLUMN: len(columns), Thing.LEVEL: len(scale)}
    first: dict[tuple[int | None, int | None], tuple[int, int | None]] = {}
    for rank, cell in enumerate(sequence(params.get("expected")), start=1):
        wrong = [defect for of, count in counts.items() for defect in misnamed(cell, of, count, (Thing.CELL, rank))]
        yield from wrong
        if not wrong:
            row, column, level = (position(inside(cell, of)) for of in counts)
            before, expected = first.setdefault((row, column), (rank, level))
            if level != expected:
                yield Defect(Flaw.CONTRADICTED, Thing.CELL, ((Thing.CELL, rank),), before)


def deciding(params: Mapping[str, Any]) -> Iterator[Defect]:
    questions = [sequence(inside(question, "choices")) for question in sequence(params.get("questions"))]
    outcomes = sequence(params.get("outcomes"))
    yield from too_few(Thing.QUESTION, questions, 1)
    yield from too_few(Thing.OUTCOME, outcomes, 1)
    for rank, answers in enumerate(questions, start=1):
        yield from too_few(Thing.ANSWER, answers, 1, (Thing.QUESTION, rank))
        for number, answer in enumerate(answers, start=1):
            place = ((Thing.QUESTION, rank), (Thing.ANSWER, number))
            yield from misled(answer, len(questions), len(outcomes), place)
    if questions and outcomes:
        ways = [[way_of(answer, len(questions), len(outcomes)) for answer in answers] for answers in questions]
        yield from astray(ways, len(outcomes))


LOOKS: Mapping[str, Callable[[Mapping[str, Any]], Iterator[Defect]]] = {
    "Passeport.Classement 1.0": sorting,
    "Passeport.Ordre 1.0": ordering,
    "Passeport.ArbreDecision 1.0": deciding,
    "Passeport.Comparaison 1.0": comparing,
}


def too_few(of: Thing, listed: Sequence[Any], least: int, *place: tuple[Thing, int]) -> Iterator[Defect]:
    if len(listed) < least:
        yield Defect(Flaw.TOO_FEW, of, place, count=len(listed))


def misnamed(holder: Any, of: Thing, count: int, *place: tuple[Thing, int]) -> Iterator[Defect]:
    """The number that a holder keeps under the name of what it counts. An empty list is said once, as too short."""
    number = inside(holder, of)
    if is_unsaid(number):
        yield Defect(Flaw.UNSAID, of, place, count=count)
    elif count and not is_one_of(number, count):
        yield Defect(Flaw.UNKNOWN, of, place, number, count)


def misled(answer: Any, questions: int, outcomes: int, place: Place) -> Iterator[Defect]:
    counts = {Thing.QUESTION: questions, Thing.OUTCOME: outcomes}
    said = [of for of in counts if not is_unsaid(inside(answer, of))]
    if not said:
        yield Defect(Flaw.NOWHERE, Thing.ANSWER, place)
    for of in said:
        yield from misnamed(answer, of, counts[of], *place)


def is_unsaid(number: Any) -> bool:
    """Editors leave an empty field out, or empty."""
    return number is None or (isinstance(number, str) and not number.strip())


def is_one_of(number: Any, count: int) -> bool:
    place = position(number)
    return place is not None and 1 <= place <= count


# --- A tree: where each answer to each question leads, as the type reads it; places count from 0

Way = tuple[Thing, int] | None


def way_of(answer: Any, questions: int, outcomes: int) -> Way:
    for of, count in ((Thing.OUTCOME, outcomes), (Thing.QUESTION, questions)):
        place = position(inside(answer, of))
        if place is not None and 1 <= place <= count:
            return of, place - 1
    return None


def astray(ways: Sequence[Sequence[Way]], outcomes: int) -> Iterator[Defect]:
    """Questions that no path reaches, outcomes that no answer names, questions after which no path ends."""
    onward = [[way[1] for way in each if way and way[0] is Thing.QUESTION] for each in ways]
    for question in cut_off(onward):
        yield Defect(Flaw.CUT_OFF, Thing.QUESTION, ((Thing.QUESTION, question + 1),))
    named = {way[1] for each in ways for way in each if way and way[0] is Thing.OUTCOME}
    for outcome in range(outcomes):
        if outcome not in named:
            yield Defect(Flaw.CUT_OFF, Thing.OUTCOME, ((Thing.OUTCOME, outcome + 1),))
    for question in endless(ways, onward):
        yield Defect(Flaw.ENDLESS, Thing.QUESTION, ((Thing.QUESTION, question + 1),))


def cut_off(onward: Sequence[Sequence[int]]) -> list[int]:
    """Not those that would follow once these are reached: one number to mend is one defect."""
    reached = followed(onward, [0], set())
    left = [question for question in range(len(onward)) if question not in reached]
    named = {target for question in left for target in onward[question] if target != question}
    found = []
    for question in sorted(left, key=lambda question: question in named):
        if question not in reached:
            found.append(question)
            followed(onward, [question], reached)
    return sorted(found)


def endless(ways: Sequence[Sequence[Way]], onward: Sequence[Sequence[int]]) -> list[int]:
    """Where an answer leads nowhere yet, the end may still come: that answer is a defect already."""
    backward: list[list[int]] = [[] for _question in onward]
    for question, targets in enumerate(onward):
        for target in targets:
            backward[target].append(question)
    last = [question for question, each in enumerate(ways) if len(onward[question]) < len(each) or not each]
    ending = followed(backward, last, set())
    return [question for question in range(len(ways)) if question not in ending]


def followed(steps: Sequence[Sequence[int]], starts: Iterable[int], reached: set[int]) -> set[int]:
    """`reached`, with all that the starts lead to."""
    waiting = list(starts)
    while waiting:
        here = waiting.pop()
        if here not in reached:
            reached.add(here)
            waiting.extend(steps[here])
    return reached
