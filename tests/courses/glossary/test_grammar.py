"""The 25 words: all defined by our own modules, read on one page, drawn five by five."""

from random import Random

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.urls import reverse

from courses.glossary.grammar import DRAWN, SLUGS, WORDS, five_words
from courses.glossary.markdown import parse_terms
from courses.glossary.models import Term
from courses.glossary.rules import is_easy, sentences, words
from courses.modules.services import import_modules
from tests.courses.glossary.factories import TermFactory
from tests.courses.modules.factories import the_home

CONTENT = settings.BASE_DIR / "courses" / "content"
GRAMMAR = reverse("glossary:grammar")


def own_terms():
    return {
        draft.slug: draft
        for file in sorted(CONTENT.glob("*/glossaire.md"))
        for draft in parse_terms(file.read_text(), file.name)
    }


def read(client, **query):
    return BeautifulSoup(client.get(GRAMMAR, query).content, "html.parser")


def test_there_are_twenty_five_words_each_named_once():
    assert len(WORDS) == len({str(word.name) for word in WORDS}) == 25


def test_each_word_has_an_easy_definition_in_our_own_modules():
    terms = own_terms()

    assert [slug for slug in SLUGS if slug not in terms] == []
    assert [slug for slug in SLUGS if not is_easy(terms[slug].definition)] == []


def test_every_definition_of_ours_holds_in_two_sentences_and_forty_words():
    too_long = {
        slug: (sentences(term.definition), words(term.definition))
        for slug, term in own_terms().items()
        if sentences(term.definition) > 2 or words(term.definition) > 40
    }

    assert too_long == {}


@pytest.mark.django_db
def test_the_whole_course_brings_ninety_terms_at_least_and_the_twenty_five_words(client, settings, tmp_path):
    settings.MEDIA_ROOT, settings.H5P_DIR = tmp_path / "media", tmp_path / "h5p"
    the_home()
    import_modules(folders=sorted(file.parent for file in CONTENT.glob("*/module.md")))

    index = BeautifulSoup(client.get(reverse("glossary:index")).content, "html.parser")

    assert len(index.select("dl.lexique dt")) == Term.objects.live().count() >= 90
    assert all(is_easy(definition) for definition in Term.objects.values_list("definition", flat=True))
    assert [entry["id"] for entry in index.select("dl.lexique > div") if not entry.select(".emplois a")] == []
    shown = read(client).select("ol.grammaire > li")
    assert len(shown) == 25
    assert not read(client).find_all(string=lambda text: "attend encore sa définition" in text)


@pytest.mark.django_db
class TestThePage:
    def test_shows_each_word_with_its_definition_and_both_of_a_pair(self, client):
        TermFactory(slug="capteur", name="Capteur", definition="Un appareil qui mesure.")
        TermFactory(slug="iot", name="IoT", definition="Des objets reliés.")

        text = read(client).select("ol.grammaire > li")[17].get_text(" ").replace("\u00a0", " ")

        assert "Capteur et IoT" in text
        assert "Un appareil qui mesure." in text
        assert "Des objets reliés." in text

    def test_a_word_that_is_not_defined_yet_says_so(self, client):
        assert len(read(client).find_all(string=lambda text: "attend encore sa définition" in text)) == 25

    def test_draws_five_words_with_their_definitions_folded(self, client):
        soup = read(client, tirage="1")

        assert len(soup.select("ol.grammaire > li")) == DRAWN
        assert len(soup.select("ol.grammaire details:not([open])")) == DRAWN

    def test_the_glossary_and_the_site_map_lead_there(self, client):
        assert GRAMMAR in client.get(reverse("glossary:index")).content.decode()
        assert GRAMMAR in client.get("/sitemap.xml").content.decode()

    def test_costs_few_queries(self, client, django_assert_max_num_queries):
        for slug in SLUGS:
            TermFactory(slug=slug)
        client.get("/")

        with django_assert_max_num_queries(4):
            client.get(GRAMMAR, {"x": "1"})


def test_five_words_are_drawn_without_putting_any_back():
    drawn = five_words(Random(3))

    assert len({str(word.name) for word in drawn}) == DRAWN


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("Une phrase.", 1),
        ("Sans point final", 1),
        ("Une. Deux\u202f!", 2),
        ("«\u00a0Oui.\u00a0» Puis non.", 2),
        ("Voir l’art. 3 du code, version 2.0.", 1),
        ("Une. Deux. Trois.", 3),
    ],
)
def test_sentences_are_counted_as_they_are_read(text, count):
    assert sentences(text) == count


@pytest.mark.parametrize(
    ("text", "count"), [("L’API du rendez-vous, n° 2.", 5), ("", 0), ("Un code reçu\u202f: 4.", 4)]
)
def test_words_are_counted_as_they_are_read(text, count):
    assert words(text) == count


@pytest.mark.parametrize(("length", "is_read"), [(40, True), (41, False)])
def test_forty_words_are_easy_and_one_more_is_not(length, is_read):
    assert is_easy(" ".join(["mot"] * length)) is is_read
