"""Saying that a lesson is finished, or that it is not."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cms.accounts.models import User
from cms.foundation.errors import DomainError
from courses.modules.activities import Activity, PlacedActivity
from courses.modules.models import LessonPage
from courses.progress.models import ActivityCompletion, Enrollment, LessonCompletion
from courses.progress.services.recording import complete_if_due


class ActivityMissing(DomainError):
    """The lesson asks for an activity, the first of those that are not done."""

    user_message = _("Avant de terminer cette leçon, faites l’activité « {title} ».")

    def __init__(self, activity: Activity | PlacedActivity) -> None:
        super().__init__(title=activity.title)
        self.activity = activity


@transaction.atomic
def complete_lesson(*, learner: User, lesson: LessonPage) -> LessonCompletion:
    """Keep the date of the first time; the last required lesson may complete a pathway."""
    completion, is_new = LessonCompletion.objects.get_or_create(learner=learner, lesson=lesson)
    if is_new:
        refuse_without_activities(learner, lesson)
        for enrollment in Enrollment.objects.of(learner).unfinished().asking_for_lesson(lesson):
            complete_if_due(enrollment)
    return completion


@transaction.atomic
def reopen_lesson(*, learner: User, lesson: LessonPage) -> None:
    """The lesson is to be read again. A pathway that is completed stays so."""
    LessonCompletion.objects.filter(learner=learner, lesson=lesson).delete()


def refuse_without_activities(learner: User, lesson: LessonPage) -> None:
    if not lesson.activity_codes:
        return
    mine = ActivityCompletion.objects.filter(learner=learner, code__in=lesson.activity_codes)
    missing = lesson.missing_activities(set(mine.values_list("code", flat=True)))
    if missing:
        raise ActivityMissing(missing[0])
