"""When one may try again, and until when."""

from datetime import UTC, datetime, timedelta

import pytest

from courses.quizzes.rules import History, Limits, deadline_for, next_attempt_allowed

LAST = datetime(2026, 11, 23, 9, 14, tzinfo=UTC)
LIMITS = Limits()


@pytest.mark.parametrize(
    ("used", "granted", "left", "wait"),
    [
        (0, 0, 3, None),
        (1, 0, 2, timedelta(hours=24)),
        (2, 0, 1, timedelta(days=7)),
        (3, 0, 0, None),
        (3, 2, 2, None),
        (4, 2, 1, timedelta(days=7)),
        (5, 2, 0, None),
        (7, 2, 0, None),
    ],
)
def test_attempts_and_waits(used, granted, left, wait):
    allowance = next_attempt_allowed(History(used, granted, LAST if used else None), LIMITS)

    assert allowance.attempts_left == left
    assert allowance.not_before == (wait and LAST + wait)


def test_an_attempt_under_way_makes_nobody_wait():
    assert next_attempt_allowed(History(used=1), LIMITS).not_before is None


@pytest.mark.parametrize(("minutes", "extra", "seconds"), [(30, 0, 1800), (30, 33, 2394), (1, 33, 79), (45, 50, 4050)])
def test_extra_time_is_a_share_of_the_limit(minutes, extra, seconds):
    assert deadline_for(LAST, minutes, extra) - LAST == timedelta(seconds=seconds)


def test_no_limit_is_no_deadline():
    assert deadline_for(LAST, None, 33) is None
