"""What is refused to whom, with which status, and that nothing is kept of it."""

from uuid import uuid4

import pytest
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.test import Client
from wagtail.models import PageViewRestriction

from cms.accounts.permissions import TRAINER
from courses.h5p import limits
from courses.h5p.models import Incident, Result, State, Statement
from tests.cms.accounts.factories import UserFactory
from tests.courses.h5p.factories import AttemptFactory, PlacementFactory
from tests.courses.h5p.results.conftest import Page, answered

pytestmark = pytest.mark.django_db

JSON_ADDRESSES = ["session", "event", "state", "incident"]


def everything(page, attempt=None):
    """What the page sends to each address."""
    attempt = str(attempt or page.attempt or uuid4())
    return {
        "event": {"attempt": attempt, "id": str(uuid4()), "statement": answered("0"), "tree": None},
        "state": {"attempt": attempt, "dataType": "state", "subContentId": "0", "value": "{}"},
        "incident": {"attempt": attempt, "kind": "csp", "detail": "img-src"},
    }


def nothing_is_kept():
    return not any(table.objects.exists() for table in (Statement, Result, State, Incident))


@pytest.mark.parametrize("name", JSON_ADDRESSES)
def test_whoever_is_signed_out_is_told_where_to_sign_in(page, name):
    page.browser.logout()

    answer = page.post(name, everything(page).get(name, {}))

    assert answer.status_code == 403
    assert answer.json()["login"].startswith("/compte/")
    assert f"next=%2Fh5p%2Factivite%2F{page.placement.key}%2F" in answer.json()["login"]
    assert "Connectez-vous" in answer.json()["message"]
    assert nothing_is_kept()


@pytest.mark.parametrize("name", [*JSON_ADDRESSES, "restart"])
def test_reading_an_address_does_nothing(page, name):
    assert page.browser.get(page.url(name)).status_code == 405


@pytest.mark.parametrize("name", [*JSON_ADDRESSES, "restart"])
def test_a_request_without_the_form_token_is_refused(page, name):
    strict = Page(page.placement, page.learner, enforce_csrf_checks=True)

    assert strict.post(name, everything(page).get(name, {})).status_code == 403
    assert nothing_is_kept()


@pytest.mark.parametrize("name", ["event", "state", "incident"])
def test_somebody_else_s_attempt_does_not_exist(page, name):
    stranger = AttemptFactory(placement=page.placement)

    answer = page.post(name, everything(page, stranger.public_id)[name])

    assert answer.status_code == 404
    assert nothing_is_kept()


@pytest.mark.parametrize("name", ["event", "state", "incident"])
def test_one_s_own_attempt_at_another_place_does_not_exist_here(page, name):
    other = AttemptFactory(learner=page.learner, placement=PlacementFactory(activity=page.placement.activity))

    answer = page.post(name, everything(page, other.public_id)[name])

    assert answer.status_code == 404
    assert nothing_is_kept()


@pytest.mark.parametrize("name", ["event", "state"])
def test_a_closed_attempt_takes_nothing_more(page, name):
    page.say(answered("1"))
    page.browser.post(page.url("restart"))
    before = Statement.objects.count()

    answer = page.post(name, everything(page)[name])

    assert answer.status_code == 409
    assert "clos" in answer.json()["message"]
    assert Statement.objects.count() == before
    assert not State.objects.exists()


def test_what_was_received_before_closing_is_still_answered(page):
    name = uuid4()
    first = page.say(answered("0"), id=name)
    page.browser.post(page.url("restart"))

    again = page.say(answered("0"), id=name)

    assert (again.status_code, again.json()) == (200, first.json())


@pytest.mark.parametrize("name", JSON_ADDRESSES)
def test_an_unknown_place_does_not_exist(page, name):
    page.placement.delete()

    assert page.post(name, everything(page).get(name, {})).status_code == 404


def withdraw(placement):
    placement.is_live = False
    placement.save()


def unpublish(placement):
    placement.page.specific.unpublish()


def restrict_to_group(placement):
    restriction = PageViewRestriction.objects.create(
        page=placement.page.get_parent(), restriction_type=PageViewRestriction.GROUPS
    )
    restriction.groups.add(Group.objects.get(name=TRAINER))


def restrict_by_password(placement):
    PageViewRestriction.objects.create(
        page=placement.page, restriction_type=PageViewRestriction.PASSWORD, password="mot"
    )


@pytest.mark.parametrize("change", [withdraw, unpublish, restrict_to_group, restrict_by_password])
@pytest.mark.parametrize("name", JSON_ADDRESSES)
def test_who_may_not_read_the_lesson_may_not_play_in_it(page, name, change):
    change(page.placement)

    answer = page.post(name, everything(page).get(name, {}))

    assert answer.status_code == 404
    assert "message" in answer.json()
    assert nothing_is_kept()


@pytest.mark.parametrize("change", [withdraw, unpublish, restrict_to_group, restrict_by_password])
def test_who_may_not_read_the_lesson_begins_nothing_again(page, change):
    page.say(answered("1"))
    change(page.placement)

    assert page.browser.post(page.url("restart")).status_code == 404
    assert page.learner.h5p_attempts.get().closed_at is None


