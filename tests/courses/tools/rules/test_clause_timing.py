"""Tool 5: the days of a clause."""

from datetime import date

import pytest

from courses.tools.rules.clauses import parts
from courses.tools.rules.clauses.timing import Terms, add_months, deadline

TERMS = Terms(date(2027, 1, 1), date(2027, 4, 1), 48, 150, exit_days=30, together_months=3)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2027, 12, 15), 1, date(2028, 1, 15)),
        (date(2027, 11, 30), 14, date(2029, 1, 30)),
        (date(2027, 5, 1), 0, date(2027, 5, 1)),
    ],
)
def test_a_month_later_is_the_same_day_or_the_last_one(day, months, later):
    assert add_months(day, months) == later


def test_a_contract_ends_the_day_before_its_anniversary():
    assert TERMS.end == date(2030, 12, 31)


@pytest.mark.parametrize(
    ("due", "day"),
    [
        (parts.OFFER, date(2027, 1, 1)),
        (parts.START, date(2027, 2, 1)),
        (parts.RECEPTION, date(2027, 4, 1)),
        (parts.QUARTERLY, date(2027, 7, 1)),
        (parts.YEARLY, date(2028, 4, 1)),
        (parts.END, date(2030, 12, 31)),
        (parts.EXIT, date(2031, 1, 30)),
        (parts.TOGETHER, date(2031, 4, 30)),
        (parts.ERASURE, date(2031, 5, 30)),
    ],
)
def test_each_moment_has_its_day(due, day):
    assert deadline(due, TERMS) == day


def test_a_yearly_trial_comes_back_as_long_as_the_contract_runs():
    assert TERMS.anniversaries == (date(2028, 4, 1), date(2029, 4, 1), date(2030, 4, 1))


def test_in_a_contract_too_short_for_an_anniversary_the_last_day_stands_in():
    short = Terms(date(2027, 1, 1), date(2027, 4, 1), 12)

    assert short.anniversaries == ()
    assert deadline(parts.YEARLY, short) == short.end


@pytest.mark.parametrize(
    ("reception", "ordered"), [("2026-12-31", False), ("2027-01-01", True), ("2030-12-31", True), ("2031-01-01", False)]
)
def test_acceptance_falls_within_the_contract(reception, ordered):
    assert Terms(date(2027, 1, 1), date.fromisoformat(reception), 48).is_ordered == ordered
