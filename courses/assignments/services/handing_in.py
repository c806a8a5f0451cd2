"""Handing in, which freezes a version, and taking it back while nobody has begun reading it."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.accounts.models import User
from cms.foundation.errors import DomainError
from courses.assignments.files import discard_later, keep_bytes
from courses.assignments.models import Attachment, Part, Submission
from courses.assignments.permissions import follows
from courses.assignments.rules.files import MOST_BYTES, Kind
from courses.assignments.rules.submissions import Lack, State, lacks, may_withdraw
from courses.assignments.services.drafting import Closed, DraftChanged, NotFollowed, draft_parts, latest_of, lock
from courses.assignments.sources import piece_source
from courses.pathways.models import Assignment


class Incomplete(DomainError):
    """`lacks` says what, by part."""

    user_message = _("Il manque quelque chose\u00a0: complétez les parties signalées avant de rendre.")

    def __init__(self, lacks: dict[str, Lack]) -> None:
        super().__init__()
        self.lacks = lacks


class DocumentGone(DomainError):
    user_message = _(
        "Le document «\u00a0{name}\u00a0» n’existe plus\u00a0: retirez-le de la production, ou remplacez-le."
    )


class ReadingBegun(DomainError):
    user_message = _(
        "La lecture a commencé\u00a0: cette version ne se retire plus. Vous recevrez une réponse par courriel."
    )


@transaction.atomic
def hand_in(*, learner: User, assignment: Assignment, stamp: int) -> Submission:
    """Freeze the draft, with a copy of each document, and have it wait for a trainer.

    Handing in what is already handed in changes nothing: the second click finds the version of the first.
    """
    if not follows(learner, assignment.pathway):
        raise NotFollowed
    lock(learner)
    latest = latest_of(assignment, learner)
    if latest is not None and latest.is_waiting:
        return latest
    if latest is None or not latest.is_draft:
        raise Closed
    if latest.stamp != stamp:
        raise DraftChanged
    parts = draft_parts(assignment, latest)
    if found := lacks(part.facts for part in parts):
        raise Incomplete(found)
    for part in parts:
        part.save()
        freeze_documents(learner, part)
    Part.objects.filter(submission=latest).exclude(pk__in=[part.pk for part in parts]).delete()
    latest.state, latest.handed_in_at = State.WAITING.value, timezone.now()
    latest.title = assignment.title
    latest.stamp += 1
    latest.save(update_fields=["state", "handed_in_at", "title", "stamp"])
    return latest


def freeze_documents(learner: User, part: Part) -> None:
    """Take each document of the site as it is now."""
    for attachment in Attachment.objects.filter(part=part).exclude(source=""):
        source = piece_source(attachment.source)
        copy = source.copy(learner, attachment.key) if source else None
        if copy is None:
            raise DocumentGone(name=attachment.name)
        attachment.name, attachment.text = copy.title[:200], copy.text
        if copy.pdf and len(copy.pdf) <= MOST_BYTES:
            attachment.kind, attachment.size = Kind.PDF.value, len(copy.pdf)
            attachment.file = keep_bytes(copy.pdf, Kind.PDF)
        attachment.save(update_fields=["name", "text", "kind", "size", "file"])


@transaction.atomic
def withdraw(*, submission: Submission) -> Submission:
    """Back to a draft. Raises ReadingBegun when a trainer was quicker; withdrawing twice changes nothing."""
    lock(submission.learner)
    mine = Submission.objects.select_for_update().get(pk=submission.pk)
    if mine.is_draft:
        return mine
    if not may_withdraw(mine.stands):
        raise ReadingBegun
    documents = Attachment.objects.filter(part__submission=mine).exclude(source="")
    discard_later(documents.values_list("file", flat=True))
    documents.update(text="", kind="", size=0, file="")
    mine.state, mine.handed_in_at = State.DRAFT.value, None
    mine.stamp += 1
    mine.save(update_fields=["state", "handed_in_at", "stamp"])
    return mine
