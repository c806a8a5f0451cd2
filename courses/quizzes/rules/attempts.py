"""When one may try again, and until when a paper may be handed in (syllabus, § 6)."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Limits:
    """What a quiz allows to everybody."""

    max_attempts: int = 3
    first_wait: timedelta = timedelta(hours=24)
    next_wait: timedelta = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class History:
    """What one learner did, and was given: `granted` counts the attempts that a tutor gave back."""

    used: int = 0
    granted: int = 0
    last_submitted_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Allowance:
    """`not_before` is None when nothing has to be waited for, and when there is nothing to wait for."""

    attempts_left: int
    not_before: datetime | None


def next_attempt_allowed(history: History, limits: Limits) -> Allowance:
    """24 hours after the first attempt, 7 days after each other one.

    The talk with a tutor stands for the wait before the first attempt that was given back.
    """
    left = max(limits.max_attempts + history.granted - history.used, 0)
    if left == 0 or history.used == 0 or history.last_submitted_at is None:
        return Allowance(left, None)
    if history.used == limits.max_attempts:
        return Allowance(left, None)
    wait = limits.first_wait if history.used == 1 else limits.next_wait
    return Allowance(left, history.last_submitted_at + wait)


def deadline_for(started_at: datetime, minutes_limit: int | None, extra_percent: int = 0) -> datetime | None:
    """None without a limit; extra time is a share of the limit, to the second."""
    if minutes_limit is None:
        return None
    return started_at + timedelta(seconds=minutes_limit * 60 * (100 + extra_percent) // 100)
