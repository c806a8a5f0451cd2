"""Opening an attempt, and beginning again."""

from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.accounts.models import User
from cms.foundation.errors import DomainError
from courses.h5p.models import Attempt, Placement, State


class NothingToPlay(DomainError):
    user_message = _("Cette activité n’est pas prête : elle n’a pas encore de contenu.")


class AttemptNotFound(DomainError):
    user_message = _("Cet essai n’existe pas ici. Rechargez la page.")


class AttemptClosed(DomainError):
    user_message = _("Vous avez recommencé cette activité ailleurs : cet essai est clos. Rechargez la page.")


def open_attempt(*, learner: User, placement: Placement) -> Attempt:
    """The one open attempt, with the revision that it began with; tabs that open together get the same.

    Going on only reads, without waiting for those who write. Raises NothingToPlay.
    """
    found = found_open(learner, placement)
    if found is not None:
        return found
    with transaction.atomic():
        return begun(learner, placement)


@transaction.atomic
def restart_attempt(*, learner: User, placement: Placement) -> Attempt:
    """Close the open attempt and begin another on the current revision. What was recorded stays recorded.

    An attempt where nothing happened yet is kept: a second click begins nothing more. Raises NothingToPlay.
    """
    wait_for_turn(learner)
    current = found_open(learner, placement)
    if current is None:
        return begun(learner, placement)
    if current.revision_id == placement.activity.current_revision_id and not was_played(current):
        return current
    close(current)
    return begun(learner, placement)


def attempt_of(*, learner: User, placement: Placement, public_id: UUID) -> Attempt:
    """Somebody else's attempt, or one of another place, does not exist. Raises AttemptNotFound."""
    attempt = Attempt.objects.of(learner).without_content().filter(placement=placement, public_id=public_id).first()
    if attempt is None:
        raise AttemptNotFound
    return attempt


def found_open(learner: User, placement: Placement) -> Attempt | None:
    return Attempt.objects.of(learner).open().without_content().filter(placement=placement).first()


def begun(learner: User, placement: Placement) -> Attempt:
    """Another tab may have begun since we looked: ask again once it is our turn."""
    wait_for_turn(learner)
    current = found_open(learner, placement)
    if current is not None:
        return current
    revision = placement.activity.current_revision
    if revision is None:
        raise NothingToPlay(activity=placement.activity_id)
    last = Attempt.objects.of(learner).filter(placement=placement).aggregate(last=Max("number"))["last"]
    return Attempt.objects.create(learner=learner, placement=placement, revision=revision, number=(last or 0) + 1)


def wait_for_turn(learner: User) -> None:
    """Attempts of one person begin one after the other; rows that refer to the person need not wait."""
    User.objects.select_for_update(no_key=True).only("pk").get(pk=learner.pk)


def was_played(attempt: Attempt) -> bool:
    return attempt.statements.exists() or attempt.states.exists()


def close(attempt: Attempt) -> None:
    """Its states are never given back again: they go. Locked, so that what arrives at this moment is in or refused."""
    locked = Attempt.objects.select_for_update().get(pk=attempt.pk)
    State.objects.filter(attempt=locked).delete()
    locked.closed_at = timezone.now()
    locked.save(update_fields=["closed_at"])
