"""What a learner did, lessons and activities read at once."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from django.db.models import Value

from cms.accounts.models import User
from courses.progress.models import ActivityCompletion, LessonCompletion


class Deeds(NamedTuple):
    """When each lesson was finished, by its key; which activities were done, by their code."""

    finished: dict[int, datetime]
    activities: frozenset[str]


def deeds_of(
    *, learner: User, lessons: Collection[int] | None = None, activities: Collection[str] | None = None
) -> Deeds:
    """One query, among these lessons and activities or among all."""
    finished = LessonCompletion.objects.filter(learner=learner)
    done = ActivityCompletion.objects.filter(learner=learner)
    if lessons is not None:
        finished = finished.filter(lesson__in=lessons)
    if activities is not None:
        done = done.filter(code__in=activities)
    rows = finished.annotate(code=Value("")).values_list("lesson_id", "code", "completed_at")
    others = done.annotate(lesson_id=Value(0)).values_list("lesson_id", "code", "completed_at")
    found = list(rows if activities is not None and not activities else rows.union(others, all=True))
    return Deeds(
        finished={lesson: when for lesson, code, when in found if not code},
        activities=frozenset(code for _lesson, code, _when in found if code),
    )
