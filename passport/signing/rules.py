"""The life of a key, and when a status list must be signed again. No Django here."""

import string
from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

# Verifiers keep the published keys for hours: a key is published this long before it signs anything.
PUBLISHED_BEFORE_USE: Final = timedelta(hours=24)
# How long a signed status list may be relied upon, and the age from which it is signed again.
LIST_LIFE: Final = timedelta(hours=24)
LIST_RENEWAL: Final = LIST_LIFE / 2
# How long, in milliseconds, a verifier may keep a list before it asks again (Bitstring Status List, `ttl`).
LIST_TTL_MS: Final = 300_000


class Kind(StrEnum):
    """What a key signs: the embedded proof, the token, the seal of the PDF."""

    PROOF = "ed25519"
    TOKEN = "es256"  # noqa: S105
    SEAL = "seal"


class State(StrEnum):
    """Pending is published, not used yet; one key of each kind is active; retired still verifies; compromised never."""

    PENDING = "pending"
    ACTIVE = "active"
    RETIRED = "retired"
    COMPROMISED = "compromised"


class Act(StrEnum):
    """What is done to a key, as its events tell. All but the last change its state."""

    GENERATE = "generate"
    ACTIVATE = "activate"
    RETIRE = "retire"
    COMPROMISE = "compromise"
    REWRAP = "rewrap"


BECOMES: Final = {
    Act.GENERATE: State.PENDING,
    Act.ACTIVATE: State.ACTIVE,
    Act.RETIRE: State.RETIRED,
    Act.COMPROMISE: State.COMPROMISED,
}
_NEXT: Final = {
    State.PENDING: {State.ACTIVE, State.RETIRED, State.COMPROMISED},
    State.ACTIVE: {State.RETIRED, State.COMPROMISED},
    State.RETIRED: {State.COMPROMISED},
    State.COMPROMISED: set[State](),
}
TRUSTED: Final = frozenset({State.PENDING, State.ACTIVE, State.RETIRED})


def may_become(state: State, wanted: State) -> bool:
    """Never backwards, and never out of compromise: who stole the key could date a signature as they like."""
    return wanted in _NEXT[state]


def remaining_wait(created_at: datetime, now: datetime, *, is_first_of_its_kind: bool) -> timedelta:
    """How long a pending key must still be published before it signs; the first replaces none and need not wait."""
    if is_first_of_its_kind:
        return timedelta(0)
    return max(created_at + PUBLISHED_BEFORE_USE - now, timedelta(0))


def next_name(prefix: str, year: int, taken: Iterable[str]) -> str:
    """`ed25519-2026a`, then b, c… and after z, za, zb…: never one that was used before."""
    used = set(taken)
    prefix = f"{prefix}-{year}"
    while True:
        for letter in string.ascii_lowercase:
            if (name := f"{prefix}{letter}") not in used:
                return name
        prefix += "z"


def must_be_signed_again(
    signed_at: datetime | None, now: datetime, *, changes: int, signed_changes: int | None
) -> bool:
    """A list never signed, changed since, or in the second half of its life."""
    return signed_at is None or changes != signed_changes or now >= signed_at + LIST_RENEWAL


def is_half_full(entries: int, size: int) -> bool:
    return entries * 2 >= size
