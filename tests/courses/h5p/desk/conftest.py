from io import BytesIO

import pytest

from courses.h5p.services import upload_package
from tests.cms.accounts.factories import UserFactory
from tests.courses.h5p.building import package


@pytest.fixture(autouse=True)
def h5p_folder(settings, tmp_path):
    """Each test has a store of its own."""
    settings.H5P_DIR = tmp_path / "h5p"
    return settings.H5P_DIR


@pytest.fixture
def trainer(client):
    """A trainer at the desk: activities, not libraries."""
    person = UserFactory(trainer=True)
    client.force_login(person)
    return person


@pytest.fixture
def administrator(client):
    person = UserFactory(administrator=True)
    client.force_login(person)
    return person


@pytest.fixture
def installed():
    """An activity that the site itself brought in, with its library."""
    return upload_package(file=BytesIO(package(content={"text": "Bonjour à tous"})), by=None).activity
