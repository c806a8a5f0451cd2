"""Handing in."""

from courses.quizzes.closing import close_attempt
from courses.quizzes.models import Attempt


def submit_attempt(*, attempt: Attempt) -> Attempt:
    """Grade what was saved and close the attempt; a second call changes nothing."""
    return close_attempt(attempt_id=attempt.pk)
