"""Lab 9: groups of ten at least, what they say, and what two of them betray."""

from collections import Counter
from statistics import median

import numpy as np
import pytest

from sandbox.labs.rules.comparison import (
    MINIMUM,
    Kin,
    Message,
    Standing,
    betraying_pairs,
    disclose,
    group_at,
    group_of,
    message,
    small_groups,
    standing,
)
from sandbox.town import rules as town
from sandbox.town.services import all_daily_energy

HOMES = [town.household(number) for number in range(town.HOUSEHOLDS)]


@pytest.fixture(scope="module")
def kin() -> Kin:
    return Kin(
        np.array([home.zone for home in HOMES]),
        np.array([home.district for home in HOMES]),
        np.array([home.occupants for home in HOMES]),
        np.array([home.electric_heating for home in HOMES]),
    )


@pytest.fixture(scope="module")
def yearly() -> np.ndarray:
    return all_daily_energy().sum(axis=1)


def test_every_household_has_a_comparable_group_of_ten(kin: Kin) -> None:
    for number in range(0, 2000, 7):
        group = group_of(number, kin)

        assert group.size >= MINIMUM
        assert number in group.members
        assert {HOMES[member].electric_heating for member in group.members} == {HOMES[number].electric_heating}
        if group.occupants is not None:
            assert {HOMES[member].occupants for member in group.members} == {HOMES[number].occupants}
        if group.reach == "zone":
            assert {HOMES[member].zone for member in group.members} == {HOMES[number].zone}


def test_the_group_is_the_nearest_that_has_ten(kin: Kin) -> None:
    for number in range(0, 2000, 11):
        group = group_of(number, kin)

        if group.reach == "district":
            assert group_at(number, kin, "zone").size < MINIMUM


def test_small_groups_counted_one_by_one(kin: Kin) -> None:
    for reach, key in (("zone", "zone"), ("district", "district")):
        sizes = Counter((getattr(home, key), home.occupants, home.electric_heating) for home in HOMES)

        assert small_groups(kin, reach) == (sum(size < MINIMUM for size in sizes.values()), len(sizes))
    small, total = small_groups(kin, "zone")
    assert small / total > 0.75  # why one has to look further than one's own zone


def test_the_median_is_that_of_the_group(kin: Kin, yearly: np.ndarray) -> None:
    group = group_of(42, kin)
    values = [yearly[member] / 1000 for member in group.members]

    place = standing(42, group, yearly)

    assert place is not None
    assert place.median == pytest.approx(median(values), abs=0.06)
    assert place.low <= place.median <= place.high
    assert place.below == pytest.approx(
        sum(value < yearly[42] / 1000 for value in values) / (len(values) - 1), abs=0.001
    )


def test_a_group_under_ten_is_never_shown(kin: Kin, yearly: np.ndarray) -> None:
    number = next(number for number in range(2000) if group_at(number, kin, "zone").size < MINIMUM)
    group = group_at(number, kin, "zone")

    assert not group.is_shown
    assert standing(number, group, yearly) is None


def test_the_difference_of_two_totals_is_one_household(kin: Kin, yearly: np.ndarray) -> None:
    group = group_of(42, kin)

    betrayed = disclose(group.members, 42, yearly)

    assert betrayed.betrayed == int(yearly[42]) / 1000 == sum(town.daily_energy(42).tolist()) / 1000
    assert betrayed.sizes == (group.size, group.size - 1)


def test_pairs_of_lawful_groups_that_betray_somebody_are_found() -> None:
    groups = {
        "street": range(12),
        "street without the corner house": [n for n in range(12) if n != 4],
        "other": range(20, 33),
        "tiny": range(3),
        "tinier": range(2),
    }

    assert betraying_pairs(groups) == (("street", "street without the corner house", 4),)


@pytest.mark.parametrize(
    ("own", "wording", "expected"),
    [
        (10.0, "approval", Message("approval", "low", True)),
        (10.0, "norm", Message("norm", "low", False)),
        (25.0, "approval", Message("approval", "middle", True)),
        (35.0, "approval", Message("approval", "middle", False)),
        (50.0, "approval", Message("approval", "high", False)),
        (50.0, "neutral", Message("neutral", "high", False)),
    ],
)
def test_only_approval_smiles_and_only_under_the_median(own: float, wording: str, expected: Message) -> None:
    assert message(Standing(own, 30.0, 20.0, 40.0, 12, 0.5), wording) == expected


def test_an_unknown_wording_is_refused() -> None:
    with pytest.raises(ValueError, match="shame"):
        message(Standing(1.0, 30.0, 20.0, 40.0, 12, 0.5), "shame")
