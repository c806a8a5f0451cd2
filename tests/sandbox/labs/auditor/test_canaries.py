"""Canaries: readings moved so little that nobody minds, and so oddly that they are known again."""

import json

import pytest

from sandbox.labs.rules.canaries import Canaries, is_distinctive
from tests.sandbox.labs.auditor.households import household, planted


def test_planting_is_always_the_same_for_a_key_and_differs_between_keys() -> None:
    home = household(3)

    assert planted(home, b"a").canaries == planted(home, b"a").canaries
    assert not planted(home, b"a").canaries.numbers & planted(home, b"b").canaries.numbers


def test_planting_moves_readings_little_and_leaves_absences_alone() -> None:
    home = household(3)
    planting = planted(home, b"a")

    assert planting.readings == 12 + 36 + 12
    for day, hours in planting.energy.items():
        moves = [after - before for after, before in zip(hours, home["energy"][day], strict=True)]
        assert sum(move != 0 for move in moves) == 1
        assert 0 < max(moves) <= 701
    assert all(0 < value - home["water"][day] <= 19 for day, value in planting.water.items())
    assert all(home["water"][day] > 0 for day in planting.water)
    assert all(0 < value - home["waste"][day] <= 301 for day, value in planting.waste.items())


def test_canaries_are_distinctive_and_survive_their_record() -> None:
    canaries = planted(household(3), b"a").canaries

    assert len(canaries.numbers) >= 100
    assert all(is_distinctive(number) for number in canaries.numbers)
    assert canaries.delivery_point.startswith("99")
    assert len(canaries.delivery_point) == 14
    assert Canaries.from_json(json.loads(json.dumps(canaries.to_json()))) == canaries


@pytest.mark.parametrize(
    ("number", "expected"),
    [(312847, True), (12345, False), (98765, False), (112233, False), (1234, False), (412780, False)],
)
def test_a_distinctive_number_is_no_run_of_digits(number: int, expected: bool) -> None:
    assert is_distinctive(number) is expected
