"""Saying that an activity is done: labs call it, and whoever else offers activities."""

from django.db import transaction

from cms.accounts.models import User
from courses.progress.models import ActivityCompletion, Enrollment
from courses.progress.services.recording import complete_if_due


@transaction.atomic
def complete_activity(*, learner: User, code: str) -> ActivityCompletion:
    """Keep the date of the first time; the last required activity may complete a pathway."""
    completion, is_new = ActivityCompletion.objects.get_or_create(learner=learner, code=code)
    if is_new:
        for enrollment in Enrollment.objects.of(learner).unfinished().asking_for_activity(code):
            complete_if_due(enrollment)
    return completion
