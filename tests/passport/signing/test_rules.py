from datetime import UTC, datetime, timedelta

import pytest

from passport.signing.rules import (
    State,
    is_half_full,
    may_become,
    must_be_signed_again,
    next_name,
    remaining_wait,
)

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
HOUR = timedelta(hours=1)
ALLOWED = {
    ("pending", "active"), ("pending", "retired"), ("pending", "compromised"),
    ("active", "retired"), ("active", "compromised"), ("retired", "compromised"),
}  # fmt: skip


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("wanted", State)
def test_a_key_goes_forward_only_and_never_out_of_compromise(state, wanted):
    assert may_become(state, wanted) is ((state, wanted) in ALLOWED)


def test_a_key_is_published_for_a_day_before_it_signs():
    def wait(age):
        return remaining_wait(NOW - age, NOW, is_first_of_its_kind=False)

    assert wait(HOUR) == 23 * HOUR
    assert wait(24 * HOUR) == wait(72 * HOUR) == timedelta(0)


def test_the_first_key_of_its_kind_need_not_wait():
    assert remaining_wait(NOW, NOW, is_first_of_its_kind=True) == timedelta(0)


def test_names_follow_the_alphabet_and_are_never_given_twice():
    first = next_name("es256", 2026, [])
    letters = [f"es256-2026{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"]

    assert first == "es256-2026a"
    assert next_name("es256", 2026, ["es256-2026a", "es256-2025b"]) == "es256-2026b"
    assert next_name("es256", 2026, letters) == "es256-2026za"
    assert next_name("es256", 2027, letters) == "es256-2027a"


@pytest.mark.parametrize(
    ("age", "changes", "again"),
    [(HOUR, 4, False), (HOUR, 5, True), (11 * HOUR, 4, False), (12 * HOUR, 4, True)],
    ids=["fresh", "revoked since", "first half", "second half"],
)
def test_a_list_is_signed_again_when_it_changed_or_is_past_half_its_life(age, changes, again):
    assert must_be_signed_again(NOW - age, NOW, changes=changes, signed_changes=4) is again


def test_a_list_never_signed_must_be():
    assert must_be_signed_again(None, NOW, changes=0, signed_changes=None)


def test_a_list_is_half_full_at_half():
    assert not is_half_full(65_535, 131_072)
    assert is_half_full(65_536, 131_072)
