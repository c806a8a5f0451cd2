"""Lab 5: two files without a common key, put side by side by who was away."""

import numpy as np
import pytest

from sandbox.labs.rules.linking import STEPS, Linking, link, pseudonyms
from sandbox.town import rules as town
from sandbox.town.services import all_daily_energy, all_daily_water

KEYS = (b"one key", b"another key")


def small_town(households: int = 60) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    return (
        np.stack([town.daily_energy(number) for number in range(households)]),
        np.stack([town.daily_water(number) for number in range(households)]),
        np.array([town.household(number).zone for number in range(households)]),
    )


@pytest.fixture(scope="module")
def whole() -> dict[tuple[str, bool], Linking]:
    zones = np.array([town.household(number).zone for number in range(town.HOUSEHOLDS)])
    energy, water = all_daily_energy(), all_daily_water()
    return {
        (step, known): link(energy, water, step=step, zones=zones if known else None, keys=KEYS)
        for step in STEPS
        for known in (True, False)
    }


def test_the_finer_the_step_the_more_households_are_linked(whole: dict[tuple[str, bool], Linking]) -> None:
    for known in (True, False):
        assert whole["jour", known].share > whole["semaine", known].share > whole["mois", known].share
    for step in ("semaine", "mois"):
        assert whole[step, True].share > whole[step, False].share


def test_the_measured_shares_of_this_town(whole: dict[tuple[str, bool], Linking]) -> None:
    shares = {setting: round(linking.share, 2) for setting, linking in whole.items()}

    assert shares["jour", False] >= 0.95
    assert shares["semaine", False] == pytest.approx(0.84, abs=0.03)
    assert shares["mois", True] == pytest.approx(0.12, abs=0.03)
    assert shares["mois", False] < 0.05  # the setting to be found in the lab


def test_chance_is_one_over_those_one_could_be(whole: dict[tuple[str, bool], Linking]) -> None:
    zones = [town.household(number).zone for number in range(town.HOUSEHOLDS)]

    assert whole["jour", False].chance == 1 / 2000
    assert whole["jour", True].chance == pytest.approx(sum(1 / zones.count(zone) for zone in zones) / 2000)


def test_the_right_links_are_those_whose_two_names_are_the_same_household(
    whole: dict[tuple[str, bool], Linking],
) -> None:
    energy, water = (
        {name: number for number, name in enumerate(pseudonyms(domain, town.HOUSEHOLDS, key))}
        for domain, key in zip(("energie", "eau"), KEYS, strict=True)
    )
    for linking in whole.values():
        same = sum(energy[found.energy_pseudonym] == water[found.water_pseudonym] for found in linking.links)
        assert same == linking.right == sum(found.right for found in linking.links)


def test_a_naive_reading_of_the_days_without_water_links_them_too(whole: dict[tuple[str, bool], Linking]) -> None:
    energy, water, _zones = small_town()
    dry = [frozenset(np.flatnonzero(line == 0).tolist()) for line in water]
    right = 0
    for number, line in enumerate(energy):
        days = sorted(range(365), key=lambda day: line[day] / np.median(line[max(0, day - 10) : day + 11]))
        scores = [len(away & set(days[: len(away)])) / len(away) for away in dry]
        right += int(np.argmax(scores)) == number

    linked = link(*small_town()[:2], step="jour", zones=None, keys=KEYS)
    assert linked.right >= right >= 0.8 * 60


def test_with_the_zone_known_nobody_is_linked_outside_it() -> None:
    energy, water, zones = small_town()
    water_names = {name: number for number, name in enumerate(pseudonyms("eau", 60, KEYS[1]))}

    linked = link(energy, water, step="mois", zones=zones, keys=KEYS)

    assert all(zones[found.household] == zones[water_names[found.water_pseudonym]] for found in linked.links)


def test_two_flat_files_are_linked_by_nothing_but_luck() -> None:
    flat = np.full((200, 364), 100)

    linked = link(flat, flat, step="semaine", zones=None, keys=KEYS)

    assert linked.right == 1  # one name for all: the first in the order of names


def test_the_same_files_and_keys_give_the_same_links() -> None:
    energy, water, zones = small_town()

    assert link(energy, water, step="jour", zones=zones) == link(energy, water, step="jour", zones=zones)


def test_no_pseudonym_is_shared_by_two_domains() -> None:
    assert not set(pseudonyms("energie", 500, KEYS[0])) & set(pseudonyms("eau", 500, KEYS[1]))
    assert not set(pseudonyms("energie", 500, KEYS[0])) & set(pseudonyms("eau", 500, KEYS[0]))


def test_an_unknown_step_is_refused() -> None:
    with pytest.raises(ValueError, match="heure"):
        link(*small_town(3)[:2], step="heure", zones=None)
