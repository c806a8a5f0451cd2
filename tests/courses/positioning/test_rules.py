"""How twelve questions are drawn, what they say, where they advise to begin. No database."""

from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest

from courses.positioning.rules import (
    MODULES,
    Advice,
    Candidate,
    Level,
    ModuleScore,
    advise,
    draw,
    level_of,
)


def candidate(number, module="SEC", lesson="SEC-1", difficulty="0.30", kind="choix-unique", **fields):
    return Candidate(number, 1000 + number, module, lesson, Decimal(difficulty), kind, **fields)


def a_bank(each=8):
    return [
        candidate(100 * place + n, module, f"{module}-{n % 5 + 1}", "0.30" if n % 2 else "0.60")
        for place, module in enumerate(MODULES)
        for n in range(each)
    ]


class TestDrawing:
    @pytest.mark.parametrize("seed", range(20))
    def test_two_questions_of_each_module_an_easier_and_a_harder_one_of_two_lessons(self, seed):
        paper = draw(a_bank(), Random(seed))

        assert [one.module for one in paper] == [module for module in MODULES for _ in range(2)]
        for first, second in zip(paper[::2], paper[1::2], strict=True):
            assert (first.difficulty, second.difficulty) == (Decimal("0.30"), Decimal("0.60"))
            assert first.lesson != second.lesson

    def test_the_same_chance_draws_the_same_paper_whatever_the_order_of_the_bank(self):
        assert draw(a_bank(), Random(4)) == draw(reversed(a_bank()), Random(4))

    def test_another_chance_draws_another_paper(self):
        assert len({draw(a_bank(), Random(seed)) for seed in range(10)}) > 5

    @pytest.mark.parametrize("seed", range(10))
    def test_questions_shown_for_practice_come_before_those_kept_for_the_counted_quiz(self, seed):
        shown = {3, 7}
        bank = [candidate(n, lesson=f"SEC-{n}", is_practice=n in shown) for n in range(1, 10)]

        assert {one.question_id for one in draw(bank, Random(seed))} == shown

    @pytest.mark.parametrize("kind", ["numérique", "appariement", "ordre"])
    def test_slow_questions_are_asked_only_when_there_is_nothing_else(self, kind):
        bank = [candidate(n, lesson=f"SEC-{n}", kind=kind) for n in range(1, 6)]

        assert len(draw(bank, Random(1))) == 2
        quick = [candidate(8, difficulty="0.90"), candidate(9, difficulty="0.90")]
        assert {one.question_id for one in draw([*bank, *quick], Random(1))} == {8, 9}

    def test_a_module_with_one_question_asks_one_and_an_empty_one_none(self):
        bank = [candidate(1), candidate(2, "DON", "DON-1"), candidate(3, "DON", "DON-2")]

        assert [one.module for one in draw(bank, Random(1))] == ["SEC", "DON", "DON"]
        assert draw([], Random(1)) == ()

    def test_no_question_is_asked_of_the_introduction(self):
        assert draw([candidate(1, "INT", "INT-1")], Random(1)) == ()


@pytest.mark.parametrize(
    ("points", "asked", "level"),
    [
        ("2", 2, Level.AT_EASE),
        ("3/2", 2, Level.AT_EASE),
        ("149/100", 2, Level.TO_REVIEW),
        ("1", 2, Level.TO_REVIEW),
        ("99/100", 2, Level.TO_DISCOVER),
        ("0", 2, Level.TO_DISCOVER),
        ("1", 1, Level.AT_EASE),
        ("1/2", 1, Level.TO_REVIEW),
        ("0", 1, Level.TO_DISCOVER),
    ],
)
def test_a_level_is_a_share_of_the_points(points, asked, level):
    assert level_of(ModuleScore("SEC", Fraction(points), asked)) is level


class TestAdvising:
    COURSE = ("INT", "SEC", "LIB", "REV", "ORG", "ACH", "DON")

    def scores(self, **points):
        return [ModuleScore(module, Fraction(given), 2) for module, given in points.items()]

    def test_the_introduction_first_then_what_is_least_known_in_the_order_of_the_course(self):
        scores = self.scores(SEC=2, LIB=1, REV=0, ORG=2, ACH=0, DON=1)

        assert [advice.module for advice in advise(scores, self.COURSE)] == [
            "INT", "REV", "ACH", "LIB", "DON", "SEC", "ORG",
        ]  # fmt: skip

    @pytest.mark.parametrize("points", [0, 1, 2])
    def test_no_module_is_ever_left_out(self, points):
        scores = self.scores(**dict.fromkeys(MODULES, points))

        assert sorted(advice.module for advice in advise(scores, self.COURSE)) == sorted(self.COURSE)

    def test_only_somebody_at_ease_may_read_the_short_version(self):
        advices = advise(self.scores(SEC=2, LIB=1, REV=0), self.COURSE)

        assert [advice.module for advice in advices if advice.may_be_short] == ["SEC"]

    def test_a_module_without_a_question_is_taken_as_unknown(self):
        advices = advise([ModuleScore("SEC", Fraction(0), 0), *self.scores(LIB=2)], ["LIB", "SEC", "DON"])

        assert advices == (Advice("SEC"), Advice("DON"), Advice("LIB", Level.AT_EASE))

    def test_a_module_that_is_not_on_line_is_not_advised(self):
        assert [advice.module for advice in advise(self.scores(SEC=0, LIB=0), ["LIB"])] == ["LIB"]
