"""The catalogue and a module's page."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from courses.modules import audiences
from tests.cms.accounts.factories import UserFactory
from tests.courses.modules.factories import LessonPageFactory, ModulePageFactory, the_catalogue

pytestmark = pytest.mark.django_db


def titles(client, query=""):
    soup = BeautifulSoup(client.get(f"/modules/{query}").content, "html.parser")
    return [title.get_text() for title in soup.select("li.carte h2")]


@pytest.fixture
def taken_by(monkeypatch):
    """Say whom pathways send to each module."""
    sent = {}
    monkeypatch.setattr(audiences, "_sources", [lambda: sent])
    return lambda module, *who: sent.update({module.pk: frozenset(who)})


def test_modules_stand_in_the_order_of_their_numbers(client):
    ModulePageFactory(number=2, title="Deuxième")
    ModulePageFactory(number=1, title="Premier")
    ModulePageFactory(number=3, title="Brouillon", live=False)

    assert titles(client) == ["Premier", "Deuxième"]


def test_a_card_says_the_time_the_lessons_and_for_whom(client, taken_by):
    module = ModulePageFactory()
    LessonPageFactory(parent=module, minutes=50)
    LessonPageFactory(parent=module, minutes=25)
    LessonPageFactory(parent=module, minutes=99, live=False)
    taken_by(module, "elu", "cadre")

    card = " ".join(BeautifulSoup(client.get("/modules/").content, "html.parser").select_one("li.carte").text.split())

    assert "1\u00a0h\u00a015" in client.get("/modules/").content.decode()
    assert "2 leçons" in card
    assert "Élu ou élue, Cadre territorial" in card


def test_the_filter_keeps_the_modules_of_one_audience(client, taken_by):
    taken_by(ModulePageFactory(number=1, title="Pour élus"), "elu")
    taken_by(ModulePageFactory(number=2, title="Pour cadres"), "cadre")
    ModulePageFactory(number=3, title="Pour personne encore")

    assert titles(client, "?public=elu") == ["Pour élus", "Pour personne encore"]
    assert titles(client, "?public=n-importe-quoi") == ["Pour élus", "Pour cadres", "Pour personne encore"]


def test_without_pathways_there_is_nothing_to_filter(client, taken_by):
    ModulePageFactory()

    assert b'name="public"' not in client.get("/modules/").content


def test_an_empty_catalogue_says_so(client):
    the_catalogue()

    assert "Aucun module" in client.get("/modules/").content.decode()


@pytest.mark.parametrize("signed_in", [False, True], ids=["visitor", "learner"])
def test_twenty_modules_cost_no_more_queries_than_one(client, signed_in):
    if signed_in:
        client.force_login(UserFactory())

    def count():
        client.get("/modules/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/modules/?encore")
        return len(queries)

    LessonPageFactory()
    alone = count()
    for _ in range(19):
        LessonPageFactory()

    assert count() == alone
    assert alone <= 20


def test_a_module_shows_its_lessons_its_objectives_and_its_words(client):
    module = ModulePageFactory(
        objectives="Savoir dire.\n\n  Savoir faire. ", introduction="<p>Bienvenue <b>ici</b> : lisez.</p>"
    )
    lesson = LessonPageFactory(parent=module)

    page = client.get(module.url).content.decode()

    assert module.objective_list == ["Savoir dire.", "Savoir faire."]
    assert "<li>Savoir faire.</li>" in page
    assert "Bienvenue <b>ici</b>\u00a0: lisez." in page
    assert lesson.url in page
