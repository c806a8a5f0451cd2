import pytest

from passport.credentials.models import Credential
from passport.credentials.services import sign_missing
from passport.signing import keystore
from passport.signing.services import ensure_keys
from tests.cms.accounts.factories import UserFactory
from tests.passport.factories import CredentialFactory


@pytest.fixture(autouse=True)
def _own_keys(settings, tmp_path_factory):
    """Each test has a keystore of its own, and a process that has decrypted nothing."""
    settings.SIGNING_KEY_DIR = tmp_path_factory.mktemp("signing-keys")
    keystore.forget()
    yield
    keystore.forget()


@pytest.fixture
def registrar(client):
    person = UserFactory(registrar=True, name="Rose Registre")
    client.force_login(person)
    return person


@pytest.fixture
def a_signed_credential(db):
    """Makes one, signed in both forms: `a_signed_credential(holder__name="Claire Fontanel")`."""
    ensure_keys()

    def make(**traits):
        made = CredentialFactory(**traits)
        list(sign_missing())
        return Credential.objects.get(pk=made.pk)

    return make
