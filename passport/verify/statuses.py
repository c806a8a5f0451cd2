"""Is a credential revoked? Told by signed lists, and by nothing else.

A list that is missing, unsigned, altered, out of date or out of place tells nothing: the status is then unknown, never
“valid”. One thing outlives a list’s dates: a bit that was set never goes back, so that an old list still proves a
revocation.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from passport.proofs.bitstring import decode, is_set, read_index
from passport.proofs.instants import read_instant
from passport.proofs.reasons import Reason, Refused
from passport.verify.authenticity import authenticate
from passport.verify.issuer import Issuer
from passport.verify.reading import credential_text

ENTRY_TYPE: Final = "BitstringStatusListEntry"
LIST_TYPE: Final = "BitstringStatusListCredential"
PURPOSE: Final = "revocation"
# A list may have been signed while the file was being read, or by a clock that is a little ahead.
CLOCKS_DIFFER: Final = timedelta(minutes=1)
SOMEBODY_ELSE: Final = (Reason.ISSUER_UNKNOWN, Reason.KEY_ELSEWHERE)


@dataclass(frozen=True, slots=True)
class Entry:
    """Where a credential’s bit is: the address of its list, and the index in it."""

    address: str
    index: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What one authentic list says of an entry, as of its date. `doubt` says why it is not enough to call it valid."""

    revoked: bool
    as_of: datetime
    doubt: Reason | None = None


def entry_of(credential: dict[str, Any]) -> Entry:
    """Raises Refused: STATUS_MISSING, STATUS_MALFORMED, INDEX_MALFORMED."""
    status, place = credential.get("credentialStatus"), "/credentialStatus"
    if status is None:
        raise Refused(Reason.STATUS_MISSING, place)
    if not isinstance(status, dict) or status.get("type") != ENTRY_TYPE or status.get("statusPurpose") != PURPOSE:
        raise Refused(Reason.STATUS_MALFORMED, place)
    address = status.get("statusListCredential")
    if not isinstance(address, str) or status.get("id") == address:
        raise Refused(Reason.STATUS_MALFORMED, place)
    return Entry(address, read_index(status.get("statusListIndex")))


def look_up(entry: Entry, *, issuer: Issuer, photographs: Sequence[str], now: datetime) -> Answer:
    """What the issuer’s list says, or the photographs of it that a sealed PDF carries.

    The latest that is in date is believed, and any authentic one that says “revoked”. When none is in date, the latest
    answers, with its doubt. Raises Refused when none is authentic, for what the issuer’s own list was refused for.
    """
    own = issuer.status_list(entry.address)
    texts = ([own] if own is not None else []) + list(photographs)
    answers, trouble = [], Refused(Reason.LIST_MISSING, "/credentialStatus/statusListCredential")
    for text in reversed(texts):
        try:
            answers.append(ask(text, entry, issuer=issuer, now=now))
        except Refused as refusal:
            trouble = refusal
    for answer in answers:
        if answer.revoked:
            return answer
    in_date = [answer for answer in answers if answer.doubt is None]
    if in_date:
        return max(in_date, key=lambda answer: answer.as_of)
    if answers:
        return max(answers, key=lambda answer: answer.as_of)
    raise trouble


def ask(text: str, entry: Entry, *, issuer: Issuer, now: datetime) -> Answer:
    """What this signed list says. Raises Refused when it is not the issuer’s own list of that address."""
    try:
        body = authenticate(credential_text(text.encode()), issuer=issuer, kind=LIST_TYPE)
    except Refused as refusal:
        if refusal.reason in SOMEBODY_ELSE:
            raise Refused(Reason.LIST_OF_ANOTHER, refusal.place) from refusal
        raise
    if body.get("id") != entry.address:
        raise Refused(Reason.LIST_ELSEWHERE, "/id")
    subject = body.get("credentialSubject")
    if not isinstance(subject, dict) or subject.get("type") != "BitstringStatusList":
        raise Refused(Reason.LIST_MALFORMED, "/credentialSubject")
    if subject.get("statusPurpose") != PURPOSE:
        raise Refused(Reason.LIST_PURPOSE, "/credentialSubject/statusPurpose")
    begins, ends = (read_instant(body.get(name), f"/{name}") for name in ("validFrom", "validUntil"))
    revoked = is_set(decode(subject.get("encodedList")), entry.index)
    doubt = Reason.LIST_NOT_YET if now < begins - CLOCKS_DIFFER else Reason.LIST_EXPIRED if now >= ends else None
    return Answer(revoked, begins, doubt)
