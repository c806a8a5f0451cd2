"""Who may do what with a production. Drafts are their learner's alone; nobody reads their own work as a trainer."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from cms.accounts.models import User
from courses.assignments.models import Attachment, Submission, SubmissionQuerySet
from courses.assignments.rules.submissions import State
from courses.pathways.models import Pathway

VIEW = "assignments.view_submission"
REVIEW = "assignments.review_submission"


def can_review(user: User | AnonymousUser) -> bool:
    return user.has_perm(REVIEW)


def open_to_reviewer(user: User) -> SubmissionQuerySet:
    """What others handed in; nothing for who is no trainer."""
    everything = Submission.objects.handed_in().exclude(learner=user)
    return everything if can_review(user) else everything.none()


def readable_attachments(user: User) -> QuerySet[Attachment]:
    """One's own; and, for a trainer, those of what others handed in, once reading has begun."""
    allowed = Q(part__submission__learner=user)
    if can_review(user):
        hidden = Q(part__submission__state__in=[State.DRAFT, State.WAITING])
        allowed |= ~hidden
    return Attachment.objects.filter(allowed)


def follows(user: User, pathway: Pathway) -> bool:
    """Whether somebody takes the pathway. `progress`, which keeps that, stands above: the relation is asked."""
    return pathway.enrollments.filter(learner=user).exists()
