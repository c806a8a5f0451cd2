"""What computations over the whole town found: done once for everybody, kept on disk, town and rules in the key."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from time import perf_counter
from typing import Any, Final, NamedTuple

import numpy as np
from django.conf import settings
from django.core.cache.backends.filebased import FileBasedCache
from numpy.typing import NDArray

from sandbox.labs.rules.leaks import ATTACKS, MODELS, Assumptions, Loot, Stores, attack, build_stores
from sandbox.labs.rules.linking import STEPS, link
from sandbox.labs.rules.reidentification import card_number, enumerate_hashes, hashed
from sandbox.town.rules import CARDS, HOUSEHOLDS, SEED, household
from sandbox.town.rules.place import GENERATOR_VERSION
from sandbox.town.services import all_daily_energy, all_daily_waste, all_daily_water, validations

# To be raised when the rules of labs 5, 6 or 7 would find something else in the same town.
RULES_VERSION: Final = 1
MOST_KEPT: Final = 10_000
STORES_SEED: Final = b"Valfictif, deux fois"
# Fictitious cards: nothing to protect but the exercise.
CARD_NUMBERING: Final = b"Valfictif, cartes de transport"
PEPPER: Final = b"Valfictif, poivre de l'exploitant"

# The values that a learner may try, all worth computing ahead.
PROVIDERS: Final = range(1, 11)
ACTIVE_PERCENTS: Final = range(10, 101, 10)
TOKEN_MINUTES: Final = range(5, 61, 5)
# What each attack depends on, model by model: the same question is not computed twice.
_DEPENDS: Final[Mapping[tuple[str, int], tuple[str, ...]]] = {
    ("cles-partielles", 2): ("providers",),
    ("agregateur", 2): ("active_share", "token_minutes"),
    ("mot-de-passe", 1): ("victim",),
    ("mot-de-passe", 2): ("victim",),
}


class Linkage(NamedTuple):
    """How many households were rightly linked between the two files under one setting."""

    right: int
    households: int
    chance: float

    @property
    def share(self) -> float:
        return self.right / self.households


def linkage(step: str, *, zone_known: bool) -> Linkage:
    """Lab 5: the share of right links for this step, with or without the zone published."""
    return Linkage(*_kept(f"liens-{step}-{zone_known}", lambda: _link(step, zone_known=zone_known)))


def loot(name: str, model: int, given: Assumptions) -> Loot:
    """Lab 6: what this attack opens under these assumptions, by decrypting."""
    needed = _DEPENDS.get((name, model), ())
    key = "-".join(["fuite", name, str(model), *(str(getattr(given, field)) for field in needed)])
    return Loot(*_kept(key, lambda: _attack(name, model, given)))


class Enumeration(NamedTuple):
    """All card numbers tried: digest and number of those found, how many despite the secret, and how long it took."""

    plain: tuple[tuple[str, int], ...]
    peppered: int
    seconds: float


def enumeration() -> Enumeration:
    """Lab 7: a million numbers hashed, against the plain publication and against the one made with a secret."""
    return Enumeration(*_kept("numeros", _enumerate))


def compute_all() -> int:
    """All that a learner may ask for, save what depends on his own household; tells how many results there are."""
    found = [linkage(step, zone_known=known) for step in STEPS for known in (True, False)]
    opened = [loot(name, model, Assumptions()) for name in ATTACKS for model in MODELS]
    opened += [loot("cles-partielles", 2, Assumptions(providers=number)) for number in PROVIDERS]
    opened += [
        loot("agregateur", 2, Assumptions(active_share=percent / 100, token_minutes=minutes))
        for percent in ACTIVE_PERCENTS
        for minutes in TOKEN_MINUTES
    ]
    return len(found) + len(opened) + bool(enumeration().plain)


def forget() -> None:
    """Drop what is on disk, and the sealed stores in memory."""
    _store().clear()
    _stores.cache_clear()


def _store() -> FileBasedCache:
    return FileBasedCache(
        str(Path(settings.DATA_DIR) / "labs"), {"TIMEOUT": None, "OPTIONS": {"MAX_ENTRIES": MOST_KEPT}}
    )


def _kept(key: str, compute: Callable[[], tuple[Any, ...]]) -> tuple[Any, ...]:
    store, full_key = _store(), f"{key}-{SEED}-{GENERATOR_VERSION}-{RULES_VERSION}"
    found: tuple[Any, ...] | None = store.get(full_key)
    if found is None:
        found = compute()
        store.set(full_key, found)
    return found


def _link(step: str, *, zone_known: bool) -> tuple[int, int, float]:
    zones = np.array([household(number).zone for number in range(HOUSEHOLDS)]) if zone_known else None
    found = link(all_daily_energy(), all_daily_water(), step=step, zones=zones)
    return found.right, found.households, found.chance


def _enumerate() -> tuple[tuple[tuple[str, int], ...], int, float]:
    numbers = [card_number(card, CARD_NUMBERING) for card in range(CARDS)]
    plain = {hashed(number) for number in numbers}
    peppered = {hashed(number, PEPPER) for number in numbers}
    started = perf_counter()
    found = enumerate_hashes(plain | peppered)
    seconds = round(perf_counter() - started, 2)
    rows = sorted((digest.hex(), number) for digest, number in found.items() if digest in plain)
    return tuple(rows), len(found.keys() & peppered), seconds


def _attack(name: str, model: int, given: Assumptions) -> tuple[int, int, int, int]:
    stores = _stores(given.providers if "providers" in _DEPENDS.get((name, model), ()) else Assumptions().providers)
    found = attack(replace(stores, given=given), name, model)
    return found.persons, found.domains, found.records, found.profiles


@lru_cache(maxsize=2)
def _stores(providers: int) -> Stores:
    return build_stores(town_series(), seed=STORES_SEED, given=Assumptions(providers=providers))


def town_series() -> dict[str, list[NDArray[np.integer]]]:
    """The four domains that leaks are counted in: one array per household; a trip counts by its minute."""
    rows = validations()
    rows = rows[np.argsort(rows["household"], kind="stable")]
    cuts = np.searchsorted(rows["household"], np.arange(1, HOUSEHOLDS))
    trips = np.split(rows["minute"].astype(np.int32), cuts)
    return {
        "energie": list(all_daily_energy()),
        "eau": list(all_daily_water()),
        "dechets": list(all_daily_waste()),
        "mobilite": trips,
    }
