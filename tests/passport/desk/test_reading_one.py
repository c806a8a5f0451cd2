import pytest

from passport.credentials.documents import store_certificate
from passport.credentials.services import erase_holder
from tests.passport.desk.addresses import desk
from tests.passport.factories import CredentialFactory

pytestmark = pytest.mark.django_db


def test_the_page_of_one_names_its_keys_and_its_place(client, registrar, a_signed_credential):
    credential = a_signed_credential()

    page = client.get(desk("inspect", credential.pk)).text

    assert credential.proof_key.name in page
    assert credential.token_key.name in page
    assert f"liste 1, rang {credential.status_entry.index}" in page


def test_the_page_of_one_not_signed_yet_says_so(client, registrar):
    assert "pas encore signé" in client.get(desk("inspect", CredentialFactory().pk)).text


def test_the_page_of_one_leads_to_its_files(client, registrar, a_signed_credential):
    credential = a_signed_credential()

    page = client.get(desk("inspect", credential.pk)).text

    for form in ("json", "jwt", "png", "pdf"):
        address = f"/passeport/{credential.uuid}/attestation.{form}"
        assert address in page
    assert client.get(f"/passeport/{credential.uuid}/attestation.json").content == credential.document.encode()


def test_a_sealed_file_names_the_key_of_its_seal(client, registrar, a_signed_credential):
    credential = a_signed_credential()
    store_certificate(credential)
    credential.refresh_from_db()

    assert desk("key", credential.seal_key.name) in client.get(desk("inspect", credential.pk)).text
    assert credential.display_code in client.get(desk("index"), {"key": credential.seal_key.pk}).text


def test_the_files_go_with_the_account(client, registrar, a_signed_credential):
    credential = a_signed_credential()
    erase_holder(user=credential.holder)

    page = client.get(desk("inspect", credential.pk)).text

    assert "attestation.json" not in page
    assert "le compte a été effacé" in page


def test_the_page_of_one_costs_little(client, registrar, a_signed_credential, django_assert_max_num_queries):
    credential = a_signed_credential()
    client.get(desk("inspect", credential.pk))

    with django_assert_max_num_queries(12):
        client.get(desk("inspect", credential.pk))
