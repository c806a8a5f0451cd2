"""Status lists: drawing a place, revoking it, and the signed texts that everybody reads (Bitstring Status List 1.0)."""

import json
import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

import numpy
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from passport.proofs.bitstring import decode, encode
from passport.proofs.contexts import CREDENTIALS_V2
from passport.proofs.instants import write_instant
from passport.signing.models import SigningKey, StatusEntry, StatusList
from passport.signing.rules import LIST_LIFE, LIST_TTL_MS, Kind, State, is_half_full, must_be_signed_again
from passport.signing.services.identity import issuer_did
from passport.signing.services.signing import Signed, sign_credential

# In a list that is at most half full, one draw in two succeeds: 64 in a row fail once in 10^19.
MOST_DRAWS: Final = 64


def draw_entry() -> StatusEntry:
    """A free place, at random, in the list that is being filled: never in the order of issue, never twice the same.

    To be called in the transaction that creates the credential: both exist, or neither does.
    """
    status_list = _open_list()
    for _draw in range(MOST_DRAWS):
        index = secrets.randbelow(status_list.size)
        try:
            with transaction.atomic():
                return StatusEntry.objects.create(list=status_list, index=index)
        except IntegrityError:  # taken: draw again
            continue
    raise IntegrityError("no free index was found")


def revoke_entry(*, entry: StatusEntry, at: datetime) -> None:
    """For ever: a second call changes nothing. The signed texts are stale from the same transaction on."""
    with transaction.atomic():
        if StatusEntry.objects.filter(pk=entry.pk, revoked_at=None).update(revoked_at=at):
            StatusList.objects.filter(pk=entry.list_id).update(changes=F("changes") + 1)
    entry.refresh_from_db(fields=["revoked_at"])


def credential_status(entry: StatusEntry) -> dict[str, str]:
    """The `credentialStatus` member of the credential that has this place."""
    address = entry.list.address
    return {
        "id": f"{address}#{entry.index}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": str(entry.index),
        "statusListCredential": address,
    }


def signed_list(number: int) -> StatusList:
    """The list with both signed texts, current: signed again by the first who asks, for all processes.

    One query when nothing changed. Raises StatusList.DoesNotExist for a number that no list has.
    """
    status_list = StatusList.objects.select_related("proof_key", "token_key").get(number=number)
    return sign_again(status_list.pk) if _is_stale(status_list, timezone.now()) else status_list


def last_list(number: int, *, until: datetime) -> Signed:
    """The list signed to be relied upon until then, for a site that leaves: kept nowhere, so that it stays our last.

    Raises StatusList.DoesNotExist for a number that no list has.
    """
    status_list = StatusList.objects.get(number=number)
    return sign_credential(_compose(status_list, _revoked(status_list), since=timezone.now(), until=until))


def sign_again(list_id: int, *, even_if_current: bool = False) -> StatusList:
    """Sign the list anew unless somebody did while we waited for its row."""
    with transaction.atomic():
        status_list = StatusList.objects.select_for_update().get(pk=list_id)
        now = timezone.now()
        if not even_if_current and not _is_stale(status_list, now):
            return status_list
        signed = sign_credential(_compose(status_list, _revoked(status_list), since=now, until=now + LIST_LIFE))
        status_list.document, status_list.token = signed.document, signed.token
        status_list.proof_key, status_list.token_key = signed.proof_key, signed.token_key
        status_list.signed_at, status_list.signed_changes = now, status_list.changes
        status_list.save(update_fields=["document", "token", "proof_key", "token_key", "signed_at", "signed_changes"])
    return status_list


def _open_list() -> StatusList:
    """The last one, or the next when it is half full; opened once, however many ask together."""
    last = StatusList.objects.order_by("-number").first()
    if last is not None and not is_half_full(last.entries.count(), last.size):
        return last
    number = last.number + 1 if last else 1
    return StatusList.objects.get_or_create(number=number)[0]


def _is_stale(status_list: StatusList, now: datetime) -> bool:
    """Also when a key was compromised or replaced since it signed the list, or the site has another address since."""
    if status_list.document and json.loads(status_list.document)["id"] != status_list.address:
        return True
    keys = (status_list.proof_key, status_list.token_key)
    return (
        not all(key and key.is_trusted for key in keys)
        or must_be_signed_again(
            status_list.signed_at, now, changes=status_list.changes, signed_changes=status_list.signed_changes
        )
        or any(key and _is_replaced(key) for key in keys)
    )


def _is_replaced(key: SigningKey) -> bool:
    """Retired, and another signs; as long as none does, what it signed is the best there is."""
    return key.state == State.RETIRED and SigningKey.objects.active(Kind(key.kind)).exists()


def _revoked(status_list: StatusList) -> set[int]:
    """The indexes to set: those revoked, and all that was ever published as revoked, whatever became of its row."""
    revoked = set(status_list.entries.revoked().values_list("index", flat=True))
    if status_list.document:
        bits = decode(json.loads(status_list.document)["credentialSubject"]["encodedList"])
        revoked.update(numpy.flatnonzero(numpy.unpackbits(numpy.frombuffer(bits, dtype=numpy.uint8))).tolist())
    return revoked


def _compose(status_list: StatusList, revoked: Iterable[int], *, since: datetime, until: datetime) -> dict[str, Any]:
    address = status_list.address
    return {
        "@context": [CREDENTIALS_V2],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer_did(),
        "validFrom": write_instant(since),
        "validUntil": write_instant(until),
        "credentialSubject": {
            "id": f"{address}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "ttl": LIST_TTL_MS,
            "encodedList": encode(revoked, status_list.size),
        },
    }
