"""What an answer is worth, exactly."""

from fractions import Fraction
from itertools import combinations

import pytest

from courses.quizzes.rules import (
    ChoiceKey,
    NumberKey,
    PairsKey,
    RanksKey,
    SeveralKey,
    grade,
    passed,
    percent,
    read_number,
)

SEVERAL = SeveralKey(frozenset("abc"))
NUMBER = NumberKey(Fraction("2.8"), Fraction("0.05"), "fois")


@pytest.mark.parametrize(("picked", "points"), [(["a"], 1), (["b"], 0), (["a", "b"], 0), ([], 0)])
def test_one_right_option_is_all_or_nothing(picked, points):
    assert grade(ChoiceKey("a"), {"picked": picked}) == points


@pytest.mark.parametrize(
    ("picked", "points"),
    [
        ("abc", Fraction(1)),
        ("ab", Fraction(2, 3)),
        ("abd", Fraction(1, 3)),
        ("ade", 0),
        ("de", 0),
        ("abcde", Fraction(1, 3)),
    ],
)
def test_several_right_options_earn_and_cost_one_share_each(picked, points):
    assert grade(SEVERAL, {"picked": list(picked)}) == points


def test_several_stay_between_zero_and_one_whatever_is_picked():
    for size in range(6):
        for picked in combinations("abcde", size):
            assert 0 <= grade(SEVERAL, {"picked": list(picked)}) <= 1


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("2,8", 1),
        ("2.8", 1),
        ("2,80", 1),
        ("2,82", 1),
        ("2,75", 1),
        ("2,85", 1),
        ("2,86", 0),
        ("2,7499", 0),
        ("2,8 fois", 1),
    ],
)
def test_a_number_is_right_within_its_tolerance(text, points):
    assert grade(NUMBER, {"text": text}) == points


def test_without_tolerance_a_number_is_exact():
    key = NumberKey(Fraction(72), Fraction(0), "heures")

    assert [grade(key, {"text": text}) for text in ("72", "72,0", "72 heure", "72,0001")] == [1, 1, 1, 0]


@pytest.mark.parametrize(
    ("right", "points"),
    [(4, Fraction(1)), (3, Fraction(3, 4)), (2, Fraction(1, 2)), (1, 0), (0, 0)],
)
def test_pairs_earn_their_share_from_one_half_on(right, points):
    key = PairsKey({f"l{n}": f"r{n}" for n in range(4)})
    answer = {f"l{n}": f"r{n}" if n < right else "r9" for n in range(4)}

    assert grade(key, {"pairs": answer}) == points


def test_a_partial_match_counts_what_is_there():
    key = PairsKey({"l1": "r1", "l2": "r2", "l3": "r3"})

    assert grade(key, {"pairs": {"l1": "r1", "l2": "r2"}}) == Fraction(2, 3)


@pytest.mark.parametrize(("ranks", "points"), [("12345", 1), ("12354", Fraction(3, 5)), ("23451", 0), ("12534", 0)])
def test_ranks_earn_their_share_from_one_half_on(ranks, points):
    key = RanksKey({step: rank for rank, step in enumerate("abcde", start=1)})
    answer = {step: int(rank) for step, rank in zip("abcde", ranks, strict=True)}

    assert grade(key, {"ranks": answer}) == points


@pytest.mark.parametrize("key", [ChoiceKey("a"), SEVERAL, NUMBER, PairsKey({"a": "b"}), RanksKey({"a": 1})])
def test_no_answer_is_worth_nothing(key):
    assert grade(key, None) == 0


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("2,8", "2.8"),
        ("1 179,7", "1179.7"),
        ("1\u202f179,7", "1179.7"),
        ("1\u00a0179,7", "1179.7"),
        ("12 848", "12848"),
        (" 12848 ", "12848"),
        ("+5", "5"),
        ("-3", "-3"),
        ("\u22123,5", "-3.5"),
        ("007", "7"),
        ("12 848 M€", "12848"),
        ("12848M€", "12848"),
        ("12 848 m€.", "12848"),
    ],
)
def test_numbers_are_read_as_french_people_write_them(text, number):
    assert read_number(text, "M€") == Fraction(number)


@pytest.mark.parametrize(
    "text", ["", "beaucoup", "2,8,1", "1.179,7", "1 17", "12 84", "2e3", "12 848 k€", "M€", "3/4", "deux", "1 2 3", "٣"]
)
def test_what_is_not_a_number_is_not_guessed(text):
    assert read_number(text, "M€") is None


def test_no_unit_is_accepted_where_there_is_none():
    assert read_number("1,9 sans unité", "sans unité") is None


def test_a_pass_is_compared_exactly():
    almost = Fraction(84, 10) - Fraction(1, 10**12)

    assert passed(Fraction(84, 10), 12, 70)
    assert not passed(almost, 12, 70)
    assert percent(Fraction(25, 3), 12) == Fraction(625, 9)
    assert not passed(Fraction(25, 3), 12, 70)
