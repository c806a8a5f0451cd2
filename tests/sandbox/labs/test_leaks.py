"""Lab 6: the same attacks on the two models, counted by decrypting."""

from dataclasses import replace

import numpy as np
import pytest

from sandbox.labs.rules.leaks import ATTACKS, Assumptions, Loot, Stores, attack, build_stores, matrix
from sandbox.town import rules as town
from sandbox.town.services import all_daily_energy, all_daily_waste, all_daily_water, validations

Series = dict[str, list[np.ndarray]]


@pytest.fixture(scope="module")
def series() -> Series:
    records = validations()
    trips = [np.array([], dtype=np.int32)] * town.HOUSEHOLDS
    for household in np.unique(records["household"]):
        trips[household] = records["minute"][records["household"] == household].astype(np.int32)
    return {
        "energie": list(all_daily_energy()),
        "eau": list(all_daily_water()),
        "dechets": list(all_daily_waste()),
        "mobilite": trips,
    }


@pytest.fixture(scope="module")
def stores(series: Series) -> Stores:
    return build_stores(series, seed=b"a seed")


def records_of(series: Series, households) -> int:
    return sum(
        1 for lines in series.values() for number in households for value in lines[number].tolist() if value >= 0
    )


def full(series: Series, households) -> int:
    return sum(all(max(lines[number].tolist(), default=-1) >= 0 for lines in series.values()) for number in households)


def test_an_encrypted_disk_gives_nothing_in_either_model(stores: Stores) -> None:
    assert attack(stores, "disque", 1) == attack(stores, "disque", 2) == Loot(0, 0, 0, 0)


def test_one_key_gives_all_persons_of_a_domain_or_all_domains_of_a_fifth(stores: Stores, series: Series) -> None:
    hosted = range(0, 2000, 5)

    assert attack(stores, "cles-partielles", 1) == Loot(2000, 1, 730_000, 0)
    assert attack(stores, "cles-partielles", 2) == Loot(400, 4, records_of(series, hosted), full(series, hosted))


def test_all_keys_give_everything_in_both_models(stores: Stores, series: Series) -> None:
    everybody = range(2000)
    expected = Loot(2000, 4, records_of(series, everybody), full(series, everybody))

    assert attack(stores, "toutes-les-cles", 1) == attack(stores, "toutes-les-cles", 2) == expected


def test_an_hour_inside_the_aggregator_gives_its_visitors(stores: Stores) -> None:
    one, two = attack(stores, "agregateur", 1), attack(stores, "agregateur", 2)

    assert 20 <= one.persons <= 50  # 2,000 inhabitants who come twelve times a month: 33 an hour
    assert 15 <= two.persons <= 45
    assert (one.domains, one.profiles) == (1, 0)
    assert 1 < two.domains <= 4


def test_one_password_gives_one_domain_or_a_whole_life(series: Series) -> None:
    victim = next(number for number in range(2000) if full(series, [number]))
    stores = build_stores(
        {domain: lines[: victim + 1] for domain, lines in series.items()}, seed=b"s", given=Assumptions(victim=victim)
    )

    assert attack(stores, "mot-de-passe", 1) == Loot(1, 1, 365, 0)
    assert attack(stores, "mot-de-passe", 2) == Loot(1, 4, records_of(series, [victim]), 1)


def test_each_model_is_worse_somewhere(stores: Stores) -> None:
    found = matrix(stores)

    assert found["cles-partielles", 1].persons > found["cles-partielles", 2].persons
    assert found["cles-partielles", 1].profiles < found["cles-partielles", 2].profiles
    assert found["mot-de-passe", 1].records < found["mot-de-passe", 2].records
    assert set(found) == {(name, model) for name in ATTACKS for model in (1, 2)}


@pytest.mark.parametrize(
    ("change", "attacked"),
    [
        ({"providers": 20}, "cles-partielles"),
        ({"active_share": 0.2}, "agregateur"),
        ({"visits_a_month": 2}, "agregateur"),
    ],
)
def test_the_assumptions_change_the_result(stores: Stores, series: Series, change: dict, attacked: str) -> None:
    other = build_stores(series, seed=b"a seed", given=replace(Assumptions(), **change))

    assert attack(other, attacked, 2).persons < attack(stores, attacked, 2).persons


def test_tokens_that_live_longer_give_more_persons(stores: Stores) -> None:
    longer = replace(stores, given=replace(stores.given, token_minutes=240))

    assert attack(longer, "agregateur", 2).persons > attack(stores, "agregateur", 2).persons
    assert attack(longer, "agregateur", 1) == attack(stores, "agregateur", 1)


def test_what_is_sealed_opens_with_its_own_key_only(stores: Stores) -> None:
    swapped = dict(zip(stores.domain_keys, [*list(stores.domain_keys.values())[1:], bytes(32)], strict=True))

    assert attack(replace(stores, domain_keys=swapped), "cles-partielles", 1) == Loot(0, 0, 0, 0)
    assert attack(replace(stores, provider_keys=(bytes(32),) * 5), "toutes-les-cles", 2) == Loot(0, 0, 0, 0)


def test_the_same_seed_builds_the_same_stores_and_no_key_is_printed() -> None:
    tiny = {"energie": [np.arange(5)], "eau": [np.arange(5)]}

    assert build_stores(tiny, seed=b"a").vaults == build_stores(tiny, seed=b"a").vaults
    assert build_stores(tiny, seed=b"a").vaults != build_stores(tiny, seed=b"b").vaults
    assert "key" not in repr(build_stores(tiny, seed=b"a"))


def test_an_unknown_attack_is_refused(stores: Stores) -> None:
    with pytest.raises(ValueError, match="siege"):
        attack(stores, "siege", 1)
