import pytest

from cms.pages.founding import found_site
from cms.pages.models import HomePage


@pytest.fixture
def home(db):
    """The site as `load_site` founds it."""
    found_site()
    return HomePage.objects.get()
