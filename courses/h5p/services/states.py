"""Where a learner stopped: kept for the attempt, given back to it, never graded from."""

import re

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.foundation.errors import DomainError
from courses.h5p import limits
from courses.h5p.models import Attempt, State
from courses.h5p.rules.strict_json import NotStrict, parsed
from courses.h5p.services.attempts import AttemptClosed

LARGEST_SEQ = 2**53 - 1  # beyond it, a browser no longer counts one by one
NAME = re.compile(r"[\w.-]{1,40}", re.ASCII)


class BadState(DomainError):
    user_message = _("Cet état de reprise n’est pas valable : rien n’est enregistré.")


class StateTooLarge(DomainError):
    user_message = _("Cet état de reprise dépasse {most} ko : l’état précédent est gardé.")


class TooManyStates(DomainError):
    user_message = _("Cette activité garde déjà {most} états de reprise : rien de plus n’est enregistré.")


class OlderState(DomainError):
    """`newest` is the number of what is kept: a page that still lives sends its state again under a greater one."""

    user_message = _("Un état de reprise plus récent est déjà enregistré : celui-ci n’est pas gardé.")

    def __init__(self, newest: int) -> None:
        super().__init__(newest=newest)
        self.newest = newest


def states_of(*, attempt: Attempt) -> list[State]:
    """Those of this attempt alone, so of its revision: an older one's would open the wrong place.

    What was forgotten is among them, without a value: the next page counts on from the greatest number of all.
    """
    return list(attempt.states.order_by("data_type", "sub_content_id"))


@transaction.atomic
def save_state(
    *, attempt: Attempt, data_type: str, sub_content_id: str, value: str | None, seq: int | None = None
) -> None:
    """Keep one state in the place of the former one; None forgets it.

    With `seq`, what was saved under a greater number stays: a request that a page sends as it leaves may come after
    those of the next page. Without it, the last to come is kept.

    Raises AttemptClosed, BadState, OlderState, StateTooLarge, TooManyStates.
    """
    check(data_type, sub_content_id, value, seq)
    locked = Attempt.objects.select_for_update().get(pk=attempt.pk)
    if locked.closed_at is not None:
        raise AttemptClosed
    place = State.objects.filter(attempt=locked, data_type=data_type, sub_content_id=sub_content_id)
    if value is None and not seq:
        place.filter(seq=0).delete()
        place.update(value="", saved_at=timezone.now())
    elif seq is None:
        if not place.update(value=value, saved_at=timezone.now()):
            add(locked, data_type, sub_content_id, value, 0)
    elif not place.filter(seq__lte=seq).update(value=value or "", seq=seq, saved_at=timezone.now()):
        newest = place.values_list("seq", flat=True).first()
        if newest is not None:
            raise OlderState(newest)
        add(locked, data_type, sub_content_id, value, seq)


def add(attempt: Attempt, data_type: str, sub_content_id: str, value: str | None, seq: int) -> None:
    make_room(attempt)
    State.objects.create(
        attempt=attempt, data_type=data_type, sub_content_id=sub_content_id, value=value or "", seq=seq
    )


def make_room(attempt: Attempt) -> None:
    """What was forgotten gives its place first."""
    states = State.objects.filter(attempt=attempt)
    if states.count() >= limits.STATES:
        states.filter(value="").delete()
        if states.count() >= limits.STATES:
            raise TooManyStates(most=limits.STATES)


def check(data_type: str, sub_content_id: str, value: str | None, seq: int | None) -> None:
    if not NAME.fullmatch(data_type) or not NAME.fullmatch(sub_content_id):
        raise BadState
    if seq is not None and not 0 <= seq <= LARGEST_SEQ:
        raise BadState
    if value is None:
        return
    if len(value.encode(errors="surrogatepass")) > limits.STATE:
        raise StateTooLarge(most=limits.STATE // limits.KIB)
    try:
        parsed(value)
    except NotStrict as fault:
        raise BadState from fault
