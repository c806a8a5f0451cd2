"""The page that reads again and again: it closes by itself when the vault keeps saying no."""

import re

import pytest

SERIES = "/api/coffre/v1/series/"


def reads_of(vault):
    return sum(path.startswith(SERIES) for path in vault.paths())


def goes_on(page):
    """Whether a browser that shows this page would ask again, with scripts or without."""
    marks = ('http-equiv="refresh"' in page, "data-marche" in page)
    assert len(set(marks)) == 1, "with scripts and without, the page does the same"
    return marks[0]


def until_it_stops(browser, most=10):
    for _ in range(most):
        page = browser.see("/suivi/").text
        if not goes_on(page):
            return page
    raise AssertionError(f"still asking after {most} displays")


@pytest.fixture
def withdrawn(browser, vault):
    """An inhabitant who followed one read, then withdrew."""
    browser.agree()
    assert goes_on(browser.see("/suivi/").text)
    vault.withdrawn = True
    return browser


def test_after_three_refusals_the_page_says_that_it_stops_and_asks_nothing_more(withdrawn, vault):
    page = until_it_stops(withdrawn)

    assert reads_of(vault) == 1 + 3
    assert page.count("Refusée") == 3
    assert "Le suivi est arrêté" in page
    assert "Essayer encore" in page
    for _ in range(3):
        assert not goes_on(withdrawn.see("/suivi/").text)
    assert reads_of(vault) == 1 + 3


def test_a_suspended_authorisation_stops_the_page_too(browser, vault):
    browser.agree()
    for scope in vault.scopes:
        vault.refused[scope] = (403, "L’habitant a suspendu son autorisation.")

    assert "Le suivi est arrêté" in until_it_stops(browser)
    assert reads_of(vault) == 3


def test_a_renewal_refused_for_now_is_not_asked_again_by_a_page_that_stopped(browser, vault):
    vault.lifetime = 1
    browser.agree()
    vault.paused = True
    until_it_stops(browser)
    asked = len(vault.calls)

    browser.see("/suivi/")

    assert len(vault.calls) == asked


def test_one_refusal_between_two_readings_stops_nothing(browser, vault):
    browser.agree()
    for _ in range(2):
        for is_refused in (True, True, False):
            vault.refused = dict.fromkeys(vault.scopes, (429, "Trop d’appels.")) if is_refused else {}
            assert goes_on(browser.see("/suivi/").text)


def test_trying_again_asks_once_and_stays_stopped_when_the_answer_is_no(withdrawn, vault):
    page = until_it_stops(withdrawn)
    again = re.search(r'href="([^"]+)">Essayer encore', page).group(1)

    response = withdrawn.see(again)

    assert response.status_code == 302
    assert not goes_on(withdrawn.see(response.headers["Location"]).text)
    assert reads_of(vault) == 1 + 3 + 1


def test_trying_again_resumes_when_the_door_is_open(browser, vault):
    browser.agree()
    vault.refused = dict.fromkeys(vault.scopes, (403, "L’habitant a suspendu son autorisation."))
    until_it_stops(browser)
    vault.refused = {}

    response = browser.see("/suivi/?essai")

    assert goes_on(browser.see(response.headers["Location"]).text)


def test_a_new_authorisation_begins_a_new_follow_up(withdrawn, vault):
    until_it_stops(withdrawn)
    vault.withdrawn = False

    withdrawn.agree()

    page = withdrawn.see("/suivi/").text
    assert goes_on(page)
    assert "Refusée" not in page


def test_stopping_by_hand_reads_nothing(browser, vault):
    browser.agree()

    assert not goes_on(browser.see("/suivi/?pause").text)
    assert reads_of(vault) == 0


def test_without_an_authorisation_there_is_nothing_to_ask(browser, vault):
    page = browser.see("/suivi/").text

    assert not goes_on(page)
    assert "il n’y a rien à suivre" in page
    assert reads_of(vault) == 0


def test_an_authorisation_that_ended_is_not_asked_for_again(browser, vault):
    vault.lifetime = 1
    browser.agree()
    vault.withdrawn = True

    page = browser.see("/suivi/").text

    assert not goes_on(page)
    assert "L’autorisation a été retirée ou a expiré." in page
    asked = len(vault.calls)
    browser.see("/suivi/")
    assert len(vault.calls) == asked
