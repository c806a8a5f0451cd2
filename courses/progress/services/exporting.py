"""What a person takes away of their progress."""

from typing import Any

from cms.accounts.models import User
from courses.modules.activities import activity
from courses.progress.models import ActivityCompletion, Enrollment, LessonCompletion


def export_progress(user: User) -> dict[str, Any]:
    enrollments = Enrollment.objects.of(user).select_related("pathway").order_by("enrolled_at")
    completions = LessonCompletion.objects.filter(learner=user).select_related("lesson").order_by("completed_at")
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
                "titre": str(offered.title) if (offered := activity(deed.code)) else "",
                "faite": deed.completed_at.isoformat(),
            }
            for deed in ActivityCompletion.objects.filter(learner=user).order_by("completed_at")
        ],
    }
