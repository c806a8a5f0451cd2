"""Saying that a lesson is finished, or that it is not."""

from django.db import transaction

from cms.accounts.models import User
from courses.modules.models import LessonPage
from courses.progress.models import Enrollment, LessonCompletion
from courses.progress.services.recording import complete_if_due


@transaction.atomic
def complete_lesson(*, learner: User, lesson: LessonPage) -> LessonCompletion:
    """Keep the date of the first time; the last required lesson may complete a pathway."""
    completion, is_new = LessonCompletion.objects.get_or_create(learner=learner, lesson=lesson)
    if is_new:
        for enrollment in Enrollment.objects.of(learner).unfinished().asking_for_lesson(lesson):
            complete_if_due(enrollment)
    return completion


@transaction.atomic
def reopen_lesson(*, learner: User, lesson: LessonPage) -> None:
    """The lesson is to be read again. A pathway that is completed stays so."""
    LessonCompletion.objects.filter(learner=learner, lesson=lesson).delete()
