"""No private key in what is printed, dumped, logged, shown by an error page, or committed."""

import base64
import html
import io
import logging
import pickle
import re
import stat
import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from django.conf import settings as project_settings
from django.core.management import call_command
from django.db import connection
from django.http import HttpResponse
from django.test import override_settings
from django.urls import path

from passport.signing import keystore
from passport.signing.checks import signing_keys_are_apart
from passport.signing.errors import KeyUnreadable, PassphraseMissing
from passport.signing.models import KeyEvent, SigningKey
from passport.signing.rules import Kind
from passport.signing.services import (
    active_key,
    compromise_key,
    draw_entry,
    ensure_keys,
    generate_key,
    issuer_did,
    seal_signer,
    sign_credential,
    signed_list,
)
from tests.passport.signing.documents import a_credential

PASSPHRASE = "une phrase que personne ne devine 7391524683"
PRIVATE_PEM = re.compile(r"-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----\s+[A-Za-z0-9+/]{40}")
ENCRYPTED_PEM = re.compile(r"-----BEGIN ENCRYPTED PRIVATE KEY-----\s+[A-Za-z0-9+/]{40}")


def secrets_of(name):
    """Pieces of a private key, in every way that they may be written: pages cut long values in lines."""
    key = keystore.private_key(name)
    document = key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    is_curve = hasattr(key, "private_numbers")
    raw = key.private_numbers().private_value.to_bytes(32) if is_curve else key.private_bytes_raw()
    pieces = [raw[start : start + 8] for start in range(len(raw) - 7)]
    written = [text for piece in pieces for text in (repr(piece)[2:-1], piece.hex())]
    for blob in (raw, document):
        start = blob.index(raw)
        text = base64.b64encode(blob).decode()[-(-start // 3) * 4 : (start + len(raw)) // 3 * 4]
        for piece in (text[at : at + 16] for at in range(0, len(text) - 15, 4)):
            written += [piece, piece.replace("+", "-").replace("/", "_")]
    return [*written, str(int.from_bytes(raw))]


def all_secrets():
    ensure_keys()
    names = [*SigningKey.objects.values_list("name", flat=True), "racine"]
    return [text for name in names for text in secrets_of(name)] + [PASSPHRASE]


def shown(text):
    """Those of the secrets that a text shows."""
    return [secret for secret in all_secrets() if secret in text]


@pytest.fixture
def passphrase(settings):
    settings.SIGNING_KEY_PASSPHRASE = PASSPHRASE


@pytest.mark.django_db
def test_no_private_key_is_printed_dumped_or_logged(caplog, passphrase):
    for logger in ("", "django", "django.db.backends"):
        caplog.set_level(logging.DEBUG, logger=logger)
    connection.force_debug_cursor = True
    printed = io.StringIO()
    try:
        ensure_keys()
        entry = draw_entry()
        signed = sign_credential(a_credential(entry))
        printed.write(f"{signed!r} {seal_signer()!r} {signed_list(1).document}")
        printed.write("".join(f"{key!r} {vars(key)}" for key in SigningKey.objects.all()))
        call_command("signing_keys", "list", stdout=printed)
        call_command("signing_keys", "generate", "es256", "--oui", stdout=printed)
        compromise_key(key=active_key(Kind.PROOF))
        call_command("dumpdata", stdout=printed)
    finally:
        connection.force_debug_cursor = False

    assert "signing_signingkey" in caplog.text, "the log was listened to"
    assert "signing.signingkey" in printed.getvalue(), "the keys were dumped"
    assert shown(printed.getvalue() + caplog.text) == []


def failing(request):
    """Fails in the middle of signing and of sealing, with what signs in the variables of every frame."""
    key, signer = keystore.proof_key(active_key(Kind.PROOF).name), seal_signer()
    again = active_key(Kind.TOKEN)
    document = a_credential()
    if "fort" in request.GET:
        sign_credential(document | {"validFrom": "hier"})
    if "perdue" in request.GET:
        keystore.forget()
        keystore.path_of(again.name).write_bytes(b"-----BEGIN ENCRYPTED PRIVATE KEY-----\n")
        sign_credential(document)
    signer.sign_raw(b"...", "no such digest")
    return HttpResponse(f"{key} {signer}")


urlpatterns = [path("echec", failing)]


@pytest.mark.django_db
@pytest.mark.parametrize("debug", [True, False])
@pytest.mark.parametrize("query", ["", "?fort", "?perdue"])
def test_a_page_that_fails_while_signing_shows_no_key(client, passphrase, query, debug, monkeypatch, caplog):
    monkeypatch.setenv("SIGNING_KEY_AUTRE", PASSPHRASE)
    secrets = all_secrets()
    client.raise_request_exception = False
    with override_settings(DEBUG=debug, ROOT_URLCONF=__name__, HANDLER500=None):
        environment = {"SIGNING_KEY_PASSPHRASE": PASSPHRASE, "PDF_SEAL_PKCS11_KEY_CODE": PASSPHRASE}
        response = client.get(f"/echec{query}", **environment)

    assert response.status_code == 500
    text = html.unescape(response.content.decode()) + caplog.text
    assert ("failing" in response.content.decode()) is debug, "the page shows its frames to developers alone"
    assert "Traceback" in caplog.text
    assert [secret for secret in secrets if secret in text] == []


def test_a_key_that_does_not_open_is_refused_without_a_cause_that_tells_more(passphrase, settings):
    with pytest.raises(KeyUnreadable) as missing:
        keystore.private_key("es256-2026a")
    keystore.store("es256-2026a", keystore.ec.generate_private_key(keystore.ec.SECP256R1()))
    keystore.forget()
    settings.SIGNING_KEY_PASSPHRASE = "une autre"
    with pytest.raises(KeyUnreadable) as closed:
        keystore.private_key("es256-2026a")

    for refusal in (missing, closed):
        assert refusal.value.context == {"name": "es256-2026a"}
        assert refusal.value.__cause__ is None


def test_keys_are_encrypted_files_that_nobody_else_reads(passphrase):
    keystore.store("es256-2026a", keystore.ec.generate_private_key(keystore.ec.SECP256R1()))

    (file,) = keystore.folder().iterdir()
    assert ENCRYPTED_PEM.match(file.read_text())
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(keystore.folder().stat().st_mode) == 0o700
    with pytest.raises(FileExistsError):
        keystore.store("es256-2026a", keystore.ec.generate_private_key(keystore.ec.SECP256R1()))


def test_a_laptop_keeps_its_passphrase_beside_and_production_wants_one(settings):
    key = keystore.ec.generate_private_key(keystore.ec.SECP256R1())
    keystore.store("es256-2026a", key)
    assert stat.S_IMODE((keystore.folder() / "passphrase").stat().st_mode) == 0o600

    settings.PRODUCTION = True
    with pytest.raises(PassphraseMissing, match="obligatoire"):
        keystore.store("es256-2026b", key)
    assert not keystore.has("es256-2026b")


def test_a_key_is_decrypted_once_per_process(passphrase):
    keystore.store("es256-2026a", keystore.ec.generate_private_key(keystore.ec.SECP256R1()))
    keystore.forget()

    first = keystore.private_key("es256-2026a")
    keystore.path_of("es256-2026a").unlink()

    assert keystore.private_key("es256-2026a") is first


def test_a_key_may_come_from_the_environment_on_one_line(passphrase, monkeypatch):
    keystore.store("es256-2026a", keystore.ec.generate_private_key(keystore.ec.SECP256R1()))
    public = keystore.private_key("es256-2026a").public_key()
    monkeypatch.setenv("SIGNING_KEY_ES256_2026A", keystore.path_of("es256-2026a").read_text().replace("\n", "\\n"))
    keystore.discard("es256-2026a")

    assert keystore.has("es256-2026a")
    assert keystore.private_key("es256-2026a").public_key() == public


@pytest.mark.django_db
def test_a_private_key_does_not_travel(passphrase):
    name = active_key(Kind.PROOF).name

    with pytest.raises(TypeError):
        pickle.dumps(keystore.private_key(name))


@pytest.mark.django_db
def test_no_private_key_is_in_the_settings(passphrase):
    values = [str(getattr(project_settings, name)) for name in dir(project_settings) if name.isupper()]

    assert [secret for secret in shown("\n".join(values)) if secret != PASSPHRASE] == []


def test_no_private_key_is_in_the_repository():
    root = Path(project_settings.BASE_DIR)
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, text=True)
    if tracked.returncode:
        pytest.skip("not a checkout")
    guilty = []
    for name in filter(None, tracked.stdout.split("\0")):
        file = root / name
        text = file.read_bytes().decode("utf-8", "replace") if file.is_file() else ""
        if PRIVATE_PEM.search(text) or ENCRYPTED_PEM.search(text) or file.suffix in {".p12", ".pfx", ".key", ".pem"}:
            guilty.append(name)

    assert guilty == []


@pytest.mark.django_db
def test_the_name_of_a_lost_database_is_not_given_again():
    first = generate_key(kind=Kind.TOKEN).name
    KeyEvent.objects.all()._raw_delete("default")
    SigningKey.objects.all()._raw_delete("default")

    assert generate_key(kind=Kind.TOKEN).name != first
    assert issuer_did() == "did:web:testserver"


def test_keys_kept_apart_pass_the_check(passphrase):
    assert signing_keys_are_apart(None) == []
    keystore.store("es256-2026a", keystore.ec.generate_private_key(keystore.ec.SECP256R1()))
    assert signing_keys_are_apart(None) == []


@pytest.mark.parametrize("place", ["MEDIA_ROOT", "STATIC_ROOT"])
def test_keys_where_the_site_serves_files_are_refused(settings, place):
    settings.SIGNING_KEY_DIR = getattr(settings, place) / "keys"

    assert [found.id for found in signing_keys_are_apart(None)] == ["signing.E001"]


@pytest.mark.skipif(not project_settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"), reason="a file of SQLite")
def test_keys_in_the_folder_of_the_database_are_refused(settings):
    settings.SIGNING_KEY_DIR = project_settings.DATA_DIR

    assert "signing.E002" in [found.id for found in signing_keys_are_apart(None)]


@pytest.mark.parametrize("which", ["folder", "file", "passphrase"])
def test_keys_that_others_can_read_are_refused(which):
    keystore.store("es256-2026a", keystore.ec.generate_private_key(keystore.ec.SECP256R1()))
    places = {"folder": keystore.folder(), "file": keystore.path_of("es256-2026a")}
    places.get(which, keystore.folder() / "passphrase").chmod(0o750)

    assert [found.id for found in signing_keys_are_apart(None)] == ["signing.E003"]


def test_production_wants_a_passphrase_and_not_one_beside_the_keys(settings):
    keystore.store("es256-2026a", keystore.ec.generate_private_key(keystore.ec.SECP256R1()))
    settings.PRODUCTION = True

    assert [found.id for found in signing_keys_are_apart(None)] == ["signing.E004", "signing.E005"]
