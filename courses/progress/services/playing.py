"""What a result of an H5P activity changes, and what a lost ring left undone."""

from datetime import datetime

from courses.h5p.services import completed_by, completions_since
from courses.progress.models import ActivityCompletion
from courses.progress.services.doing import complete_activity


def record_result(*, result_id: int) -> None:
    """The activity is done at its place once its results complete it there. Safe to run twice."""
    if found := completed_by(result_id=result_id):
        learner, placement = found
        complete_activity(learner=learner, code=placement.code)


def catch_up_results(*, since: datetime) -> int:
    """Record every completion whose ring was lost since then; how many there were."""
    lost = 0
    for learner, placement in completions_since(since):
        if not ActivityCompletion.objects.filter(learner=learner, code=placement.code).exists():
            complete_activity(learner=learner, code=placement.code)
            lost += 1
    return lost
