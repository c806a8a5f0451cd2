"""Activities in their sealed frame: played, resumed, left; alone, in numbers, by keyboard, and when something fails."""

import json
import re
from threading import Event
from urllib.parse import urlsplit

from playwright.sync_api import expect

from courses.h5p import services
from courses.h5p.models import Attempt, Result, State, Statement
from tests.courses.h5p import building
from tests.journeys import acting
from tests.journeys.by_keyboard import tab_until
from tests.journeys.in_a_frame import (
    LESSON,
    a_placement,
    address_of,
    frame_of,
    place_of,
    played,
    published_in_the_lesson,
    started,
)
from tests.journeys.people import newcomer
from tests.waiting import wait_until

LESSON_ADDRESS = f"/modules/securite/{LESSON}/"


def answer(frame) -> None:
    frame.get_by_role("button", name="Répondre").click()


def test_a_learner_plays_and_comes_back_where_they_stopped(visit):
    page, learner = visit
    placement = a_placement()
    frame = played(page, placement)

    answer(frame)

    expect(place_of(page, placement).get_by_role("status")).to_contain_text("Résultat")
    expect(place_of(page, placement).get_by_role("button", name="Réessayer")).to_be_hidden()
    page.reload()
    expect(frame.get_by_text("Réponses : 1")).to_be_visible()
    attempt = Attempt.objects.get(learner=learner)
    assert Result.objects.filter(attempt=attempt).count() == 1
    # The frame shows where one stopped before the server has heard that one is back.
    assert wait_until(lambda: attempt.statements.count() == 3)
    assert sorted(attempt.statements.values_list("verb", flat=True)) == ["answered", "attempted", "attempted"]


def test_a_page_reloaded_before_the_server_has_the_state_resumes_from_it_and_only_for_its_learner(visit, monkeypatch):
    page, learner = visit
    is_open, save = Event(), services.save_state
    monkeypatch.setattr(services, "save_state", lambda **state: is_open.wait(60) and save(**state))
    script = building.PLAYED.replace("self.trigger(event);", "self.triggerXAPI('interacted');")
    placement = a_placement(libraries=[building.library(script=script)])
    answer(played(page, placement))
    assert wait_until(lambda: page.evaluate("JSON.stringify(sessionStorage).includes('clicks')"), seconds=20)

    page.reload()

    expect(started(page, placement).get_by_text("Réponses : 1")).to_be_visible()
    assert not State.objects.exists()
    page.context.clear_cookies()
    acting.sign_in(page, newcomer().email, acting.PASSWORD)
    expect(played(page, placement).get_by_text("Réponses : 0")).to_be_visible()
    is_open.set()
    assert wait_until(State.objects.exists, seconds=20)
    assert State.objects.get().attempt.learner == learner


def test_of_two_tabs_the_one_that_was_used_last_says_where_one_stopped(visit):
    page, learner = visit
    placement = a_placement()
    other = page.context.new_page()
    frame, other_frame = played(page, placement), played(other, placement)

    def clicks():
        kept = State.objects.filter(attempt__learner=learner).values_list("value", flat=True)
        return [json.loads(value)["clicks"] for value in kept if value]

    for count in (1, 2, 3):
        answer(other_frame)
        assert wait_until(lambda count=count: clicks() == [count], seconds=20)
    page.bring_to_front()
    answer(frame)

    assert wait_until(lambda: clicks() == [1], seconds=20)


def test_begins_again_with_a_new_attempt(visit):
    page, learner = visit
    placement = a_placement()
    frame = played(page, placement)
    answer(frame)
    expect(place_of(page, placement).get_by_role("status")).to_contain_text("Résultat")

    with page.expect_navigation():
        page.get_by_role("button", name="Recommencer").click()

    started(page, placement)
    expect(frame.get_by_text("Réponses : 0")).to_be_visible()
    attempts = Attempt.objects.filter(learner=learner).order_by("number")
    assert [attempt.closed_at is None for attempt in attempts] == [False, True]


