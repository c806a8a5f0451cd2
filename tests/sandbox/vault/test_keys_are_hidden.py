"""Keys and values are in nothing that is printed, saved beside the database, or sent to a report of errors."""

import io
import logging
import pickle
import stat
from datetime import date

import pytest
from django.conf import settings as project_settings
from django.core.management import call_command
from django.db import connection

from sandbox.vault import keyring
from sandbox.vault.checks import master_keys_are_apart
from sandbox.vault.models import Chunk, JournalEntry, KeyEpoch, Vault, VaultKey
from sandbox.vault.sealing import ChunkTampered, DataKey, Place, new_secret
from sandbox.vault.services import (
    erase_vault,
    export_journal,
    export_vaults,
    inventory,
    open_vault,
    read_series,
    rotate_master_key,
    write_values,
)
from sandbox.vault.services.sealed import key_of
from tests.cms.accounts.factories import UserFactory
from tests.sandbox.vault.factories import SERVICE, a_vault, asking

DAY = date(2025, 3, 4)
PLACE_OF = {"domain": "eau", "series": "jour", "start": DAY, "schema": 1}
CANARY = 7_391_524.683


def test_a_data_key_shows_nothing_and_does_not_travel():
    secret = new_secret()
    key = DataKey(secret)

    assert repr(key) == str(key) == f"{key}" == "<DataKey>"
    assert not hasattr(key, "__dict__")
    with pytest.raises(TypeError):
        pickle.dumps(key)


def test_each_sealing_has_a_nonce_of_its_own():
    vault = Vault(household=1)
    key, place = DataKey(new_secret()), Place(vault=vault.uid, **PLACE_OF)

    sealed = {key.seal(b"the same", place) for _ in range(100)}

    assert len({content[:12] for content in sealed}) == 100


def test_a_chunk_opens_in_its_place_alone():
    vault, other = Vault(household=1), Vault(household=1)
    key, place = DataKey(new_secret()), Place(vault=vault.uid, **PLACE_OF)
    sealed = key.seal(b"content", place)

    assert key.unseal(sealed, place) == b"content"
    moved = [
        Place(vault=other.uid, **PLACE_OF),
        *(
            Place(vault=vault.uid, **{**PLACE_OF, **change})
            for change in ({"domain": "dechets"}, {"series": "heure"}, {"start": date(2025, 3, 5)}, {"schema": 2})
        ),
    ]
    for elsewhere in moved:
        with pytest.raises(ChunkTampered):
            key.unseal(sealed, elsewhere)
    with pytest.raises(ChunkTampered):
        DataKey(new_secret()).unseal(sealed, place)


def test_a_wrapped_key_opens_for_its_vault_and_its_epoch_alone():
    vault, other = Vault(household=1), Vault(household=1)
    keyring.ensure(1)
    keyring.ensure(2)
    wrapped = keyring.wrap(new_secret(), vault=vault.uid, epoch=1)

    keyring.unwrap(wrapped, vault=vault.uid, epoch=1)
    for uid, epoch in ((other.uid, 1), (vault.uid, 2)):
        with pytest.raises(keyring.KeyUnusable):
            keyring.unwrap(wrapped, vault=uid, epoch=epoch)


def test_master_keys_are_files_that_nobody_else_reads():
    keyring.ensure(1)
    (path,) = keyring.folder().iterdir()
    content = path.read_bytes()
    keyring.ensure(1)

    assert path.read_bytes() == content, "a key that exists is kept"
    assert len(content) == 32
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(keyring.folder().stat().st_mode) == 0o700


def test_destroying_a_master_key_twice_is_harmless():
    keyring.ensure(1)
    keyring.destroy(1)
    keyring.destroy(1)

    assert keyring.epochs() == []


@pytest.mark.django_db
def test_no_key_and_no_value_is_printed_dumped_or_logged(caplog):
    for logger in ("", "django", "django.db.backends"):
        caplog.set_level(logging.DEBUG, logger=logger)
    connection.force_debug_cursor = True
    printed = io.StringIO()
    try:
        vault = a_vault()
        write_values(vault=vault, domain="eau", values_by_day={DAY: CANARY})
        answer = read_series(vault=vault, request=asking("eau:jour", (DAY, DAY)), actor=SERVICE)
        secrets = [path.read_bytes() for path in keyring.folder().iterdir()]
        call_command("dumpdata", "vault", stdout=printed)
        rotate_master_key()
        held = [vault, VaultKey.objects.get(), KeyEpoch.objects.get(), Chunk.objects.first()]
        held += [JournalEntry.objects.first(), key_of(vault), inventory(vault), answer]
        printed.write("".join(f"{thing!r} {thing!s}" for thing in held))
        printed.write(export_journal(vault) + str(export_vaults(vault.holder)))
        secrets += [path.read_bytes() for path in keyring.folder().iterdir()]
        erase_vault(vault=vault)
    finally:
        connection.force_debug_cursor = False

    assert answer.values == (CANARY,)
    text = printed.getvalue() + caplog.text
    assert "vault_chunk" in caplog.text, "the log was listened to"
    assert str(CANARY) not in text
    assert str(round(CANARY * 1000)) not in text
    for secret in secrets:
        assert secret.hex() not in text
        assert repr(secret)[2:-1] not in text


@pytest.mark.django_db
def test_the_master_key_is_in_no_file_of_the_database_and_in_no_setting():
    a_vault()
    (secret,) = [path.read_bytes() for path in keyring.folder().iterdir()]

    assert all(bytes(row.wrapped).find(secret) < 0 for row in VaultKey.objects.all())
    values = [str(getattr(project_settings, name)) for name in dir(project_settings) if name.isupper()]
    assert not any(secret.hex() in value or repr(secret) in value for value in values)


@pytest.mark.django_db
def test_a_refusal_tells_neither_key_nor_content():
    vault = a_vault()
    Chunk.objects.filter(domain="eau").update(sealed=b"x" * 60)

    with pytest.raises(ChunkTampered) as refusal:
        read_series(vault=vault, request=asking("eau:mois"), actor=SERVICE)

    assert refusal.value.__cause__ is None
    assert refusal.value.context == {"domain": "eau", "start": "2025-01-01"}


def test_keys_kept_apart_pass_the_check(settings):
    assert master_keys_are_apart(None) == []
    keyring.ensure(1)
    assert master_keys_are_apart(None) == []


@pytest.mark.parametrize("place", ["MEDIA_ROOT", "STATIC_ROOT"])
def test_keys_where_the_site_serves_files_are_refused(settings, place):
    settings.VAULT_KEY_DIR = getattr(settings, place) / "keys"

    assert [found.id for found in master_keys_are_apart(None)] == ["vault.E001"]


@pytest.mark.skipif(not project_settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"), reason="a file of SQLite")
def test_keys_in_the_folder_of_the_database_are_refused(settings):
    settings.VAULT_KEY_DIR = project_settings.DATA_DIR

    assert "vault.E002" in [found.id for found in master_keys_are_apart(None)]


@pytest.mark.parametrize("which", ["folder", "file"])
def test_keys_that_others_can_read_are_refused(which):
    keyring.ensure(1)
    (keyring.folder() if which == "folder" else keyring.path_of(1)).chmod(0o750)

    assert [found.id for found in master_keys_are_apart(None)] == ["vault.E003"]


@pytest.mark.django_db
def test_another_persons_visit_does_not_change_a_vault():
    mine = a_vault()
    theirs = open_vault(learner=UserFactory())

    assert mine.pk != theirs.pk
    assert not Chunk.objects.filter(vault=mine, sealed__in=Chunk.objects.filter(vault=theirs).values("sealed")).exists()
