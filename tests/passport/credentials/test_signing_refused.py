"""What cannot be signed after a compromise, or at night: it waits, it is told, and nothing else waits with it."""

import io
import json

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from cms.celery import app as celery_app
from passport.credentials.models import Credential
from passport.credentials.tasks import render_pdf, sign_missing_credentials
from passport.signing import keystore
from passport.signing.rules import Kind, State
from passport.signing.services import active_key, compromise_key, ensure_keys, retire_key
from tests.passport.factories import CredentialFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(params=[False, True], ids=["errors kept", "errors raised"])
def _eager(request):
    """Tasks run at once, in the process of whoever compromises the key, whatever Celery does with their errors."""
    celery_app.conf.update(task_eager_propagates=request.param)
    yield
    celery_app.conf.update(task_eager_propagates=False)


@pytest.fixture
def in_production(settings):
    """No key is made by itself; those that exist still open."""
    credential = CredentialFactory(signed=True)
    ensure_keys()
    settings.SIGNING_KEY_PASSPHRASE = (keystore.folder() / keystore.PASSPHRASE_FILE).read_text()
    settings.PRODUCTION = True
    return credential


def waiting():
    return Credential.objects.awaiting_signature(timezone.now()).count()


def errors(caplog):
    return [record for record in caplog.records if record.levelname == "ERROR"]


@pytest.mark.usefixtures("_eager")
def test_a_key_that_cannot_be_read_stops_no_compromise_and_is_told_in_one_line(
    in_production, caplog, django_capture_on_commit_callbacks
):
    token_key = active_key(Kind.TOKEN)
    aside = keystore.path_of(token_key.name).rename(keystore.folder() / "aside")
    keystore.forget()

    with django_capture_on_commit_callbacks(execute=True):
        compromise_key(key=in_production.proof_key)

    (line,) = [record for record in errors(caplog) if "status list" not in record.getMessage()]
    assert token_key.name in line.getMessage()
    assert "1 titre" in line.getMessage()
    assert line.exc_info is None, "what to do is in the line; the way through the code is no news"
    assert waiting() == 1

    aside.rename(keystore.path_of(token_key.name))
    sign_missing_credentials()

    assert waiting() == 0


@pytest.mark.usefixtures("_eager")
def test_no_active_key_stops_no_compromise_and_is_told(in_production, caplog, django_capture_on_commit_callbacks):
    retire_key(key=active_key(Kind.TOKEN))

    with django_capture_on_commit_callbacks(execute=True):
        compromise_key(key=in_production.proof_key)

    in_production.proof_key.refresh_from_db()
    assert in_production.proof_key.state == State.COMPROMISED
    assert any(
        "es256" in record.getMessage() and "signing_keys generate" in record.getMessage() for record in errors(caplog)
    )


def test_whoever_signs_from_a_shell_reads_why_and_how_many_wait(in_production):
    retire_key(key=active_key(Kind.TOKEN))
    Credential.objects.update(document="", token="", proof_key=None, token_key=None, status_entry=None)

    with pytest.raises(CommandError, match="es256") as refusal:
        call_command("sign_missing_credentials", stdout=io.StringIO())

    assert "1 titre" in str(refusal.value)


def test_pdfs_are_sealed_again_even_when_nothing_can_be_signed(in_production, django_capture_on_commit_callbacks):
    render_pdf(in_production.pk)
    seal = Credential.objects.get().seal_key
    retire_key(key=active_key(Kind.TOKEN))
    CredentialFactory()

    with django_capture_on_commit_callbacks(execute=True):
        compromise_key(key=seal)

    again = Credential.objects.get(pk=in_production.pk)
    assert waiting() == 1
    assert again.seal_key == active_key(Kind.SEAL) != seal


def a_name_without_end(credential):
    credential.content["name"] = "Passeport " * 7000


def a_lost_name(credential):
    del credential.content["name"]


def a_text_cut_short(credential):
    credential.document = credential.document[:-40]


def a_lost_proof(credential):
    credential.document = json.dumps({"id": "urn:uuid:7c1f0c1e-6c86-4a3e-9f57-2f8a5d0c9b11"})


@pytest.mark.parametrize(
    ("spoil", "signed"),
    [(a_name_without_end, False), (a_lost_name, False), (a_text_cut_short, True), (a_lost_proof, True)],
)
def test_one_that_cannot_be_signed_is_told_and_holds_back_no_other(spoil, signed, caplog):
    first, spoilt, _last = CredentialFactory.create_batch(3, signed=signed)
    spoil(spoilt)
    spoilt.save()
    if signed:
        compromise_key(key=first.proof_key)
    printed = io.StringIO()

    call_command("sign_missing_credentials", stdout=printed, stderr=printed)

    assert list(Credential.objects.awaiting_signature(timezone.now())) == [spoilt]
    (line,) = errors(caplog)
    assert str(spoilt.pk) in line.getMessage()
    assert spoilt.holder.name not in caplog.text
    assert "2 titre(s) signé(s)" in printed.getvalue()
    assert "1 titre(s) en attente" in printed.getvalue()


def test_a_file_that_cannot_be_removed_holds_back_nothing(monkeypatch, django_capture_on_commit_callbacks):
    for credential in CredentialFactory.create_batch(2, signed=True):
        render_pdf(credential.pk)

    def refuse(_name):
        raise PermissionError

    monkeypatch.setattr("passport.credentials.services.signing.discard_pdf", refuse)
    with django_capture_on_commit_callbacks(execute=True):
        compromise_key(key=Credential.objects.first().proof_key)

    assert waiting() == 0
    assert Credential.objects.exclude(pdf="").count() == 2
