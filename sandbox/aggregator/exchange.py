"""Renewing an authorisation once, even when two tabs ask at the same instant.

The vault kills a whole authorisation when a refresh token is used twice (RFC 9700, § 4.14.2): it cannot tell a second
tab from a thief. So what a renewal gave is kept a minute, sealed, in memory that the workers share.
"""

import fcntl
import hashlib
import mmap
import struct
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from sandbox.aggregator.configuration import current
from sandbox.aggregator.cookies import seal, unseal

KEPT = timedelta(minutes=1)
SLOTS, SLOT = 64, 2048
HEAD = struct.Struct("=32sdH")
_table = mmap.mmap(-1, SLOTS * SLOT)  # made before the workers are forked


@contextmanager
def one_at_a_time() -> Iterator[None]:
    with (current().folders["tmp"] / "renouvellement.verrou").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def renew_once(refresh_token: str, renew: Callable[[], Any]) -> Any:
    """What `renew` gives; or what it gave to another tab a moment ago for the same token."""
    digest = hashlib.sha256(refresh_token.encode()).digest()
    with one_at_a_time():
        known = _find(digest)
        if known is None:
            known = renew()
            _keep(digest, known)
        return known


def _heads() -> list[tuple[bytes, float, int]]:
    return [HEAD.unpack_from(_table, slot * SLOT) for slot in range(SLOTS)]


def _find(digest: bytes) -> Any:
    for slot, (owner, since, size) in enumerate(_heads()):
        if owner == digest and time.monotonic() - since < KEPT.total_seconds():
            start = slot * SLOT + HEAD.size
            return unseal(_table[start : start + size].decode(), lasts=KEPT)
    return None


def _keep(digest: bytes, content: Any) -> None:
    sealed = seal(content).encode()
    if HEAD.size + len(sealed) > SLOT:
        return
    heads = _heads()
    slot = min(range(SLOTS), key=lambda number: heads[number][1])
    start = slot * SLOT
    _table[start : start + SLOT] = bytes(SLOT)
    HEAD.pack_into(_table, start, digest, time.monotonic(), len(sealed))
    _table[start + HEAD.size : start + HEAD.size + len(sealed)] = sealed
