"""The glossary as it is read and searched."""

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms.foundation import content_version
from cms.pages.services import search_site
from courses.glossary.rules import by_letter, initial, sorting_key
from courses.glossary.services import search_terms
from tests.courses.glossary.factories import TermFactory
from tests.courses.modules.factories import LessonPageFactory, ModulePageFactory

pytestmark = pytest.mark.django_db


def read(client, **query):
    return BeautifulSoup(client.get(reverse("glossary:index"), query).content, "html.parser")


def names(soup):
    return [term.get_text() for term in soup.select("dl.lexique dt")]


def test_terms_stand_from_a_to_z_whatever_their_accents(client):
    for name in ("Zone", "Élu référent", "cloud", "Œuvre", "AIPD", "2FA"):
        TermFactory(name=name)

    soup = read(client)

    assert names(soup) == ["2FA", "AIPD", "cloud", "Élu référent", "Œuvre", "Zone"]
    assert [link["href"] for link in soup.select("nav.lettres a")] == [
        f"#lettre-{letter}" for letter in ("0-9", "a", "c", "e", "o", "z")
    ]


def test_each_term_can_be_linked_to(client):
    term = TermFactory(slug="pare-feu", name="Pare-feu", definition="Un filtre : simple.", also="firewall")

    entry = read(client).select_one("#mot-pare-feu")

    assert term.get_absolute_url() == "/glossaire/#mot-pare-feu"
    assert "Un filtre\u00a0: simple." in entry.get_text()
    assert "firewall" in entry.get_text()


def test_drafts_are_not_shown(client):
    TermFactory(name="Pas encore", live=False)

    assert names(read(client)) == []
    assert search_terms("encore") == []


def test_searching_ignores_accents_and_finds_parts_of_words(client):
    TermFactory(name="Rançongiciel", definition="Un programme qui bloque.")
    TermFactory(name="Sauvegarde", definition="La parade au rançongiciel.")
    TermFactory(name="Cloud")

    assert names(read(client, q="RANCON")) == ["Rançongiciel", "Sauvegarde"]
    assert [term.name for term in search_terms("rancon")] == ["Rançongiciel", "Sauvegarde"]
    assert [term.name for term in search_terms("bloque programme")] == ["Rançongiciel"]


def test_a_search_without_result_says_what_to_try(client):
    soup = read(client, q="<script>")

    assert "0 terme" in soup.get_text()
    assert "Aucun terme ne contient ces mots" in soup.get_text()
    assert soup.find("input", id="mot")["value"] == "<script>"


def test_the_search_of_the_site_finds_a_term():
    TermFactory(name="Homologation", slug="homologation")

    assert [(hit.title, hit.url, hit.kind) for hit in search_site("homologation")] == [
        ("Homologation", "/glossaire/#mot-homologation", "Glossaire")
    ]


def test_the_glossary_is_in_the_site_map(client):
    assert reverse("glossary:index") in client.get("/sitemap.xml").content.decode()


def test_each_term_leads_to_the_lessons_that_use_it_in_the_order_of_the_course(client):
    listed, linked = TermFactory(slug="cloud", name="Cloud"), TermFactory(slug="api", name="API")
    TermFactory(slug="seul", name="Seul")
    later, sooner = ModulePageFactory(number=2), ModulePageFactory(number=1)
    first = LessonPageFactory(parent=later, title="La seconde", body=[("terms", {"terms": [listed, linked]})])
    text = '<p>Un <a href="#mot-cloud">cloud</a> ou deux <a href="#mot-cloud">clouds</a>.</p>'
    second = LessonPageFactory(parent=sooner, title="La première", body=[("text", text)])

    soup = read(client)

    links = soup.select("#mot-cloud .emplois a")
    assert [(link.get_text(), link["href"]) for link in links] == [
        ("La première", reverse("modules:lesson", args=[second.code])),
        ("La seconde", reverse("modules:lesson", args=[first.code])),
    ]
    assert len(soup.select("#mot-api .emplois a")) == 1
    assert not soup.select("#mot-seul .emplois")


def test_a_lesson_that_cannot_be_read_is_not_named(client):
    term = TermFactory(slug="cloud", name="Cloud")
    body = [("terms", {"terms": [term]})]
    LessonPageFactory(title="Pas encore", live=False, body=body)
    LessonPageFactory(title="Module fermé", parent=ModulePageFactory(live=False), body=body)

    assert not read(client).select(".emplois")


def test_a_lesson_that_is_published_is_named_at_once(client):
    term = TermFactory(slug="cloud", name="Cloud")
    lesson = LessonPageFactory(title="La leçon du nuage")
    assert not read(client).select(".emplois")

    lesson.body = [("terms", {"terms": [term]})]
    with TestCase.captureOnCommitCallbacks(execute=True):
        lesson.save_revision().publish()

    assert "La leçon du nuage" in read(client).select_one(".emplois").get_text()


@pytest.mark.parametrize("count", [1, 20])
def test_naming_lessons_costs_the_same_with_one_or_twenty(client, count, django_assert_max_num_queries):
    module = ModulePageFactory()
    for _ in range(count):
        LessonPageFactory(parent=module, body=[("terms", {"terms": [TermFactory()]})])
    client.get("/")
    cache.delete(f"lesson-mentions:{content_version.current()}")

    with django_assert_max_num_queries(7):
        client.get(reverse("glossary:index"), {"q": "terme"})
    with django_assert_max_num_queries(4):
        client.get(reverse("glossary:index"), {"q": "terme"})


def test_a_hundred_terms_cost_no_more_queries_than_one(client):
    def count():
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("glossary:index"), {"q": "terme"})
        return len(queries)

    TermFactory()
    count()  # the first page of all reads the site's settings too
    alone = count()
    for _ in range(99):
        TermFactory()

    assert count() == alone <= 4


def test_sorting_ignores_case_and_accents():
    assert sorted(["b", "É", "a", "œ"], key=sorting_key) == ["a", "b", "É", "œ"]
    assert [initial(name) for name in ("élu", "Œuvre", "3D", "«")] == ["E", "O", "0-9", "0-9"]
    assert by_letter([]) == []