def test_two_places_of_one_activity_and_another_live_apart_on_one_page(visit):
    page, learner = visit
    twice, other = building.stored({"text": "Deux fois"}), building.stored({"text": "Une autre"}, libraries=[])
    first, second, third = published_in_the_lesson(twice, twice, other)
    page.goto(LESSON_ADDRESS)
    assert page.locator("iframe").count() == 0, "rien ne se charge avant d’approcher"

    for placement in (first, second, third):
        place_of(page, placement).scroll_into_view_if_needed()
        started(page, placement)
    answer(frame_of(page, second))
    expect(place_of(page, second).get_by_role("status")).to_contain_text("Résultat")

    expect(frame_of(page, first).get_by_text("Réponses : 0")).to_be_visible()
    expect(frame_of(page, third).get_by_text("Une autre")).to_be_visible()
    assert Result.objects.get().attempt.placement == second
    assert Attempt.objects.filter(learner=learner).count() == 3


def test_a_visitor_plays_and_nothing_is_recorded(open_browser):
    page = open_browser()
    placement = a_placement()

    answer(played(page, placement))

    expect(place_of(page, placement).get_by_role("status")).to_contain_text("sans compte")
    expect(frame_of(page, placement).get_by_text("Réponses : 1")).to_be_visible()
    assert not Attempt.objects.exists()
    assert not Statement.objects.exists()


def test_an_activity_that_cannot_start_says_so_and_may_be_tried_again(visit):
    page, _learner = visit
    script = building.PLAYED.replace(
        "EventDispatcher.call(this);", "if (!window.top) throw 0; throw new Error('incomplet');"
    )
    placement = a_placement(libraries=[building.library(script=script)])
    page.goto(address_of(placement))
    place = place_of(page, placement)

    expect(place.get_by_text("n’a pas pu démarrer")).to_be_visible()
    expect(place.locator("iframe")).to_have_count(0)
    with page.expect_request(re.compile("/h5p/lecteur/")):
        place.get_by_role("button", name="Réessayer").click()
    expect(place.get_by_text("n’a pas pu démarrer")).to_be_visible()


def test_without_javascript_the_page_says_what_to_do(open_browser):
    page = open_browser(java_script_enabled=False)
    page.goto(address_of(a_placement()))

    link = page.locator("noscript a")  # locators by text pass over these elements
    expect(link).to_be_visible()
    assert "JavaScript est arrêté" in page.locator("noscript").inner_text()
    expect(page.locator("iframe")).to_have_count(0)


def test_a_second_view_asks_for_at_most_twelve_things_and_no_font_of_text(visit):
    page, _learner = visit
    placement = a_placement()
    played(page, placement)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))

    page.reload(wait_until="networkidle")
    started(page, placement)

    of_the_frame = [path for path in asked if path.startswith(("/h5p/f/", "/h5p/lecteur/", "/static/h5p"))]
    assert len(of_the_frame) <= 12, of_the_frame
    assert not [path for path in asked if "inter" in path or "open-sans" in path]


def test_what_is_answered_without_a_connection_leaves_when_it_comes_back(visit):
    page, learner = visit
    placement = a_placement()
    frame = played(page, placement)
    place = place_of(page, placement)
    expect(place.get_by_role("button", name="Recommencer")).to_be_visible()

    page.route("**/evenement/", lambda route: route.fulfill(status=503))
    page.route("**/etat/", lambda route: route.fulfill(status=503))
    answer(frame)
    expect(place.get_by_text("Nous n’arrivons pas à joindre")).to_be_visible()
    page.unroute("**/evenement/")
    page.unroute("**/etat/")
    place.get_by_role("button", name="Réessayer").click()

    expect(place.get_by_role("status")).to_contain_text("Résultat")
    expect(place.get_by_text("Nous n’arrivons pas à joindre")).to_be_hidden()
    assert Result.objects.get().attempt.learner == learner


