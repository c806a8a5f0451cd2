import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.test import Client
from django.urls import path

from cms.navigation.models import SiteSettings
from cms.urls import *  # noqa: F403
from cms.urls import urlpatterns as site_urlpatterns


def fall(exception):
    def view(request):
        raise exception

    return view


urlpatterns = [
    path("reserve/", fall(PermissionDenied())),
    path("illisible/", fall(SuspiciousOperation())),
    path("casse/", fall(RuntimeError("pas pour le public"))),
    *site_urlpatterns,
]


@pytest.fixture(autouse=True)
def _failing_addresses(settings):
    settings.ROOT_URLCONF = __name__


@pytest.fixture
def visitor():
    return Client(raise_request_exception=False)


def soup(response):
    return BeautifulSoup(response.content, "html.parser")


@pytest.mark.parametrize(
    ("address", "status", "title"),
    [
        ("/nulle/part/", 404, "Cette page n’existe pas, ou plus"),
        ("/reserve/", 403, "Cette page est réservée"),
        ("/illisible/", 400, "Cette demande n’a pas pu être lue"),
    ],
)
def test_a_refusal_says_what_happened_and_where_to_go(visitor, home, address, status, title):
    response = visitor.get(address)

    html = soup(response)
    assert response.status_code == status
    assert html.h1.text == title
    assert html.title.text == f"{title} – Passeport digital"
    assert html.main.select_one("a[href='/modules/']")
    assert str(status) in html.main.text
    assert html.select_one("aside.aide")
    assert not response.cookies


def test_a_form_kept_open_too_long_is_explained(home):
    response = Client(enforce_csrf_checks=True).post("/affichage/", {"theme": "sombre"})

    assert response.status_code == 403
    assert soup(response).h1.text == "Ce formulaire est resté ouvert trop longtemps"


@pytest.mark.parametrize("known", [False, True])
def test_a_broken_server_answers_without_database_nor_context_processor(visitor, monkeypatch, known):
    monkeypatch.setattr(SiteSettings, "last_known", SiteSettings() if known else None)

    response = visitor.get("/casse/")  # without the db fixture, a query would fail

    html = soup(response)
    assert response.status_code == 500
    assert html.h1.text == "Le site a un problème, pas vous"
    assert bool(html.select("a[href^='tel:']")) is known
    assert "pas pour le public" not in html.text
    assert [link["href"] for link in html.select("link[rel=stylesheet]")] == ["/static/pages/css/broken.css"]
