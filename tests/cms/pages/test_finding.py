from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from wagtail.models import PageViewRestriction

from cms.pages import services
from cms.pages.models import ContentPage
from cms.pages.services import SearchHit

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def soup(response):
    return BeautifulSoup(response.content, "html.parser")


def add(home, slug, title, **fields):
    return home.add_child(instance=ContentPage(slug=slug, title=title, **fields))


@pytest.fixture
def only_our_sources(monkeypatch):
    monkeypatch.setattr(services, "SEARCH_SOURCES", {})
    monkeypatch.setattr(services, "LINK_SOURCES", {})


@pytest.mark.usefixtures("only_our_sources")
class TestSearch:
    def test_it_finds_pages_by_their_words(self, client, home):
        add(home, "rancon", "Le rançongiciel", summary="Un logiciel qui prend vos fichiers en otage.")

        html = soup(client.get("/recherche/", {"q": "rançongiciel"}))

        assert (
            html.select_one("[role=status]").text.replace("\u00a0", " ").startswith("1 résultat pour « rançongiciel »")
        )
        assert html.select_one(".carte a")["href"] == "/rancon/"
        assert html.title.text.startswith("rançongiciel – Rechercher")

    def test_it_shows_neither_drafts_nor_private_pages(self, client, home):
        add(home, "brouillon", "Le rançongiciel", live=False)
        private = add(home, "prive", "Un rançongiciel")
        PageViewRestriction.objects.create(page=private, restriction_type="login")

        assert not soup(client.get("/recherche/", {"q": "rançongiciel"})).select(".carte")

    def test_it_asks_other_apps(self, client, home):
        services.register_search_source("Glossaire", lambda words: [SearchHit("API", "/glossaire/#mot-api", words)])

        card = soup(client.get("/recherche/", {"q": "interface"})).select_one(".carte")

        assert card.a["href"] == "/glossaire/#mot-api"
        assert "Glossaire" in card.text

    def test_when_nothing_is_found_it_says_what_to_do(self, client, home):
        html = soup(client.get("/recherche/", {"q": "hippopotame"}))

        assert "Aucun résultat" in html.select_one("[role=status]").text
        empty = html.select_one(".vide")
        assert "Essayez un mot plus court" in empty.text
        assert empty.a["href"] == "/plan-du-site/"

    def test_without_words_it_is_a_form_alone(self, client, home):
        html = soup(client.get("/recherche/", {"q": "   "}))

        assert not html.select(".carte, .vide, [role=status]")

    def test_results_come_ten_at_a_time(self, client, home):
        for number in range(12):
            add(home, f"page-{number}", f"Le rançongiciel {number}")

        first = soup(client.get("/recherche/", {"q": "rançongiciel"}))
        second = soup(client.get("/recherche/", {"q": "rançongiciel", "page": "2"}))
        beyond = soup(client.get("/recherche/", {"q": "rançongiciel", "page": "99"}))

        assert len(first.select(".carte")) == 10
        assert first.select_one("a[rel=next]")["href"] == "?q=ran%C3%A7ongiciel&page=2"
        assert len(second.select(".carte")) == len(beyond.select(".carte")) == 2

    @pytest.mark.parametrize("query", ['"', "l'eau", "a AND (b", "%_\\", "*", "\x00", "é" * 500, "mot " * 300, "<b>"])
    def test_whatever_is_typed_gets_an_answer(self, client, home, query):
        response = client.get("/recherche/", {"q": query})

        assert response.status_code == 200
        assert b"<b>" not in response.content

    def test_its_queries_do_not_grow_with_the_results(self, client, home, django_assert_max_num_queries):
        for number in range(20):
            add(home, f"page-{number}", f"Le rançongiciel {number}")

        with django_assert_max_num_queries(8):
            client.get("/recherche/", {"q": "rançongiciel"})


def test_the_site_map_shows_what_can_be_read(client, home, monkeypatch):
    monkeypatch.setattr(services, "LINK_SOURCES", {"Parcours": lambda: [("Élu local", "/parcours/elu/")]})
    add(home, "brouillon", "Un brouillon", live=False)

    html = soup(client.get("/plan-du-site/"))

    links = {link["href"] for link in html.main.select("a")}
    assert {"/aide/", "/accessibilite/", "/parcours/elu/", "/v/"} <= links
    assert "/brouillon/" not in links


def test_the_site_map_is_one_list_of_pages_however_many(client, home, django_assert_num_queries):
    for number in range(20):
        add(home, f"page-{number}", f"Page {number}")

    with django_assert_num_queries(6):
        client.get("/plan-du-site/?neuf")


def test_search_engines_get_pages_and_registered_links(client, home, monkeypatch):
    monkeypatch.setattr(services, "LINK_SOURCES", {"Parcours": lambda: [("Élu local", "/parcours/elu/")]})

    tree = ElementTree.fromstring(client.get("/sitemap.xml").content)

    addresses = [element.text for element in tree.findall(".//s:loc", NAMES)]
    assert "http://testserver/parcours/elu/" in addresses
    assert any(address.endswith("/aide/") for address in addresses)
    assert len(addresses) == len(set(addresses))


def test_robots_are_told_where_the_map_is_and_what_to_leave(client, db):
    text = client.get("/robots.txt").content.decode()

    assert "Sitemap: http://testserver/sitemap.xml" in text
    assert "Disallow: /gestion/" in text
    assert "Disallow: /modules/" not in text
