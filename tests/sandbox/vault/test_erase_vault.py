"""Erased means unreadable, in old backups too: what is tried here is what an attacker would."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from threading import Barrier
from time import process_time
from uuid import UUID

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import connection, transaction

from cms.accounts.models import User
from sandbox.vault import keyring
from sandbox.vault.models import Chunk, JournalEntry, KeyEpoch, Vault, VaultKey
from sandbox.vault.sealing import ChunkTampered, DataKey, Place, new_secret
from sandbox.vault.services import (
    erase_vault,
    inventory,
    read_series,
    recover_rotation,
    rotate_master_key,
    rotating,
    verify,
)
from sandbox.vault.signals import vault_erasing
from tests.sandbox.vault.factories import SERVICE, a_vault, asking, copy_of_database, rows_of

pytestmark = pytest.mark.django_db(transaction=True)
on_sqlite = pytest.mark.skipif(
    not settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"), reason="files of SQLite"
)


def reads(vault) -> bool:
    return bool(read_series(vault=vault, request=asking("energie:jour"), actor=SERVICE).count)


def test_erasing_takes_the_key_and_the_chunks_and_leaves_the_journal():
    vault = a_vault()

    assert erase_vault(vault=vault) is True

    assert not VaultKey.objects.exists()
    assert not Chunk.objects.exists()
    assert inventory(vault) == []
    assert not vault.is_open
    assert vault.erased_at is not None
    assert JournalEntry.objects.of(vault).last().content["action"] == "effacement"
    assert verify(vault)


def test_erasing_twice_changes_nothing_more():
    vault = a_vault()
    erase_vault(vault=vault)
    epoch, lines = KeyEpoch.objects.get().number, JournalEntry.objects.count()

    assert erase_vault(vault=vault) is False

    assert (KeyEpoch.objects.get().number, JournalEntry.objects.count()) == (epoch, lines)


def test_other_vaults_open_after_an_erasure_and_the_old_master_key_is_gone():
    others = [a_vault() for _ in range(3)]
    vault = a_vault()
    old = KeyEpoch.objects.get().number

    erase_vault(vault=vault)

    assert all(reads(other) for other in others)
    assert keyring.epochs() == [old + 1]


def test_what_was_granted_is_withdrawn_before_the_key_goes():
    vault = a_vault()
    seen = []

    def withdraw(*, vault, because, **_sent):
        seen.append((VaultKey.objects.filter(vault=vault).exists(), because, connection.in_atomic_block))

    vault_erasing.connect(withdraw)
    try:
        erase_vault(vault=vault, because="essai")
    finally:
        vault_erasing.disconnect(withdraw)

    assert seen == [(True, "essai", True)]


def test_a_withdrawal_that_fails_stops_the_erasure():
    vault = a_vault()

    def refuse(**_sent):
        raise RuntimeError("not now")

    vault_erasing.connect(refuse)
    try:
        with pytest.raises(RuntimeError):
            erase_vault(vault=vault)
    finally:
        vault_erasing.disconnect(refuse)

    assert reads(vault)


def opened_with(master: bytes, database, vault: Vault) -> bool:
    """Try to read a chunk of a copied database with one master key."""
    ((wrapped, epoch),) = rows_of(database, f"SELECT wrapped, epoch FROM vault_vaultkey WHERE vault_id={vault.pk}")
    query = f"SELECT sealed, schema, start FROM vault_chunk WHERE vault_id={vault.pk} AND domain='energie' LIMIT 1"
    ((sealed, schema, start),) = rows_of(database, query)
    try:
        secret = AESGCM(master).decrypt(wrapped[:12], wrapped[12:], f"{vault.uid}|{epoch}".encode())
        DataKey(secret).unseal(
            sealed, Place(UUID(str(vault.uid)), "energie", "heure", date.fromisoformat(start), schema)
        )
    except (InvalidTag, ChunkTampered):
        return False
    return True


def master_keys() -> list[bytes]:
    return [path.read_bytes() for path in keyring.folder().iterdir()]


@on_sqlite
def test_a_backup_taken_before_the_erasure_cannot_be_read_with_any_key_that_still_exists(tmp_path):
    vault, other = a_vault(), a_vault()
    copy = copy_of_database(connection.settings_dict["NAME"], tmp_path / "copy")
    assert any(opened_with(master, copy, vault) for master in master_keys()), "the copy could be read before"

    erase_vault(vault=vault)

    assert not any(opened_with(master, copy, vault) for master in master_keys())
    assert reads(other)


@on_sqlite
def test_the_wrapped_key_and_the_chunks_are_in_none_of_the_files_of_the_database_any_more():
    vault = a_vault()
    wrapped = bytes(VaultKey.objects.get(vault=vault).wrapped)
    sealed = bytes(Chunk.objects.filter(vault=vault, domain="eau").first().sealed)

    erase_vault(vault=vault)

    assert wrapped not in bytes_of_database()
    assert sealed not in bytes_of_database()


@on_sqlite
def test_the_wrapped_keys_of_the_old_epoch_are_gone_from_the_files_too():
    other, vault = a_vault(), a_vault()
    wrapped = bytes(VaultKey.objects.get(vault=other).wrapped)

    erase_vault(vault=vault)

    assert wrapped not in bytes_of_database()


def bytes_of_database() -> bytes:
    found = [Path(f"{connection.settings_dict['NAME']}{suffix}") for suffix in ("", "-wal", "-shm")]
    return b"".join(path.read_bytes() for path in found if path.exists())


class PowerCut(BaseException):
    """Nothing after this line is run."""


# Where the power goes: before or after each step that writes, in the order of the steps.
STEPS = [
    (keyring, "ensure", "before"),
    (keyring, "ensure", "after"),
    (keyring, "rewrap", "before"),
    (rotating, "settle", "before"),
    (rotating, "settle", "after"),
    (keyring, "destroy", "before"),
    (keyring, "destroy", "after"),
    (keyring, "clear_unfinished", "before"),
]


@pytest.mark.parametrize(("module", "name", "when"), STEPS, ids=lambda part: getattr(part, "__name__", part))
def test_a_power_cut_anywhere_in_an_erasure_loses_no_other_vault_and_is_recovered(monkeypatch, module, name, when):
    others = [a_vault() for _ in range(2)]
    vault = a_vault()
    real = getattr(module, name)

    def cut(*args, **kwargs):
        if when == "after":
            real(*args, **kwargs)
        raise PowerCut

    with monkeypatch.context() as patched:
        patched.setattr(module, name, cut)
        with pytest.raises(PowerCut):
            erase_vault(vault=vault)
    connection.close()

    assert all(reads(other) for other in others)
    recover_rotation()
    assert recover_rotation() == []
    assert all(reads(other) for other in others)
    current = KeyEpoch.objects.get().number
    assert keyring.epochs() == [current]
    vault.refresh_from_db()
    if vault.is_open:
        assert reads(vault)
        assert erase_vault(vault=vault)
    assert all(reads(other) for other in others)


def test_a_half_written_key_file_is_cleared():
    vault = a_vault()
    (keyring.folder() / ".epoch-000002.key.999").write_bytes(b"half")

    recover_rotation()

    assert [path.name for path in keyring.folder().iterdir()] == ["epoch-000001.key"]
    assert reads(vault)


def test_two_erasures_in_one_transaction_that_fails_lose_nothing():
    vaults = [a_vault() for _ in range(3)]

    def both():
        with transaction.atomic():
            erase_vault(vault=vaults[0])
            erase_vault(vault=vaults[1])
            raise RuntimeError("undone")

    with pytest.raises(RuntimeError):
        both()

    assert all(reads(Vault.objects.get(pk=vault.pk)) for vault in vaults)
    recover_rotation()
    assert all(reads(Vault.objects.get(pk=vault.pk)) for vault in vaults)


def test_two_erasures_in_one_transaction_leave_one_master_key():
    vaults = [a_vault() for _ in range(3)]

    with transaction.atomic():
        erase_vault(vault=vaults[0])
        erase_vault(vault=vaults[1])

    assert keyring.epochs() == [KeyEpoch.objects.get().number]
    assert reads(vaults[2])


def test_erasures_readings_and_openings_at_the_same_moment_do_not_harm_each_other():
    vaults = [a_vault() for _ in range(4)]
    together = Barrier(6)

    def do(number):
        try:
            together.wait(timeout=30)
            if number < 2:
                return erase_vault(vault=vaults[number])
            if number < 4:
                return all(reads(vaults[number]) for _ in range(5))
            return reads(a_vault(email=f"ensemble{number}@commune.example"))
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        done = list(pool.map(do, range(6)))

    assert done == [True] * 6
    assert all(reads(vault) for vault in Vault.objects.open())
    recover_rotation()
    assert keyring.epochs() == [KeyEpoch.objects.get().number]


def test_rotating_two_thousand_vaults_is_quick():
    first = a_vault()
    people = User.objects.bulk_create([User(email=f"foule{number}@commune.example") for number in range(2000)])
    vaults = Vault.objects.bulk_create([Vault(holder=person, household=1) for person in people])
    VaultKey.objects.bulk_create(
        [
            VaultKey(vault=vault, epoch=1, wrapped=keyring.wrap(new_secret(), vault=vault.uid, epoch=1))
            for vault in vaults
        ]
    )

    started = process_time()
    rotate_master_key()

    assert process_time() - started < 3
    assert reads(first)


def test_without_its_master_key_a_vault_says_so():
    vault = a_vault()
    keyring.destroy(1)

    with pytest.raises(keyring.MasterKeyMissing):
        reads(vault)
    with pytest.raises(keyring.MasterKeyMissing):
        a_vault()
