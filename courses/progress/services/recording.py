"""What a submitted attempt or an accepted production changes, and what a lost ring left undone."""

from functools import partial

from django.db import transaction
from django.utils import timezone

from courses.assignments.models import Submission
from courses.progress.models import Enrollment
from courses.progress.services.standings import standing_in
from courses.progress.signals import course_completed, module_completed
from courses.quizzes.models import Attempt


@transaction.atomic
def record_attempt(*, attempt_id: int) -> None:
    """Announce the module that this attempt is the first to pass, then the pathway if it was the last step.

    Safe to run twice: the pathway is announced once, and who listens to a module is safe to ring again.
    """
    attempt = Attempt.objects.submitted().select_related("quiz__module", "learner").filter(pk=attempt_id).first()
    if attempt is None:
        return
    enrollments = Enrollment.objects.of(attempt.learner).asking_for_quiz(attempt.quiz_id)
    for enrollment in enrollments.filter(pathway__audience=attempt.audience).select_related("pathway"):
        module = attempt.quiz.module
        standing = standing_in(enrollment=enrollment)
        if any(asked.code == module.code and asked.passed_on == attempt.submitted_at for asked in standing.modules):
            announcement = {"enrollment_id": enrollment.pk, "module_id": module.pk}
            transaction.on_commit(partial(module_completed.send_robust, Enrollment, **announcement))
        complete_if_due(enrollment)


@transaction.atomic
def record_acceptance(*, submission_id: int) -> None:
    """An accepted production may be the last step of its pathway. Safe to run twice."""
    submission = Submission.objects.accepted().filter(pk=submission_id).first()
    if submission is not None:
        waiting = Enrollment.objects.unfinished().filter(learner=submission.learner_id, pathway=submission.pathway_id)
        for enrollment in waiting:
            complete_if_due(enrollment)


def complete_if_due(enrollment: Enrollment) -> bool:
    """Complete the pathway when nothing is left to do, and announce it once.

    The row is locked first: of a lesson and a quiz that end at the same moment, the second to come sees both.
    """
    locked = Enrollment.objects.select_for_update(of=["self"]).select_related("pathway", "learner")
    enrollment = locked.get(pk=enrollment.pk)
    if enrollment.completed_at is not None or not standing_in(enrollment=enrollment).has_everything:
        return False
    enrollment.completed_at = timezone.now()
    enrollment.save(update_fields=["completed_at"])
    transaction.on_commit(partial(course_completed.send_robust, Enrollment, enrollment_id=enrollment.pk))
    return True


def catch_up() -> int:
    """Complete every pathway whose last ring was lost; how many there were.

    A pathway holds a module at least, so nobody completes one without having passed a quiz.
    """
    passed = Attempt.objects.passed().values("learner")
    waiting = list(Enrollment.objects.unfinished().filter(learner__in=passed).values_list("pk", flat=True))
    return sum(catch_up_with(enrollment_id) for enrollment_id in waiting)


@transaction.atomic
def catch_up_with(enrollment_id: int) -> bool:
    enrollment = Enrollment.objects.filter(pk=enrollment_id).first()
    return enrollment is not None and complete_if_due(enrollment)
