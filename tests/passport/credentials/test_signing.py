import json

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from passport.achievements.services import achievement_for
from passport.credentials.models import Credential
from passport.credentials.services import issue_credential, issuing, sign_missing, uses_of
from passport.credentials.tasks import render_pdf, sign_missing_credentials
from passport.proofs import integrity, jose
from passport.proofs.did import read_did_document
from passport.signing.models import SigningKey, StatusEntry
from passport.signing.rules import Kind
from passport.signing.services import activate_key, active_key, compromise_key, contexts, generate_key, published_did
from tests.courses.progress.factories import a_course
from tests.passport.factories import CredentialFactory, a_graduate

pytestmark = pytest.mark.django_db


def verifies(credential):
    """Both forms, with the keys that the site publishes now."""
    keys = read_did_document(published_did())
    document = json.loads(credential.document)
    method, kid = integrity.method_of(document), jose.kid_of(credential.token)
    if method not in keys or kid not in keys:
        return False
    integrity.verify_document(document, key=keys[method].public, contexts=contexts())
    jose.verify_token(credential.token, key=keys[kid].public)
    return True


def issue(enrollment):
    return issue_credential(holder=enrollment.learner, achievement=achievement_for(pathway=enrollment.pathway))


def test_what_is_issued_is_signed_in_both_forms_with_a_place_in_a_status_list():
    credential = issue(a_graduate(a_course()))

    assert verifies(credential)
    assert (credential.proof_key, credential.token_key) == (active_key(Kind.PROOF), active_key(Kind.TOKEN))
    status = json.loads(credential.document)["credentialStatus"]
    assert status["statusListIndex"] == str(credential.status_entry.index)
    assert credential.content["modules"][0]["percent"] == 90


def test_when_it_cannot_be_signed_nothing_is_issued(monkeypatch):
    enrollment = a_graduate(a_course())

    def broken(_credential):
        raise RuntimeError("no key")

    monkeypatch.setattr(issuing, "give_signed_forms", broken)
    with pytest.raises(RuntimeError), transaction.atomic():
        issue(enrollment)

    assert not Credential.objects.exists()
    assert not StatusEntry.objects.exists()


def test_what_was_issued_before_signatures_is_signed_by_the_nightly_round(django_capture_on_commit_callbacks):
    old = CredentialFactory()
    render_pdf(old.pk)
    before = Credential.objects.get().pdf.size

    with django_capture_on_commit_callbacks(execute=True):
        sign_missing_credentials()
    again = Credential.objects.get().document
    sign_missing_credentials()

    old.refresh_from_db()
    assert verifies(old)
    assert old.document == again
    assert json.loads(again)["validFrom"] == old.issued_at.strftime("%Y-%m-%dT%H:%M:%SZ")
    assert old.pdf.size != before


@pytest.mark.parametrize("state", [{"revoked": True}, {"expired": True}, {"holder": None}])
def test_what_is_worth_nothing_or_has_no_holder_is_not_signed(state):
    credential = CredentialFactory(**state)

    sign_missing_credentials()

    credential.refresh_from_db()
    assert not credential.is_signed
    assert credential.status_entry is None


def test_a_retired_key_still_verifies_and_nothing_is_signed_again():
    credential = CredentialFactory(signed=True)
    text = credential.document

    activate_key(key=generate_key(kind=Kind.PROOF), without_waiting=True)
    sign_missing_credentials()

    credential.refresh_from_db()
    assert credential.document == text
    assert verifies(credential)


def test_after_a_compromise_the_same_credential_is_signed_again_in_place(django_capture_on_commit_callbacks):
    credential = CredentialFactory(signed=True)
    render_pdf(credential.pk)
    before = Credential.objects.get()

    with django_capture_on_commit_callbacks(execute=True):
        compromise_key(key=before.proof_key)

    after = Credential.objects.get()
    assert not verifies(before)
    assert verifies(after)
    assert after.proof_key != before.proof_key
    said, was = json.loads(after.document), json.loads(before.document)
    assert said.pop("proof") != was.pop("proof")
    assert said == was
    assert (after.code, after.status_entry) == (before.code, before.status_entry)
    assert after.pdf.storage.exists(after.pdf.name)


def test_what_another_key_signed_is_left_as_it_was(django_capture_on_commit_callbacks):
    kept = CredentialFactory(signed=True)
    first = kept.token_key
    activate_key(key=generate_key(kind=Kind.TOKEN), without_waiting=True)
    later = CredentialFactory(signed=True)

    with django_capture_on_commit_callbacks(execute=True):
        compromise_key(key=first)

    token = later.token
    later.refresh_from_db()
    kept.refresh_from_db()
    assert later.token == token
    assert kept.token_key == later.token_key


def test_after_a_compromise_what_is_revoked_expired_or_erased_is_not_signed_again():
    revoked = CredentialFactory(signed=True, revoked=True)
    texts = revoked.document
    compromise_key(key=revoked.proof_key)

    sign_missing_credentials()

    revoked.refresh_from_db()
    assert revoked.document == texts


def test_a_round_that_stopped_half_way_is_finished_by_the_next():
    credentials = CredentialFactory.create_batch(3, signed=True)
    compromise_key(key=credentials[0].proof_key)
    next(sign_missing())
    left = Credential.objects.awaiting_signature(timezone.now()).count()
    call_command("sign_missing_credentials", verbosity=0)

    assert left == 2
    assert all(verifies(credential) for credential in Credential.objects.all())


def test_a_compromised_seal_has_its_pdfs_made_again(django_capture_on_commit_callbacks):
    credential = CredentialFactory(signed=True)
    render_pdf(credential.pk)
    seal = Credential.objects.get().seal_key

    with django_capture_on_commit_callbacks(execute=True):
        compromise_key(key=seal)

    credential.refresh_from_db()
    assert credential.seal_key == active_key(Kind.SEAL) != seal
    assert credential.pdf.storage.exists(credential.pdf.name)


def test_the_drill_knows_what_rests_on_a_key():
    credential = CredentialFactory(signed=True)
    CredentialFactory(signed=True, revoked=True)

    assert uses_of(credential.proof_key) == {"titres valables": 1}
    assert uses_of(credential.token_key) == {"titres valables": 1}


def test_the_database_refuses_half_a_signature():
    credential = CredentialFactory(signed=True)

    with pytest.raises(IntegrityError), transaction.atomic():
        Credential.objects.filter(pk=credential.pk).update(token="")


def test_two_in_force_for_one_achievement_are_refused_by_the_database():
    credential = CredentialFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        CredentialFactory(holder=credential.holder, achievement=credential.achievement)


def test_a_key_is_not_deleted_under_what_it_signed():
    credential = CredentialFactory(signed=True)

    with pytest.raises(ProtectedError):
        SigningKey.objects.get(pk=credential.proof_key_id).delete()