def test_beginning_again_once_signed_out_leads_to_signing_in(page):
    page.say(answered("1"))
    page.browser.logout()

    answer = page.browser.post(page.url("restart"))

    assert answer.status_code == 302
    assert answer.url.startswith("/compte/")
    assert f"next={page.url('activity')}" in answer.url
    assert page.learner.h5p_attempts.get().closed_at is None


def test_who_begins_again_too_often_is_told_on_the_page(page, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "h5p_session": "1/m/user"}
    cache.clear()
    page.browser.post(page.url("restart"))

    answer = page.browser.post(page.url("restart"), {"next": "/modules/"}, follow=True)

    assert answer.status_code == 200
    assert "trop souvent" in answer.content.decode()


def test_who_may_read_a_restricted_lesson_plays_in_it(page):
    restrict_to_group(page.placement)

    assert Page(page.placement, UserFactory(verified=True, trainer=True)).open().status_code == 200


DEEP = '{"a":' * 70 + "1" + "}" * 70


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b" ", "pas du JSON"),
        (b"{", "pas du JSON"),
        (b"\xff\xfe{}", "UTF-8"),
        (b"[]", "il faut un objet"),
        (b'"texte"', "il faut un objet"),
        (b"null", "il faut un objet"),
        (b'{"attempt":1,"attempt":2}', "une clé est répétée"),
        (b'{"x":NaN}', "fini"),
        (b'{"x":-Infinity}', "fini"),
        (b'{"x":1e999}', "fini"),
        (b'{"x":12345678901234567}', "trop long"),
        (DEEP.encode(), "niveaux"),
        (("[" * 100_000).encode(), "niveaux"),
        (b'{"x":"\\u0000"}', "caractère"),
        (b'{"x":"\\ud800"}', "caractère"),
        (b"{}", "« attempt » doit être un texte"),
        (b'{"attempt":"1"}', "« attempt » n’est pas un identifiant"),
        (b'{"attempt":["1"]}', "« attempt » doit être un texte"),
    ],
)
def test_what_is_not_sound_json_is_refused_with_its_reason(page, body, reason):
    answer = page.post("event", body)

    assert answer.status_code == 400
    assert reason in answer.json()["message"]
    assert nothing_is_kept()


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"id": "1"}, "« id » n’est pas un identifiant"),
        ({"id": None}, "« id » doit être un texte"),
        ({"statement": []}, "« statement » doit être un objet"),
        ({"statement": None}, "« statement » doit être un objet"),
        ({"statement": {}}, "verb.id"),
        ({"statement": answered("0", verb="http://adlnet.gov/expapi/verbs/hacked")}, "verb.id"),
        ({"tree": "arbre"}, "« tree » doit être un objet"),
        ({"tree": []}, "« tree » doit être un objet"),
    ],
)
def test_an_event_that_is_not_sound_is_refused_with_its_place(page, change, reason):
    answer = page.post("event", everything(page)["event"] | change)

    assert answer.status_code == 400
    assert reason in answer.json()["message"]
    assert nothing_is_kept()


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"])
def test_another_kind_of_body_is_refused(page, kind):
    assert page.browser.post(page.url("event"), "{}", content_type=kind).status_code == 400


@pytest.mark.parametrize(
    ("name", "most"), [("event", limits.EVENT), ("state", 2 * limits.STATE), ("incident", limits.INCIDENT)]
)
def test_a_body_that_is_too_large_is_refused(page, name, most):
    sent = everything(page)[name] | {"remplissage": "x" * (most + 8 * limits.KIB)}

    answer = page.post(name, sent)

    assert answer.status_code == 413
    assert "ko" in answer.json()["message"]
    assert nothing_is_kept()


def test_a_body_is_not_read_when_its_announced_size_is_too_large(page):
    """Ten megabytes are announced, none is sent: only the announcement can be what is refused."""
    answer = page.browser.generic(
        "POST", page.url("event"), b"{}", content_type="application/json", CONTENT_LENGTH=str(10 * limits.MIB)
    )

    assert answer.status_code == 413


@pytest.mark.parametrize("length", ["-1", "beaucoup", "1e3"])
def test_a_size_that_is_no_number_is_refused(page, length):
    answer = page.browser.generic(
        "POST", page.url("event"), b"{}", content_type="application/json", CONTENT_LENGTH=length
    )

    assert answer.status_code in (400, 413)


@pytest.mark.parametrize(("name", "most"), [("session", 60), ("event", 60), ("state", 120), ("incident", 60)])
def test_so_many_a_minute_are_taken(name, most, settings):
    assert settings.ACCOUNT_RATE_LIMITS[f"h5p_{name}"] == f"{most}/m/user"


@pytest.mark.parametrize("name", ["event", "state", "incident"])
def test_a_flood_is_slowed_down_for_this_learner_only(page, name, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {f"h5p_{name}": "3/m/user"}
    for _ in range(3):
        assert page.post(name, b"{}").status_code == 400

    answer = page.post(name, everything(page)[name])

    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "60"
    assert "Attendez" in answer.json()["message"]
    assert nothing_is_kept()
    other = Page(page.placement)
    other.open()
    assert other.post(name, everything(other)[name]).status_code in (201, 204)
    cache.clear()
    assert page.post(name, everything(page)[name]).status_code in (201, 204)


def test_a_visitor_is_not_counted_among_learners(page):
    assert Client().post(page.url("session"), "{}", content_type="application/json").status_code == 403
