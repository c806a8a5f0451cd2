"""What progress hears."""

from typing import Any

from django.dispatch import receiver

from courses.progress.services import record_attempt
from courses.quizzes.signals import attempt_submitted


@receiver(attempt_submitted)
def follow_attempt(sender: Any, attempt_id: int, **kwargs: Any) -> None:
    record_attempt(attempt_id=attempt_id)
