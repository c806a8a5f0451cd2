import pytest

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
