"""What adds up, and what stays hidden so that nobody is recognised. No database."""

from fractions import Fraction

import pytest

from courses.surveys.rules import FEWEST, QUESTIONS, Opinion, report_of, says_something, tally


def opinions(count, comment="", **values):
    return [Opinion(values, comment) for _ in range(count)]


def test_a_tally_counts_people_and_means_exactly():
    found = tally([1, 5, 5, None, 4])

    assert found.counts == (1, 0, 0, 1, 2)
    assert (found.total, found.mean) == (4, Fraction(15, 4))
    assert [found.percent(step) for step in (1, 2, 3, 4, 5)] == [25, 0, 0, 25, 50]


def test_nobody_answering_has_no_mean():
    assert (tally([None]).mean, tally([]).percent(3)) == (None, 0)


@pytest.mark.parametrize("count", range(FEWEST))
def test_under_five_answers_nothing_is_told_but_how_many(count):
    report = report_of(opinions(count, "Une remarque", clear=1))

    assert (report.answers, report.is_shown) == (count, False)
    assert (dict(report.tallies), report.comments) == ({}, ())
    assert report.missing == FEWEST - count


def test_from_five_answers_on_each_question_is_counted():
    report = report_of(opinions(5, clear=2, useful=4, length=3, difficulty=3, accessible=5))

    assert tuple(report.tallies) == QUESTIONS
    assert report.tallies["clear"].mean == 2
    assert (report.counted, report.waiting, report.missing) == (5, 0, 0)


@pytest.mark.parametrize("more", range(1, FEWEST))
def test_what_the_next_ones_say_stays_hidden_until_they_are_five(more):
    known = opinions(5, "Bien", clear=2)

    before, after = report_of(known), report_of([*known, *opinions(more, "Mal", clear=5)])

    assert (after.tallies, after.comments) == (before.tallies, before.comments)
    assert (after.answers, after.counted, after.waiting, after.missing) == (5 + more, 5, more, 5 - more)


def test_ten_answers_are_all_counted():
    report = report_of([*opinions(5, clear=1), *opinions(5, clear=3)])

    assert (report.counted, report.tallies["clear"].mean) == (10, 2)


def test_a_question_that_fewer_than_five_answered_stays_hidden():
    report = report_of([*opinions(4, clear=1, useful=5), Opinion({"useful": 5, "clear": None})])

    assert tuple(report.tallies) == ("useful",)


def test_remarks_come_in_an_order_that_says_nothing_of_who_wrote_them():
    report = report_of([*opinions(1, "zèbre"), *opinions(1, "Abeille"), *opinions(2), *opinions(1, "mouton")])

    assert report.comments == ("Abeille", "mouton", "zèbre")


@pytest.mark.parametrize(
    ("values", "comment", "does"),
    [((None, None), "", False), ((None, 1), "", True), ((), "Bravo", True), ((), "", False)],
)
def test_an_answer_says_something(values, comment, does):
    assert says_something(values, comment) is does
