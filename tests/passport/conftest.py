import pytest

from passport.signing import keystore


@pytest.fixture(autouse=True)
def _own_keys(settings, tmp_path_factory):
    """Each test has a keystore of its own, and a process that has decrypted nothing."""
    settings.SIGNING_KEY_DIR = tmp_path_factory.mktemp("keystore") / "signing-keys"
    keystore.forget()
    yield
    keystore.forget()
