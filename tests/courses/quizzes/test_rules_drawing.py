"""What every paper keeps, whatever chance brings."""

from decimal import Decimal
from random import Random

import pytest

from courses.quizzes.rules import Blueprint, Candidate, draw

LESSONS = tuple(f"SEC-{number}" for number in range(1, 6))
ELECTED = Blueprint("elu", 3, 3, 2, LESSONS)
EXECUTIVE = Blueprint("cadre", 4, 5, 3, LESSONS)
KINDS = ("choix-unique", "mini-cas", "numérique", "choix-multiple", "choix-unique")


def bank(size=30, seen=frozenset()):
    return [
        Candidate(
            question_id=number,
            revision_id=1000 + number,
            lesson=LESSONS[number % 5],
            difficulty=Decimal(("0.30", "0.50", "0.70")[number % 3]),
            kind=KINDS[(number // 3) % 5],
            seen=number in seen,
        )
        for number in range(size)
    ]


def bands(paper):
    return [sum(question.band == band for question in paper.questions) for band in ("easy", "medium", "hard")]


@pytest.mark.parametrize("seed", range(25))
@pytest.mark.parametrize("blueprint", [ELECTED, EXECUTIVE], ids=["elected", "executive"])
def test_a_paper_keeps_every_rule(seed, blueprint):
    chance = Random(seed)
    paper = draw(bank(), blueprint, chance)
    for _again in range(3):
        seen = frozenset(question.question_id for question in paper.questions)
        paper = draw(bank(seen=seen), blueprint, chance)

        assert paper.relaxed == ()
        assert len({question.question_id for question in paper.questions}) == blueprint.size
        assert {question.lesson for question in paper.questions} >= set(LESSONS)
        assert any(question.kind == "mini-cas" for question in paper.questions)
        assert sum(question.kind == "numérique" for question in paper.questions) <= 2
        assert sum(question.seen for question in paper.questions) <= blueprint.size // 2
        wanted = [blueprint.easy, blueprint.medium, blueprint.hard]
        assert all(abs(got - want) <= 1 for got, want in zip(bands(paper), wanted, strict=True))


def test_the_same_chance_draws_the_same_paper_and_another_one_does_not():
    assert draw(bank(), EXECUTIVE, Random(1)) == draw(bank(), EXECUTIVE, Random(1))
    assert draw(bank(), EXECUTIVE, Random(1)) != draw(bank(), EXECUTIVE, Random(2))


def test_every_question_has_its_chance():
    drawn = {question.question_id for seed in range(60) for question in draw(bank(), ELECTED, Random(seed)).questions}

    assert len(drawn) == 30


def test_boundaries_of_difficulty_belong_to_the_easier_side():
    def band(difficulty):
        return Candidate(1, 1, "SEC-1", Decimal(difficulty), "choix-unique").band

    assert [band(each) for each in ("0.40", "0.41", "0.60", "0.61")] == ["easy", "medium", "medium", "hard"]


def test_a_bank_without_enough_questions_gives_no_paper():
    assert draw(bank(7), ELECTED, Random(0)) is None


def test_a_question_given_twice_counts_once():
    assert draw([*bank(7), *bank(7)], ELECTED, Random(0)) is None


def test_a_small_bank_gives_up_the_mix_and_says_so():
    easy = [candidate for candidate in bank(60) if candidate.band == "easy"]

    paper = draw(easy, EXECUTIVE, Random(0))

    assert paper.relaxed == ("mix",)
    assert {question.lesson for question in paper.questions} == set(LESSONS)


def test_the_half_seen_rule_is_the_last_to_go():
    small = bank(12)
    seen = frozenset(candidate.question_id for candidate in small[:7])

    paper = draw(bank(12, seen=seen), EXECUTIVE, Random(0))

    assert paper.relaxed[0] == "seen"
    kept = draw(bank(13, seen=frozenset(range(7))), EXECUTIVE, Random(0))
    assert "seen" not in kept.relaxed


def test_a_lesson_without_questions_asks_for_nothing():
    blueprint = Blueprint("elu", 3, 3, 2, (*LESSONS, "SEC-9"))

    assert draw(bank(), blueprint, Random(0)).relaxed == ()


def test_only_numeric_questions_are_better_than_none():
    numeric = [Candidate(n, n, "SEC-1", Decimal("0.3"), "numérique") for n in range(9)]

    assert draw(numeric, Blueprint("elu", 8, 0, 0, ("SEC-1",)), Random(0)).relaxed == ("numeric",)
