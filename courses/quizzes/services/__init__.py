"""What can be done with a quiz."""

from courses.quizzes.services.answering import AttemptClosed, TimeIsOver, save_answer
from courses.quizzes.services.granting import grant_attempts
from courses.quizzes.services.standings import Standing, standing, standings
from courses.quizzes.services.starting import (
    AttemptRefused,
    BankTooSmall,
    NoAttemptLeft,
    TooSoon,
    candidates_for,
    start_attempt,
)
from courses.quizzes.services.submitting import submit_attempt

__all__ = [
    "AttemptClosed",
    "AttemptRefused",
    "BankTooSmall",
    "NoAttemptLeft",
    "Standing",
    "TimeIsOver",
    "TooSoon",
    "candidates_for",
    "grant_attempts",
    "save_answer",
    "standing",
    "standings",
    "start_attempt",
    "submit_attempt",
]
