"""What progress hears."""

from typing import Any

from django.dispatch import receiver

from courses.assignments.signals import submission_accepted
from courses.h5p.signals import result_recorded
from courses.progress.services import record_acceptance, record_attempt, record_result
from courses.quizzes.signals import attempt_submitted


@receiver(attempt_submitted)
def follow_attempt(sender: Any, attempt_id: int, **kwargs: Any) -> None:
    record_attempt(attempt_id=attempt_id)


@receiver(result_recorded)
def follow_result(sender: Any, result_id: int, **kwargs: Any) -> None:
    record_result(result_id=result_id)


@receiver(submission_accepted)
def follow_acceptance(sender: Any, submission_id: int, **kwargs: Any) -> None:
    record_acceptance(submission_id=submission_id)
