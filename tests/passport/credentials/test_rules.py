from datetime import UTC, datetime, timedelta

import pytest

from passport.credentials.rules import (
    ALPHABET,
    Status,
    expiry,
    is_code,
    is_same_name,
    new_code,
    read_code,
    status_at,
)

NOON = datetime(2026, 3, 21, 12, tzinfo=UTC)


def test_a_number_has_twelve_signs_that_cannot_be_mistaken_for_each_other():
    code = new_code()

    assert is_code(code)
    assert not set("ILOU") & set(ALPHABET)
    assert len(ALPHABET) == 32


def test_two_numbers_differ():
    assert len({new_code() for _ in range(1000)}) == 1000


@pytest.mark.parametrize(
    "typed",
    [
        "7K3M9QXT2HPA",
        "7k3m9qxt2hpa",
        "7K3M-9QXT-2HPA",
        " 7k3m 9qxt 2hpa ",
        "7K3M–9QXT–2HPA",
        "7K3M‑9QXT\u00a02HPA\t",
        "7K3M_9QXT.2HPA",
        "7K3M9QXT2HPA\u200b",
    ],
)
def test_a_number_is_read_however_it_is_typed(typed):
    assert read_code(typed) == "7K3M9QXT2HPA"


def test_the_wide_signs_of_some_keyboards_are_read_too():
    assert read_code("".join(chr(ord(sign) + 0xFEE0) for sign in "7K3M9QXT2HPA")) == "7K3M9QXT2HPA"


def test_o_is_read_as_zero_and_i_and_l_as_one():
    assert read_code("oOiIlL234567") == "001111234567"


@pytest.mark.parametrize("text", ["", "7K3M9QXT2HP", "7K3M9QXT2HPAA", "7K3M9QXT2HPU", "7K3M9QXT2HP\x00", "é" * 12])
def test_what_is_not_a_number_is_not_taken_for_one(text):
    assert not is_code(read_code(text))


def test_it_lasts_to_the_end_of_the_same_day_three_years_later():
    assert expiry(NOON, 3) == datetime(2029, 3, 21, 23, 59, 59, tzinfo=UTC)


def test_a_leap_day_becomes_the_last_day_of_february():
    assert expiry(datetime(2028, 2, 29, 8, tzinfo=UTC), 3).date().isoformat() == "2031-02-28"
    assert expiry(datetime(2028, 2, 29, 8, tzinfo=UTC), 4).date().isoformat() == "2032-02-29"


@pytest.mark.parametrize(
    ("now", "revoked_at", "status"),
    [
        (NOON, None, Status.VALID),
        (NOON + timedelta(seconds=1), None, Status.EXPIRED),
        (NOON, NOON, Status.REVOKED),
        (NOON + timedelta(days=400), NOON, Status.REVOKED),
    ],
)
def test_its_worth_depends_on_the_date_and_a_revocation_is_for_ever(now, revoked_at, status):
    assert status_at(now, expires_at=NOON, revoked_at=revoked_at) is status


@pytest.mark.parametrize(
    "typed",
    [
        "Zoë Œuvrard-Łukasiewicz",
        "zoe oeuvrard lukasiewicz",
        "ŒUVRARD-ŁUKASIEWICZ  Zoë",
        "Zoe\u0308 Œuvrard Łukasiewicz",
    ],
)
def test_a_name_is_recognised_without_accents_capitals_or_order(typed):
    assert is_same_name(typed, "Zoë Œuvrard-Łukasiewicz")


@pytest.mark.parametrize("typed", ["Zoë", "Zoé Martin", "", "-", "Zoë Œuvrard-Łukasiewicz Martin"])
def test_another_name_or_a_part_of_it_is_not_recognised(typed):
    assert not is_same_name(typed, "Zoë Œuvrard-Łukasiewicz")


def test_an_erased_name_matches_nothing():
    assert not is_same_name("", "")
