"""From a frozen question to what grades it, and to the order in which it is shown."""

from fractions import Fraction
from random import Random
from typing import Any

from courses.questions.models import Kind, QuestionRevision
from courses.quizzes.rules import ChoiceKey, Key, NumberKey, PairsKey, RanksKey, SeveralKey

CHOICES = frozenset({Kind.SINGLE, Kind.TRUE_FALSE, Kind.CASE})


def key_of(revision: QuestionRevision) -> Key:
    options = revision.options
    if revision.kind == Kind.NUMERIC:
        return NumberKey(Fraction(revision.value or 0), Fraction(revision.tolerance or 0), revision.unit)
    if revision.kind == Kind.MATCHING:
        return PairsKey({option["id"]: option["match_id"] for option in options})
    if revision.kind == Kind.ORDERING:
        return RanksKey({option["id"]: option["rank"] for option in options})
    right = [option["id"] for option in options if option["right"]]
    return ChoiceKey(right[0]) if revision.kind in CHOICES else SeveralKey(frozenset(right))


def shuffled_order(revision: QuestionRevision, chance: Random) -> Any:
    """Identifiers in the order they will be shown; steps to put in order never come in the right one."""
    if revision.kind == Kind.NUMERIC:
        return []
    identifiers = [option["id"] for option in revision.options]
    chance.shuffle(identifiers)
    if revision.kind == Kind.MATCHING:
        rights = list(dict.fromkeys(option["match_id"] for option in revision.options))
        chance.shuffle(rights)
        return {"left": identifiers, "right": rights}
    if revision.kind == Kind.ORDERING:
        ranks = {option["id"]: option["rank"] for option in revision.options}
        if identifiers == sorted(identifiers, key=ranks.__getitem__):
            identifiers.reverse()
    return identifiers
