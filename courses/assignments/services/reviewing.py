"""What trainers do: begin reading, give back, decide, and take a decision back."""

from collections.abc import Mapping
from functools import partial

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.accounts.models import User
from cms.foundation.errors import DomainError
from cms.foundation.workers import ask_worker
from courses.assignments.models import Review, Submission, SubmissionQuerySet
from courses.assignments.permissions import open_to_reviewer
from courses.assignments.rules.submissions import State, Verdict, may_reconsider, needs_comment
from courses.assignments.signals import submission_accepted
from courses.assignments.tasks import tell_decision, tell_reconsidered


class NotWaiting(DomainError):
    user_message = _(
        "Cette version n’attend plus de lecture\u00a0: son auteur l’a reprise, ou une décision est déjà prise."
    )


class AlreadyDecided(DomainError):
    """Somebody else decided, or gave the version back, since the page was shown. Nothing was written."""

    user_message = _(
        "Cette version a changé d’état pendant que vous la lisiez\u00a0: votre décision n’est pas enregistrée."
    )


class CommentMissing(DomainError):
    user_message = _("Dites ce qu’il faut reprendre\u00a0: c’est ce que la personne lira d’abord.")


class TooLate(DomainError):
    user_message = _(
        "On ne revient plus sur cette décision\u00a0: une nouvelle version est commencée, ou le parcours est achevé."
    )


def locked_for(by: User, submission: Submission) -> Submission:
    """The row as it is now, held until the end of the transaction."""
    found = open_to_reviewer(by).select_for_update(of=["self"]).filter(pk=submission.pk).first()
    if found is None:
        if submission.learner_id == by.pk:
            raise PermissionDenied
        raise NotWaiting
    return found


@transaction.atomic
def begin_reading(*, submission: Submission, by: User) -> Submission:
    """From now on its learner cannot take it back. Another trainer may still read and decide."""
    found = locked_for(by, submission)
    if found.is_being_read:
        return found
    if not found.is_waiting:
        raise NotWaiting
    found.state, found.reader, found.reading_since = State.READING.value, by, timezone.now()
    found.stamp += 1
    found.save(update_fields=["state", "reader", "reading_since", "stamp"])
    return found


@transaction.atomic
def give_back(*, submission: Submission, by: User) -> Submission:
    """Let it wait again, at the place that its date gives it."""
    found = locked_for(by, submission)
    if found.is_waiting:
        return found
    if not found.is_being_read:
        raise NotWaiting
    found.state, found.reader, found.reading_since = State.WAITING.value, None, None
    found.stamp += 1
    found.save(update_fields=["state", "reader", "reading_since", "stamp"])
    return found


@transaction.atomic
def decide(
    *,
    submission: Submission,
    by: User,
    stamp: int,
    verdict: Verdict,
    comment: str = "",
    part_comments: Mapping[str, str] | None = None,
) -> Review:
    """Decide once: of two trainers who decide together, the second is told so and nothing of theirs is written.

    Raises AlreadyDecided when the version is no longer as the page showed it, CommentMissing for an unexplained
    « à reprendre ».
    """
    found = locked_for(by, submission)
    if not found.is_being_read or found.stamp != stamp:
        raise AlreadyDecided
    if needs_comment(verdict) and not comment.strip():
        raise CommentMissing
    review = Review.objects.create(
        submission=found,
        reviewer=by,
        verdict=verdict.value,
        comment=comment.strip(),
        part_comments={code: said.strip() for code, said in (part_comments or {}).items() if said.strip()},
    )
    found.state, found.decided_at = verdict.value, review.decided_at
    found.stamp += 1
    found.save(update_fields=["state", "decided_at", "stamp"])
    transaction.on_commit(partial(ask_worker, tell_decision, review.pk))
    if verdict is Verdict.ACCEPTED:
        transaction.on_commit(partial(submission_accepted.send_robust, Submission, submission_id=found.pk))
    return review


def may_be_reconsidered(*, submission: Submission) -> bool:
    """Whether nothing was built on the decision yet: asked again, under lock, when it is taken back."""
    taken = submission.pathway.enrollments.filter(learner=submission.learner_id).exclude(completed_at=None)
    return may_reconsider(
        submission.stands, is_latest=not later_than(submission).exists(), pathway_is_completed=taken.exists()
    )


def later_than(submission: Submission) -> SubmissionQuerySet:
    mine = Submission.objects.filter(learner=submission.learner_id, pathway=submission.pathway_id)
    return mine.filter(code=submission.code, number__gt=submission.number)


@transaction.atomic
def reconsider(*, submission: Submission, by: User) -> Submission:
    """Take the decision back: the version is being read again. What was said stays written.

    The enrollment is locked first, as completing the pathway does: either the pathway is completed and the decision
    stays, or it is taken back and the pathway waits. Raises TooLate when something was built on the decision.
    """
    taken = submission.pathway.enrollments.select_for_update(of=["self"]).filter(learner=submission.learner_id)
    is_completed = any(enrollment.completed_at is not None for enrollment in taken)
    found = locked_for(by, submission)
    is_latest = not later_than(found).exists()
    if not may_reconsider(found.stands, is_latest=is_latest, pathway_is_completed=is_completed):
        raise TooLate
    review = Review.objects.in_force().select_for_update().get(submission=found)
    review.withdrawn_at = timezone.now()
    review.save(update_fields=["withdrawn_at"])
    found.state, found.decided_at = State.READING.value, None
    found.reader, found.reading_since = by, timezone.now()
    found.stamp += 1
    found.save(update_fields=["state", "decided_at", "reader", "reading_since", "stamp"])
    transaction.on_commit(partial(ask_worker, tell_reconsidered, review.pk))
    return found