def test_a_session_that_ends_meanwhile_loses_nothing(visit):
    page, learner = visit
    placement = a_placement()
    frame = played(page, placement)
    place = place_of(page, placement)
    page.context.clear_cookies()

    answer(frame)
    expect(place.get_by_text("Votre session est terminée")).to_be_visible()
    assert not Result.objects.exists()
    with page.context.expect_page() as opened:
        place.get_by_role("link", name="Me connecter").click()
    tab = opened.value
    tab.get_by_label("Adresse électronique").fill(learner.email)
    tab.get_by_label("Mot de passe", exact=True).fill(acting.PASSWORD)
    tab.get_by_role("button", name="Me connecter").click()
    tab.wait_for_url("**/h5p/activite/**")
    tab.close()
    place.get_by_role("button", name="Réessayer").click()

    expect(place.get_by_role("status")).to_contain_text("Résultat")
    assert Result.objects.get().attempt.learner == learner


def test_by_keyboard_one_goes_into_the_frame_and_out_of_it(visit):
    page, _learner = visit
    placement = a_placement()
    frame = played(page, placement)

    tab_until(page, lambda it: "Passer l’activité" in it["text"])
    expect(place_of(page, placement).get_by_role("link", name="Passer l’activité")).to_be_in_viewport()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.tagName") == "IFRAME"
    expect(frame.get_by_role("button", name="Répondre")).to_be_focused()
    page.keyboard.press("Enter")
    expect(frame.get_by_text("Réponses : 1")).to_be_visible()
    tab_until(page, lambda it: "Sortir de l’activité" in it["text"], most=4)
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == f"h5p-{placement.key}-fin"


def test_the_way_past_an_activity_does_not_go_through_it(visit):
    page, _learner = visit
    placement = a_placement()
    played(page, placement)

    tab_until(page, lambda it: "Passer l’activité" in it["text"])
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == f"h5p-{placement.key}-fin"


def test_fills_the_screen_and_comes_back_to_its_place(visit):
    page, _learner = visit
    placement = a_placement()
    frame = played(page, placement)

    expect(page.get_by_role("button", name="Quitter le plein écran")).to_be_hidden()
    page.get_by_role("button", name="Plein écran", exact=True).click()
    expect(page.get_by_role("button", name="Quitter le plein écran")).to_be_visible()
    answer(frame)
    page.get_by_role("button", name="Quitter le plein écran").click()

    expect(page.get_by_role("button", name="Plein écran", exact=True)).to_be_focused()
    expect(frame.get_by_text("Réponses : 1")).to_be_visible()


def test_a_player_with_a_host_name_of_its_own_keeps_its_files_and_records_as_well(visit, settings, site, our_addresses):
    settings.H5P_PLAYER_ORIGIN = site.replace("localhost", "lecteur.localhost")
    our_addresses.append(f"{settings.H5P_PLAYER_ORIGIN}/")
    page, learner = visit
    placement = a_placement()
    frame = played(page, placement)
    answer(frame)
    expect(place_of(page, placement).get_by_role("status")).to_contain_text("Résultat")
    fetched: list[str] = []
    page.on("requestfinished", lambda request: request.sizes()["responseBodySize"] and fetched.append(request.url))

    page.reload(wait_until="networkidle")

    expect(frame.get_by_text("Réponses : 1")).to_be_visible()
    assert Result.objects.get().attempt.learner == learner
    assert place_of(page, placement).locator("iframe").get_attribute("sandbox") == "allow-scripts allow-same-origin"


def test_an_external_link_opens_beside_the_activity_which_stays(visit, our_addresses):
    page, _learner = visit
    script = building.PLAYED.replace(
        "$container.addClass('demo')", "$container.append('<a href=\"/modules/?depuis=h5p\">Lire</a>').addClass('demo')"
    )
    placement = a_placement(libraries=[building.library(script=script)])
    frame = played(page, placement)

    with page.context.expect_page() as opened:
        frame.get_by_role("link", name="Lire").click()

    assert urlsplit(opened.value.url).path == "/modules/"
    assert opened.value.evaluate("window.opener") is None
    expect(frame.get_by_role("button", name="Répondre")).to_be_visible()
