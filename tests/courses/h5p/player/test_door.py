"""With a host name of its own the player answers there alone, and nothing else does."""

import pytest
from django.core.checks import run_checks
from django.test import override_settings

from courses.h5p.checks import the_player_has_a_host_name_of_its_own
from courses.h5p.player.document import player_address
from courses.h5p.player.token import token_for

APART = "https://activites.exemple.fr"


@pytest.fixture
def apart(settings):
    settings.H5P_PLAYER_ORIGIN = APART
    settings.SITE_URL = "https://passeport.exemple.fr"
    settings.SITE_HOSTS = ["passeport.exemple.fr"]


def path_of(revision) -> str:
    return f"/h5p/lecteur/{token_for(revision.pk)}/"


def test_the_address_of_the_player_names_its_host(apart, revision):
    assert player_address(revision) == APART + path_of(revision)


@pytest.mark.parametrize("host", ["activites.exemple.fr", "ACTIVITES.exemple.fr", "activites.exemple.fr:443"])
def test_the_player_s_host_plays(client, apart, revision, host):
    assert client.get(path_of(revision), secure=True, headers={"host": host}).status_code == 200


def test_the_policy_names_both_hosts_and_keeps_the_frame_s_origin(client, apart, revision):
    policy = client.get(path_of(revision), secure=True, headers={"host": "activites.exemple.fr"})[
        "Content-Security-Policy"
    ]
    assert f"script-src {APART}/h5p/f/ " in policy
    assert "frame-ancestors https://passeport.exemple.fr" in policy
    assert "sandbox allow-scripts allow-same-origin" in policy


@pytest.mark.parametrize(
    "path",
    ["/", "/compte/connexion/", "/gestion/", "/sante/", "/h5p/", "/h5p/activite/6d0f5a0e-6a35-4b0b-9c38-5a1c86cf1c51/"],
)
def test_the_player_s_host_answers_nothing_else(client, apart, db, path):
    answer = client.get(path, secure=True, headers={"host": "activites.exemple.fr"})
    assert answer.status_code == 404
    assert not answer.cookies


def test_the_site_s_host_does_not_play(client, apart, revision):
    assert client.get(path_of(revision), secure=True, headers={"host": "passeport.exemple.fr"}).status_code == 404
    assert client.get("/", secure=True, headers={"host": "passeport.exemple.fr"}).status_code != 404


def test_another_port_of_the_player_s_host_is_not_the_player(client, apart, revision):
    assert client.get(path_of(revision), secure=True, headers={"host": "activites.exemple.fr:8443"}).status_code == 404


def test_pages_may_hold_the_player_in_a_frame_and_no_other_page(client, db, settings):
    settings.VISITOR_CACHE_SECONDS = 0
    assert "frame-src http://testserver/h5p/lecteur/;" in client.get("/aucune-page/")["Content-Security-Policy"] + ";"
    settings.H5P_PLAYER_ORIGIN = APART
    assert f"frame-src {APART}/h5p/lecteur/;" in client.get("/aucune-page/")["Content-Security-Policy"] + ";"


def test_a_sound_host_name_is_accepted(apart):
    assert the_player_has_a_host_name_of_its_own() == []


@pytest.mark.parametrize(
    ("origin", "changes", "fault"),
    [
        ("activites.exemple.fr", {}, "h5p.E001"),
        ("https://activites.exemple.fr/lecteur", {}, "h5p.E001"),
        ("ftp://activites.exemple.fr", {}, "h5p.E001"),
        ("http://activites.exemple.fr", {"PRODUCTION": True}, "h5p.E002"),
        ("https://passeport.exemple.fr:8443", {}, "h5p.E003"),
        ("https://lecteur.exemple.fr", {"SITE_HOSTS": [".exemple.fr"]}, "h5p.E003"),
        ("https://activites.exemple.fr", {"SESSION_COOKIE_DOMAIN": ".exemple.fr"}, "h5p.E004"),
        ("https://activites.exemple.fr", {"CSRF_COOKIE_DOMAIN": "exemple.fr"}, "h5p.E004"),
    ],
)
def test_a_host_name_that_would_share_the_site_s_cookies_is_refused(apart, origin, changes, fault):
    with override_settings(H5P_PLAYER_ORIGIN=origin, **changes):
        assert [error.id for error in the_player_has_a_host_name_of_its_own()] == [fault]


@pytest.mark.filterwarnings("ignore")
def test_the_check_is_run_before_anything_starts(apart):
    with override_settings(H5P_PLAYER_ORIGIN="https://passeport.exemple.fr"):
        assert "h5p.E003" in {error.id for error in run_checks()}
