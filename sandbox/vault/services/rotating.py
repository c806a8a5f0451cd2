"""Master keys follow one another: an epoch's key is destroyed once every data key is wrapped by the next one.

The order is what survives a crash at any point: the new key is on the disk before the database names it, and the old
one goes only after the database has, for good, stopped naming it. `recover_rotation` clears what is left over.
"""

import logging

from django.db import connection, transaction
from django.utils import timezone

from sandbox.vault import keyring
from sandbox.vault.models import KeyEpoch, Vault, VaultKey
from sandbox.vault.sealing import DataKey, new_secret

logger = logging.getLogger(__name__)


def locked_epoch() -> KeyEpoch:
    """The epoch in force, held until the transaction ends: whoever wraps or rotates takes it first."""
    KeyEpoch.objects.get_or_create(pk=1)
    epoch = KeyEpoch.objects.select_for_update().get(pk=1)
    if not VaultKey.objects.filter(epoch=epoch.number).exists():
        # The first vault of all, or of an epoch that has none left: a key that wraps nothing may be made anew.
        keyring.ensure(epoch.number)
    return epoch


@transaction.atomic
def give_key(*, vault: Vault) -> DataKey:
    """A new data key, wrapped by the epoch in force."""
    secret = new_secret()
    epoch = locked_epoch()
    wrapped = keyring.wrap(secret, vault=vault.uid, epoch=epoch.number)
    VaultKey.objects.create(vault=vault, epoch=epoch.number, wrapped=wrapped)
    return DataKey(secret)


@transaction.atomic
def rotate_master_key() -> int:
    """Wrap every data key under a new master key, then destroy the old one once that is committed."""
    epoch = locked_epoch()
    clear_unborn(epoch.number)
    new_epoch = epoch.number + 1
    keyring.ensure(new_epoch)
    keys = list(VaultKey.objects.select_for_update(of=("self",)).select_related("vault"))
    for key in keys:
        key.wrapped = keyring.rewrap(bytes(key.wrapped), vault=key.vault.uid, epoch=key.epoch, new_epoch=new_epoch)
        key.epoch = new_epoch
    # An upsert of rows that exist: a tenth of what `bulk_update` costs for thousands of vaults.
    VaultKey.objects.bulk_create(
        keys, batch_size=200, update_conflicts=True, unique_fields=["id"], update_fields=["wrapped", "epoch"]
    )
    KeyEpoch.objects.filter(pk=epoch.pk).update(number=new_epoch, started_at=timezone.now())
    # Robust: what was committed stands, and the night clears what this could not.
    transaction.on_commit(recover_rotation, robust=True)
    return new_epoch


def recover_rotation() -> list[int]:
    """Destroy the master keys that nothing is wrapped by any more, and return their epochs. Harmless at any time.

    Called after each rotation, and every night for the one that a crash interrupted.
    """
    settle()
    with transaction.atomic(durable=True):
        epoch = locked_epoch()
        needed = {epoch.number, *VaultKey.objects.values_list("epoch", flat=True).distinct()}
        done = [number for number in keyring.epochs() if number not in needed]
        for number in done:
            keyring.destroy(number)
        keyring.clear_unfinished()
    if done:
        logger.info("Master keys destroyed: epochs %s", done)
    return done


def clear_unborn(current: int) -> None:
    """A rotation that never committed left a key that nothing was ever wrapped by."""
    for number in keyring.epochs():
        if number > current:
            keyring.destroy(number)


def settle() -> None:
    """Bring what was committed to the disk, and empty SQLite's side file, where deleted rows can still be read.

    A power cut may undo a commit of SQLite in WAL mode: the old key must not be gone by then. On PostgreSQL a commit is
    durable, and dead rows live until VACUUM and in archived WAL: the destroyed epoch is what makes them unreadable.
    """
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            busy = cursor.fetchone()[0]
        if busy:
            raise StillRead("SQLite’s side file is still being read.")


class StillRead(RuntimeError):
    """Somebody was still reading what must be emptied first: the next round tries again."""
