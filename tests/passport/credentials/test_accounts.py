import json

import pytest
from django.core.serializers.json import DjangoJSONEncoder
from django.forms.models import model_to_dict

from cms.accounts.signals import account_erased
from passport.credentials.documents import has_pdf
from passport.credentials.models import Credential, private_storage
from passport.credentials.services import export_credentials, open_files, revoke_credential
from passport.credentials.tasks import render_pdf
from passport.proofs.bitstring import SIZE, decode, is_set
from passport.signing.services import signed_list
from tests.cms.accounts.factories import UserFactory
from tests.passport.factories import CredentialFactory

pytestmark = pytest.mark.django_db


def test_the_export_holds_one_s_own_credentials_and_nobody_else_s():
    mine = CredentialFactory(holder__name="Claire Fontanel")
    CredentialFactory(holder__name="Jean Martin")

    exported = json.dumps(export_credentials(mine.holder), cls=DjangoJSONEncoder, ensure_ascii=False)

    assert mine.display_code in exported
    assert "Claire Fontanel" in exported
    assert "Jean Martin" not in exported


def test_erasing_an_account_keeps_the_proof_without_the_person(django_capture_on_commit_callbacks):
    credential = CredentialFactory(holder__name="Claire Fontanel", shows_name=True)
    render_pdf(credential.pk)
    file = Credential.objects.get().pdf.name

    with django_capture_on_commit_callbacks(execute=True):
        account_erased.send(UserFactory, user=credential.holder)
        credential.holder.delete()

    credential.refresh_from_db()
    assert credential.holder is None
    assert "Fontanel" not in json.dumps(credential.content)
    assert credential.content["modules"]
    assert credential.is_valid
    assert not has_pdf(credential)
    assert not private_storage().exists(file)


def test_the_export_holds_the_signed_forms_as_they_were_signed():
    mine = CredentialFactory(signed=True)

    [exported] = export_credentials(mine.holder)

    assert (exported["fichier_signé"], exported["jeton_signé"]) == (mine.document, mine.token)


def test_erasing_takes_the_signed_forms_and_revoking_goes_on_working():
    credential = CredentialFactory(signed=True, holder__name="Claire Fontanel")
    open_files(credential=credential)
    index = credential.status_entry.index

    account_erased.send(UserFactory, user=credential.holder)
    credential.holder.delete()
    credential.refresh_from_db()
    kept = str(model_to_dict(credential))
    assert "Fontanel" not in kept
    assert (credential.document, credential.token, credential.share_key) == ("", "", "")
    assert {module["percent"] for module in credential.content["modules"]} == {None}

    registrar = UserFactory(registrar=True)
    revoke_credential(credential=credential, by=registrar, reason="Fraude", publish_reason=False)

    status_list = signed_list(credential.status_entry.list.number)
    bits = decode(json.loads(status_list.document)["credentialSubject"]["encodedList"])
    assert is_set(bits, index)
    assert not is_set(bits, (index + 1) % SIZE)


def test_the_credentials_of_others_are_left_alone():
    other = CredentialFactory(holder__name="Jean Martin")

    account_erased.send(UserFactory, user=UserFactory())

    other.refresh_from_db()
    assert other.content["holder_name"] == "Jean Martin"


def test_a_revocation_outlives_the_account_of_who_made_it():
    registrar = UserFactory(registrar=True)
    credential = CredentialFactory(revoked=True, revoked_by=registrar)

    registrar.delete()

    credential.refresh_from_db()
    assert credential.is_revoked
    assert credential.revoked_by is None
