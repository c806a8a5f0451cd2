import pytest

from tests.courses.modules.factories import the_home
from tests.courses.modules.folders import a_folder


@pytest.fixture
def media(settings, tmp_path):
    """An empty place for uploaded files; gives what is in it."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return lambda: sorted(path.name for path in (tmp_path / "media").rglob("*") if path.is_file())


@pytest.fixture
def site(db, media):
    """A founded site, ready to receive modules."""
    return the_home()


@pytest.fixture
def folder(tmp_path):
    return a_folder(tmp_path)
