"""A token opens one revision, until the end of the next day."""

from datetime import UTC, datetime

import pytest
from django.core.signing import Signer
from django.utils import timezone

from courses.h5p.player.token import BadToken, revision_id_of, token_for


@pytest.fixture
def clock(monkeypatch):
    def at(day: int, hour: int) -> None:
        monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 3, day, hour, tzinfo=UTC))

    at(10, 8)
    return at


def test_says_which_revision_it_opens(clock):
    assert revision_id_of(token_for(17)) == 17


def test_is_the_same_all_day_long_so_that_browsers_keep_the_files(clock):
    morning = token_for(17)
    clock(10, 23)
    assert token_for(17) == morning
    clock(11, 0)
    assert token_for(17) != morning


def test_is_good_until_the_end_of_the_next_day(clock):
    token = token_for(17)
    clock(11, 23)
    assert revision_id_of(token) == 17
    clock(12, 0)
    with pytest.raises(BadToken):
        revision_id_of(token)


def test_is_not_good_before_the_day_it_was_made_on(clock):
    token = token_for(17)
    clock(9, 23)
    with pytest.raises(BadToken):
        revision_id_of(token)


@pytest.mark.parametrize(
    "change", [lambda t: t.replace("17.", "18.", 1), lambda t: t[:-1], lambda t: t.upper(), lambda t: ""]
)
def test_is_refused_once_changed(clock, change):
    with pytest.raises(BadToken):
        revision_id_of(change(token_for(17)))


@pytest.mark.parametrize("value", ["17", "17.20522.3", "dix.sept"])
def test_is_refused_when_something_else_was_signed(clock, value):
    with pytest.raises(BadToken):
        revision_id_of(Signer(salt="courses.h5p.player", sep=":").sign(value))


def test_is_refused_when_signed_for_another_purpose(clock):
    day = token_for(17).split(":")[0]
    with pytest.raises(BadToken):
        revision_id_of(Signer(salt="autre", sep=":").sign(day))
