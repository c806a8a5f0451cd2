"""Our own types: sort, put in order, decide, compare. Places in responses count from 0, numbers in content from 1."""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from courses.h5p.rules.grading.outcomes import ZERO, Answer, Key, Refused, Worth
from courses.h5p.rules.grading.parts import Part
from courses.h5p.rules.grading.reading import inside, mapping, number, plain, position, sequence
from courses.h5p.rules.grading.responses import REPEATED, indexes, tuples

CELLS, ARGUMENT = "Passeport.Comparaison/tableau", "Passeport.Comparaison/argument"


def classement(params: Mapping[str, Any]) -> Key:
    """`e0[.]c1`: statement 0 was put in category 1. One point for each statement in its own category."""
    rights = [position(inside(statement, "category")) for statement in sequence(params.get("statements"))]
    categories = len(sequence(params.get("categories")))

    def worth(answer: Answer) -> Worth:
        pairs = list(tuples(answer.response, [("e", len(rights)), ("c", categories)]))
        if len({statement for statement, _ in pairs}) != len(pairs):
            raise Refused(REPEATED)
        return Worth(Fraction(sum(rights[statement] == category + 1 for statement, category in pairs)))

    return Key(Fraction(len(rights)), worth)


def ordre(params: Mapping[str, Any]) -> Key:
    """`e2[,]e0[,]e1`: one point for each step at its exact place."""
    size = len(sequence(params.get("steps")))

    def worth(answer: Answer) -> Worth:
        order = indexes(answer.response, size, "e")
        if order and len(order) != size:
            raise Refused("il manque des étapes")
        return Worth(Fraction(sum(place == step for place, step in enumerate(order))))

    return Key(Fraction(size), worth)


def arbre_decision(params: Mapping[str, Any]) -> Key:
    """`n0[.]c1[,]n2[.]c0`: the path, replayed. Reaching an outcome is what counts; its points too if it has any."""
    questions = [sequence(inside(question, "choices")) for question in sequence(params.get("questions"))]
    outcomes = [mapping(outcome) for outcome in sequence(params.get("outcomes"))]
    most = max([ZERO, *(number(outcome.get("points")) for outcome in outcomes)])
    widest = max([0, *map(len, questions)])

    def worth(answer: Answer) -> Worth:
        expected: int | None = 0
        reached: int | None = None
        passed: set[int] = set()
        for question, choice in tuples(answer.response, [("n", len(questions)), ("c", widest)]):
            if reached is not None:
                raise Refused("le chemin continue après la conclusion")
            if question != expected or choice >= len(questions[question]):
                raise Refused("le chemin ne passe pas par cette question")
            if question in passed:
                raise Refused("le chemin tourne en rond")
            passed.add(question)
            expected, reached = leads_to(questions[question][choice], len(outcomes))
            if expected is None and reached is None:
                raise Refused("le chemin ne mène nulle part")
        if reached is None:
            return Worth(ZERO, is_complete=False)
        return Worth(max(number(outcomes[reached].get("points")), ZERO))

    return Key(most, worth)


def leads_to(choice: object, outcomes: int) -> tuple[int | None, int | None]:
    """The question or the outcome after a choice, counted from 0; an outcome wins when both are named."""
    question, outcome = position(inside(choice, "question")), position(inside(choice, "outcome"))
    if outcome and outcome <= outcomes:
        return None, outcome - 1
    return (question - 1, None) if question else (None, None)


def comparaison(params: Mapping[str, Any]) -> Iterator[Part]:
    """Two parts: the table, checked where the trainer expects something, and the argument, never checked."""
    yield Part("cells", CELLS, None, params, "Tableau de comparaison")
    if inside(params, "argument") is not None:
        title = plain(inside(params, "argument", "prompt")) or "Argument"
        yield Part("argument", ARGUMENT, None, params, title)


def told_of(argument: str) -> str:
    """Whether there is one, and none of its words: nobody grades them, and the resume state holds them whole."""
    return "argument écrit" if argument.strip() else ""


def expected_cells(params: Mapping[str, Any]) -> dict[tuple[int, int], set[int]]:
    cells: dict[tuple[int, int], set[int]] = {}
    for value in sequence(params.get("expected")):
        row, column, level = (position(inside(value, name)) for name in ("row", "column", "level"))
        if row and column and level:
            cells.setdefault((row - 1, column - 1), set()).add(level - 1)
    return cells


def comparison_cells(params: Mapping[str, Any]) -> Key:
    """`r0[.]c0[.]l2`: one point for each expected cell at its level; the others are free."""
    rows, columns = len(sequence(params.get("rows"))), len(sequence(params.get("columns")))
    scale, expected = len(sequence(params.get("scale"))), expected_cells(params)

    def worth(answer: Answer) -> Worth:
        filled: dict[tuple[int, int], int] = {}
        for row, column, level in tuples(answer.response, [("r", rows), ("c", columns), ("l", scale)]):
            if (row, column) in filled:
                raise Refused(REPEATED)
            filled[row, column] = level
        return Worth(Fraction(sum(filled.get(cell) in levels for cell, levels in expected.items())))

    return Key(Fraction(len(expected)), worth, "verified" if expected else "declared")


QUESTIONS: dict[str, Callable[[Mapping[str, Any]], Key]] = {
    "Passeport.Classement": classement,
    "Passeport.Ordre": ordre,
    "Passeport.ArbreDecision": arbre_decision,
    CELLS: comparison_cells,
}
