import pytest

from courses.modules import activities
from courses.modules.activities import Activity


@pytest.fixture
def lab(monkeypatch):
    """An activity that somebody offers for the time of a test, at an address that always exists."""
    offered = Activity(
        code="LAB-91",
        title="Lire une journée",
        url_name="glossary:index",
        minutes=25,
        summary="Vingt-quatre heures de votre compteur.",
    )
    monkeypatch.setitem(activities._offered, offered.code, offered)
    return offered
