"""A private key is, or may be, in other hands: nothing that it signed can be believed any more."""

import logging
from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q, QuerySet

from cms.foundation.errors import DomainError
from passport.signing import seals
from passport.signing.models import SigningKey, StatusList
from passport.signing.rules import Act, Kind, State
from passport.signing.services.keys import (
    activate_key,
    change_state,
    generate_key,
    lock_kind,
    refuse_unless_allowed,
)
from passport.signing.services.lists import sign_again
from passport.signing.signals import key_compromised

if TYPE_CHECKING:
    from cms.accounts.models import User

logger = logging.getLogger(__name__)


@transaction.atomic
def compromise_key(*, key: SigningKey, by: "User | None" = None, who: str = "", note: str = "") -> SigningKey | None:
    """Out of what is trusted at once, whatever the date of what it signed: who stole it can date as they like.

    A key that was active is replaced in the same act: by a fresh one, used without waiting (for a seal that our own
    root did not issue, by the one that waits, if one does). The status lists that it signed are signed anew;
    credentials are by whoever listens to `key_compromised`, sent after the commit. Returns the key that signs from now
    on, None when there is none. Raises ActRefused.
    """
    key = lock_kind(key)
    refuse_unless_allowed(key, Act.COMPROMISE)
    was_active = key.state == State.ACTIVE
    change_state(key, Act.COMPROMISE, by=by, who=who, note=note)
    if was_active:
        _replace(key, by=by, who=who, note=note)
    for status_list in lists_signed_by(key):
        _sign_anew(status_list)
    transaction.on_commit(partial(key_compromised.send_robust, sender=SigningKey, key=key))
    return SigningKey.objects.active(Kind(key.kind)).first()


def _replace(key: SigningKey, *, by: "User | None", who: str, note: str) -> None:
    """Nothing may stop a compromise: where no other key can be made or activated, none signs until one is."""
    try:
        with transaction.atomic():
            successor = waiting_successor(key)
            if successor is None and is_made_here(key):
                successor = generate_key(kind=Kind(key.kind), by=by, who=who, note=note)
            if successor is not None:
                activate_key(key=successor, by=by, who=who, without_waiting=True)
    except (DomainError, OSError) as refusal:
        logger.error("no key could take the place of %s: %s", key.name, type(refusal).__name__)


def is_made_here(key: SigningKey) -> bool:
    """Whether another like it can be made at once: all but a seal bought from a trust provider."""
    return key.kind != Kind.SEAL or seals.is_from_our_root(key.certificates)


def waiting_successor(key: SigningKey) -> SigningKey | None:
    """For a bought seal, the newest that waits. Keys made here that wait were beside the one that leaked: not those."""
    if is_made_here(key):
        return None
    return SigningKey.objects.filter(kind=key.kind, state=State.PENDING).order_by("-created_at", "-pk").first()


def lists_signed_by(key: SigningKey) -> QuerySet[StatusList]:
    """The status lists whose current texts rest on this key."""
    return StatusList.objects.filter(Q(proof_key=key) | Q(token_key=key)).order_by("number")


def _sign_anew(status_list: StatusList) -> None:
    """Nothing may stop a compromise: a list that cannot be signed now is stale, and nobody is served it."""
    try:
        sign_again(status_list.pk, even_if_current=True)
    except DomainError as refusal:
        logger.error("status list %s could not be signed anew: %s", status_list.number, type(refusal).__name__)
