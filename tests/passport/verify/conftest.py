import pytest

from tests.passport.verify.presenting import export


@pytest.fixture(scope="session")
def issuer(tmp_path_factory):
    """Of the examples: both keys trusted, nothing revoked."""
    return export(tmp_path_factory.mktemp("export"))
