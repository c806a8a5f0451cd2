"""Master keys: one file per epoch, in a folder that no database and no backup of one holds.

They wrap the data keys of vaults. Each call reads the file it needs and keeps nothing. Destroying an epoch is what
makes an old backup unreadable: every data key it still holds was wrapped by that epoch alone.
"""

import os
import re
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from cms.foundation.errors import DomainError
from sandbox.vault.sealing import KEY_BYTES, NONCE_BYTES, DataKey, new_secret

NAME = re.compile(r"^epoch-(\d{6})\.key$")


class MasterKeyMissing(DomainError):
    user_message = _("La clef maîtresse de ce coffre n’existe plus : ce qu’il contenait ne peut plus être lu.")


class KeyUnusable(DomainError):
    user_message = _("La clef de ce coffre ne s’ouvre pas avec la clef maîtresse en service.")


def folder() -> Path:
    return Path(settings.VAULT_KEY_DIR)


def path_of(epoch: int) -> Path:
    return folder() / f"epoch-{epoch:06}.key"


def epochs() -> list[int]:
    """The epochs whose master key still exists."""
    if not folder().is_dir():
        return []
    return sorted(int(found.group(1)) for name in os.listdir(folder()) if (found := NAME.match(name)))


def ensure(epoch: int) -> None:
    """Make the master key of an epoch unless it exists: whole and on the disk, or not at all."""
    if path_of(epoch).exists():
        return
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    unfinished = folder() / f".{path_of(epoch).name}.{os.getpid()}"
    unfinished.unlink(missing_ok=True)
    handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        os.write(handle, new_secret())
        os.fsync(handle)
    finally:
        os.close(handle)
    os.rename(unfinished, path_of(epoch))
    _sync_folder()


def clear_unfinished() -> None:
    """What a crash left of a key that was being made; nobody else makes one, the epoch being locked."""
    for path in folder().glob(".epoch-*"):
        path.unlink(missing_ok=True)


def destroy(epoch: int) -> None:
    """For ever. Overwriting comes first, for what it is worth on a disk that writes elsewhere; twice is harmless."""
    try:
        handle = os.open(path_of(epoch), os.O_WRONLY)
    except FileNotFoundError:
        return
    try:
        os.write(handle, os.urandom(KEY_BYTES))
        os.fsync(handle)
    finally:
        os.close(handle)
    path_of(epoch).unlink(missing_ok=True)
    _sync_folder()


def wrap(secret: bytes, *, vault: UUID, epoch: int) -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    return nonce + _master(epoch).encrypt(nonce, secret, _bound_to(vault, epoch))


def unwrap(wrapped: bytes, *, vault: UUID, epoch: int) -> DataKey:
    return DataKey(_unwrapped(wrapped, vault, epoch))


def rewrap(wrapped: bytes, *, vault: UUID, epoch: int, new_epoch: int) -> bytes:
    """The same data key under another master key."""
    return wrap(_unwrapped(wrapped, vault, epoch), vault=vault, epoch=new_epoch)


def _unwrapped(wrapped: bytes, vault: UUID, epoch: int) -> bytes:
    try:
        return _master(epoch).decrypt(wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:], _bound_to(vault, epoch))
    except (InvalidTag, ValueError):
        raise KeyUnusable(vault=vault, epoch=epoch) from None


def _master(epoch: int) -> AESGCM:
    try:
        return AESGCM(path_of(epoch).read_bytes())
    except FileNotFoundError:
        raise MasterKeyMissing(epoch=epoch) from None


def _bound_to(vault: UUID, epoch: int) -> bytes:
    return f"{vault}|{epoch}".encode()


def _sync_folder() -> None:
    handle = os.open(folder(), os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
