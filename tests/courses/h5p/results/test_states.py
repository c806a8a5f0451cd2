"""Where a learner stopped."""

import json

import pytest

from courses.h5p import limits
from courses.h5p.models import State
from tests.courses.h5p.results.conftest import Page, answered

pytestmark = pytest.mark.django_db


def test_a_state_comes_back_with_the_session(page):
    assert page.save('{"answers":[0]}').status_code == 204
    assert page.save('{"answers":[0,2]}').status_code == 204
    page.save("[1]", part="6f1c-a")

    assert page.open().json()["states"] == [
        {"dataType": "state", "subContentId": "0", "value": '{"answers":[0,2]}'},
        {"dataType": "state", "subContentId": "6f1c-a", "value": "[1]"},
    ]


def test_put_is_taken_as_post_is(page):
    body = {"attempt": page.attempt, "dataType": "state", "subContentId": "0", "value": "{}"}

    answer = page.browser.put(page.url("state"), json.dumps(body), content_type="application/json")

    assert answer.status_code == 204
    assert State.objects.count() == 1


def test_null_forgets_a_state(page):
    page.save("{}")

    assert page.save(None).status_code == 204
    assert not State.objects.exists()


def test_nobody_else_gets_it(page):
    page.save("{}")

    assert Page(page.placement).open().json()["states"] == []


@pytest.mark.parametrize("value", ["", "{", "texte", '{"a":NaN}', '{"a":1,"a":2}', "[" * 100, 3, [], {}, True])
def test_what_is_not_json_in_a_text_is_refused(page, value):
    answer = page.save(value)

    assert answer.status_code == 400
    assert answer.json()["message"]
    assert not State.objects.exists()


@pytest.mark.parametrize("name", ["", "a b", "é", "x" * 41, "../1", 3, None])
def test_names_that_are_not_those_of_the_core_are_refused(page, name):
    assert page.save("{}", data_type=name).status_code == 400
    assert page.save("{}", part=name).status_code == 400
    assert not State.objects.exists()


def test_a_state_that_is_too_large_leaves_the_former_one(page):
    page.save('"avant"')

    answer = page.save('"' + "x" * limits.STATE + '"')

    assert answer.status_code == 413
    assert "256 ko" in answer.json()["message"]
    assert State.objects.get().value == '"avant"'


def test_a_state_is_measured_in_bytes(page):
    assert page.save('"' + "é" * (limits.STATE // 2 - 1) + '"').status_code == 204
    assert page.save('"' + "é" * (limits.STATE // 2) + '"').status_code == 413


def test_an_attempt_keeps_so_many_states_and_no_more(page, monkeypatch):
    monkeypatch.setattr(limits, "STATES", 3)
    for number in range(3):
        page.save("{}", part=str(number))

    refused = page.save("{}", part="de-trop")
    replaced = page.save("[]", part="1")

    assert (refused.status_code, replaced.status_code) == (413, 204)
    assert State.objects.count() == 3


def test_a_state_gives_no_points(page):
    page.save('{"score":1,"answers":[0]}')

    assert page.open().json()["standing"]["kind"] == "none"
    assert page.say(answered("1")).json()["points"] == 0


def numbered(page, value, seq, **more):
    """What a page sends that counts its states."""
    sent = {"attempt": page.attempt, "dataType": "state", "subContentId": "0", "value": value, "seq": seq}
    return page.post("state", sent | more)


def test_a_state_that_comes_late_does_not_replace_a_newer_one(page):
    numbered(page, '"neuf"', 8)

    answer = numbered(page, '"ancien"', 7)

    assert (answer.status_code, answer.json()) == (200, {"seq": 8})
    assert page.open().json()["states"][0]["value"] == '"neuf"'


@pytest.mark.parametrize("seq", [8, 9])
def test_a_state_with_the_same_number_or_a_greater_one_is_kept(page, seq):
    numbered(page, '"avant"', 8)

    assert numbered(page, '"après"', seq).status_code == 204
    assert State.objects.get().value == '"après"'


def test_each_part_has_its_own_order(page):
    numbered(page, '"neuf"', 8)

    assert numbered(page, '"autre"', 3, subContentId="a-1").status_code == 204
    assert State.objects.count() == 2


def test_what_was_forgotten_does_not_come_back_late(page):
    numbered(page, '"avant"', 4)
    assert numbered(page, None, 6).status_code == 204

    assert numbered(page, '"ancien"', 5).json() == {"seq": 6}
    assert page.open().json()["states"] == []


def test_what_was_never_kept_may_be_forgotten_first(page):
    numbered(page, None, 6)

    assert numbered(page, '"ancien"', 5).json() == {"seq": 6}
    assert page.open().json()["states"] == []


def test_a_part_that_was_forgotten_begins_again(page):
    numbered(page, None, 6)

    assert numbered(page, '"neuf"', 7).status_code == 204
    assert page.open().json()["states"][0]["value"] == '"neuf"'


def test_the_session_says_where_to_count_from(page):
    assert page.open().json()["seq"] == 0
    numbered(page, "{}", 3)
    numbered(page, None, 12, subContentId="a-1")

    assert page.open().json()["seq"] == 12


def test_a_page_that_does_not_count_is_believed_and_what_is_older_stays_older(page):
    numbered(page, '"compté"', 8)

    assert page.save('"sans numéro"').status_code == 204
    assert numbered(page, '"ancien"', 7).json() == {"seq": 8}
    assert State.objects.get().value == '"sans numéro"'


def test_another_attempt_counts_from_nothing(page):
    numbered(page, "{}", 50)
    page.browser.post(page.url("restart"))

    assert page.open().json()["seq"] == 0
    assert numbered(page, '"neuf"', 1).status_code == 204


@pytest.mark.parametrize("seq", [-1, 2**53, 10**15, 1.5, "3", True, [], {}])
def test_a_number_that_counts_nothing_is_refused(page, seq):
    answer = numbered(page, "{}", seq)

    assert answer.status_code == 400
    assert answer.json()["message"]
    assert not State.objects.exists()


def test_what_was_forgotten_takes_nobody_s_place(page, monkeypatch):
    monkeypatch.setattr(limits, "STATES", 3)
    for number in range(3):
        numbered(page, None, 1, subContentId=str(number))

    assert numbered(page, "{}", 2, subContentId="neuf").status_code == 204
    assert State.objects.kept().count() == 1
