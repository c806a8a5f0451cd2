"""What a person takes away of their progress."""

from collections.abc import Collection
from typing import Any

from cms.accounts.models import User
from courses.h5p.models import Placement
from courses.modules.activities import activity
from courses.progress.models import ActivityCompletion, Enrollment, LessonCompletion


def export_progress(user: User) -> dict[str, Any]:
    enrollments = Enrollment.objects.of(user).select_related("pathway").order_by("enrolled_at")
    completions = LessonCompletion.objects.filter(learner=user).select_related("lesson").order_by("completed_at")
    deeds = list(ActivityCompletion.objects.filter(learner=user).order_by("completed_at"))
    titles = titles_of([deed.code for deed in deeds])
    return {
        "parcours": [
            {
                "parcours": enrollment.pathway.title,
                "version": enrollment.pathway.version,
                "inscription": enrollment.enrolled_at.isoformat(),
                "acheve": enrollment.completed_at.isoformat() if enrollment.completed_at else None,
            }
            for enrollment in enrollments
        ],
        "lecons_terminees": [
            {
                "lecon": completion.lesson.code,
                "titre": completion.lesson.title,
                "terminee": completion.completed_at.isoformat(),
            }
            for completion in completions
        ],
        "activites_faites": [
            {
                "activite": deed.code,
                "titre": titles[deed.code],
                "faite": deed.completed_at.isoformat(),
            }
            for deed in deeds
        ],
    }


def titles_of(codes: Collection[str]) -> dict[str, str]:
    """How each activity is called, empty for one that is gone."""
    keys = [code.removeprefix(Placement.PREFIX) for code in codes if code.startswith(Placement.PREFIX)]
    placements = Placement.objects.filter(key__in=keys).select_related("activity")
    placed = {placement.code: placement.activity.title for placement in placements}
    return {code: placed.get(code) or (str(offered.title) if (offered := activity(code)) else "") for code in codes}
