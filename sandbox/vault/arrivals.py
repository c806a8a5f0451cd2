"""Files that wait between « here is what we understood » and « keep it », for an hour at most.

Each is sealed by a key that only its ticket carries: neither the disk nor the queue of tasks can open it alone, and a
ticket opens nothing in another vault.
"""

import base64
import binascii
import secrets
from contextlib import suppress
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages
from django.utils import timezone

FOLDER = "coffre-arrivees"
LONGEST_WAIT = timedelta(hours=1)
NONCE = 12


def hold(content: bytes, *, vault: UUID) -> str:
    """Put a file aside and give its ticket. Files that nobody came back for are thrown away."""
    throw_away_old()
    uid, key, nonce = uuid4(), AESGCM.generate_key(256), secrets.token_bytes(NONCE)
    sealed = nonce + AESGCM(key).encrypt(nonce, content, _place(vault, uid))
    _storage().save(_path(uid), ContentFile(sealed))
    return f"{uid.hex}.{base64.urlsafe_b64encode(key).decode().rstrip('=')}"


def take(ticket: str, *, vault: UUID) -> bytes | None:
    """The file of a ticket; None if it is unknown, too old, or of another vault."""
    uid, key = _read(ticket)
    if uid is None or not _is_fresh(_path(uid)):
        return None
    with _storage().open(_path(uid), "rb") as file:
        sealed = file.read()
    try:
        return AESGCM(key).decrypt(sealed[:NONCE], sealed[NONCE:], _place(vault, uid))
    except (InvalidTag, ValueError):
        return None


def drop(ticket: str) -> None:
    """The file is no longer needed; what was said of it stays until its hour is over."""
    uid, _key = _read(ticket)
    if uid is not None:
        _storage().delete(_path(uid))


def note(ticket: str, state: dict[str, Any], *, vault: UUID) -> None:
    """What a task found, for whoever holds the ticket."""
    uid, _key = _read(ticket)
    if uid is not None:
        cache.set(_name(vault, uid), state, int(LONGEST_WAIT.total_seconds()))


def noted(ticket: str, *, vault: UUID) -> dict[str, Any] | None:
    uid, _key = _read(ticket)
    return None if uid is None else cache.get(_name(vault, uid))


def throw_away_old() -> int:
    """How many files waited for more than an hour."""
    storage = _storage()
    try:
        _folders, names = storage.listdir(FOLDER)
    except FileNotFoundError:
        return 0
    old = [path for name in names if not _is_fresh(path := f"{FOLDER}/{name}")]
    for path in old:
        storage.delete(path)
    return len(old)


def _is_fresh(path: str) -> bool:
    with suppress(FileNotFoundError):
        return timezone.now() - _storage().get_modified_time(path) < LONGEST_WAIT
    return False


def _read(ticket: str) -> tuple[UUID | None, bytes]:
    name, _dot, key = ticket.partition(".")
    try:
        return UUID(hex=name), base64.urlsafe_b64decode(f"{key}=")
    except (ValueError, binascii.Error):
        return None, b""


def _storage() -> Storage:
    return storages["private"]


def _path(uid: UUID) -> str:
    return f"{FOLDER}/{uid.hex}"


def _place(vault: UUID, uid: UUID) -> bytes:
    return f"{vault}|{uid}".encode()


def _name(vault: UUID, uid: UUID) -> str:
    return f"coffre-arrivee:{vault}:{uid.hex}"
