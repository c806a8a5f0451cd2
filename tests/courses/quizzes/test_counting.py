"""How many papers a bank can give, against a list of them all."""

from decimal import Decimal
from itertools import combinations
from math import comb
from random import Random

import pytest

from courses.quizzes.rules import Blueprint, Candidate, distinct_papers
from courses.quizzes.rules.drawing import Judge

KINDS = ["choix-unique", "choix-unique", "numérique", "mini-cas"]


def a_bank(size, seed):
    chance = Random(seed)
    return [
        Candidate(
            question_id=number,
            revision_id=number,
            lesson=f"SEC-{chance.randint(1, 3)}",
            difficulty=Decimal(chance.choice(["0.30", "0.50", "0.80"])),
            kind=chance.choice(KINDS),
        )
        for number in range(size)
    ]


def listed(bank, blueprint):
    """The slow way: every set of questions, judged as the draw judges it."""
    judge = Judge(bank, blueprint)
    return sum(not any(judge.broken(paper)) for paper in combinations(bank, blueprint.size))


@pytest.mark.parametrize("seed", range(12))
def test_the_count_is_that_of_all_papers_one_by_one(seed):
    bank = a_bank(14, seed)
    blueprint = Blueprint("elu", easy=2, medium=1, hard=2, required_lessons=("SEC-1", "SEC-2"))

    assert distinct_papers(bank, blueprint) == listed(bank, blueprint)


def test_a_bank_that_cannot_make_a_paper_gives_none():
    blueprint = Blueprint("elu", easy=9, medium=0, hard=0)

    assert distinct_papers(a_bank(8, 1), blueprint) == 0
    assert distinct_papers([], blueprint) == 0


def test_a_large_bank_is_counted_without_being_listed():
    bank = [Candidate(n, n, "SEC-1", Decimal("0.3"), "choix-unique") for n in range(60)]

    assert distinct_papers(bank, Blueprint("cadre", easy=12, medium=0, hard=0)) == comb(60, 12)


def test_a_required_lesson_without_any_question_asks_for_nothing():
    bank = [Candidate(n, n, "SEC-1", Decimal("0.3"), "choix-unique") for n in range(5)]

    assert distinct_papers(bank, Blueprint("elu", 2, 0, 0, required_lessons=("SEC-1", "SEC-9"))) == comb(5, 2)


def test_a_question_met_twice_counts_once():
    one = Candidate(1, 1, "SEC-1", Decimal("0.3"), "choix-unique")

    assert distinct_papers([one, one], Blueprint("elu", 1, 0, 0)) == 1
