"""Messengers: attempts whose time is over."""

from celery import shared_task
from django.utils import timezone

from courses.quizzes.closing import close_attempt
from courses.quizzes.models import Attempt


@shared_task
def close_overdue_attempts() -> int:
    """Every few minutes. Run twice, it finds nothing left; a page that meets one closes it as well."""
    overdue = list(Attempt.objects.overdue(timezone.now()).values_list("pk", flat=True))
    for attempt_id in overdue:
        close_attempt(attempt_id=attempt_id)
    return len(overdue)
