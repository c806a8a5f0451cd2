"""What the town might publish of its cards, computed here: capped, kept for all, one at a time for each learner."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from hashlib import sha256
from typing import Any, Final, TypeVar

import numpy as np
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

from cms.accounts.models import User
from cms.foundation.errors import DomainError
from sandbox.labs.rules.reidentification import (
    Counts,
    Exposure,
    Places,
    Setting,
    arrivals,
    card_number,
    enumerate_hashes,
    exposure,
    hashed,
    peak_curve,
    peak_is_kept,
    published_curve,
)
from sandbox.town import rules as town
from sandbox.town.services import validations

T = TypeVar("T")
MOST_K: Final = 50
MOST_CLUES: Final = 8
MONTH: Final = 30 * 24 * 3600
LOCK_SECONDS: Final = 30
NUMBERING: Final = b"Valfictif, cartes de transport"  # fictitious cards: nothing to protect but the exercise
PEPPER: Final = b"Valfictif, poivre de l'exploitant"
NEW_YEAR: Final = date(town.YEAR, 1, 1)


class StillComputing(DomainError):
    user_message = _("Votre calcul précédent n’est pas fini. Attendez quelques secondes, puis recommencez.")


@dataclass(frozen=True, slots=True)
class Recovered:
    """A whole enumeration: digest and number of each card found, and how long the trying took."""

    plain: tuple[tuple[str, int], ...]
    peppered: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Measure:
    """What one setting leaves of risk and of use; the curves count boardings towards the campus."""

    exposure: Exposure
    after: tuple[int, ...]
    peak_kept: bool


@contextmanager
def one_at_a_time(learner: User) -> Iterator[None]:
    """Raises StillComputing when a computation of this learner is already running."""
    key = f"labs:calcul:{learner.pk}"
    if not cache.add(key, 1, LOCK_SECONDS):
        raise StillComputing
    try:
        yield
    finally:
        cache.delete(key)


def kept(learner: User, question: str, compute: Callable[[], T]) -> T:
    """The answer found in the cache, or computed under the learner's lock. The key holds the town it was true of."""
    key = f"labs:{_version()}:{question}"
    found: T | None = cache.get(key)
    if found is None:
        with one_at_a_time(learner):
            found = compute()
        cache.set(key, found, MONTH)
    return found


@lru_cache(maxsize=1)
def _version() -> str:
    """The seed alone does not say that a formula changed; the records themselves do."""
    return sha256(validations().tobytes()).hexdigest()[:16]


@lru_cache(maxsize=1)
def places() -> Places:
    zones = np.array([town.zone_of_stop(stop) for stop in range(town.STOPS)])
    return Places(zones, np.array([town.district_of_zone(zone) for zone in range(town.ZONES)]))


def number_of(card: int) -> int:
    return card_number(card, NUMBERING)


def digest_of(card: int) -> str:
    """What the operator published in the place of a card's number."""
    return hashed(number_of(card)).hex()


def enumeration(learner: User) -> Recovered:
    """All six-digit numbers hashed once, against the plain publication and against the one under a secret."""
    return kept(learner, "hachage", _enumerate)


def _enumerate() -> Recovered:
    numbers = [number_of(card) for card in range(town.CARDS)]
    plain = {hashed(number) for number in numbers}
    peppered = {hashed(number, PEPPER) for number in numbers}
    begun = time.perf_counter()
    found = enumerate_hashes(plain | peppered)
    spent = time.perf_counter() - begun
    rows = sorted((digest.hex(), number) for digest, number in found.items() if digest in plain)
    return Recovered(tuple(rows), len(found.keys() & peppered), round(spent, 2))


def measure(learner: User, setting: Setting) -> Measure:
    """Risk and use of one setting, from the cache or computed now."""
    if setting.k > MOST_K:
        raise ValueError(setting)
    name = f"reglage:{setting.minutes}:{setting.place}:{setting.k}:{setting.clues}"
    return kept(learner, name, lambda: _measure(setting))


def _measure(setting: Setting) -> Measure:
    records = validations()
    before = peak_curve(records, town.CAMPUS_STOPS)
    after = published_curve(records, places(), setting, town.CAMPUS_STOPS)
    found = exposure(records, places(), setting)
    return Measure(found, tuple(after.tolist()), peak_is_kept(before, after))


def true_curve() -> np.ndarray[Any, np.dtype[np.integer]]:
    """Boardings towards the campus by ten minutes, as they were."""
    return peak_curve(validations(), town.CAMPUS_STOPS)


def counts(*, minutes: int, k: int, without: int | None = None) -> Counts:
    """The publication by counts (under a millisecond: not kept), all cards or all but one."""
    records = validations()
    if without is not None:
        records = records[records["card"] != without]
    return arrivals(records, town.STOPS, minutes=minutes, k=k)


def day_number(day: date) -> int:
    return (day - NEW_YEAR).days


def day_at(number: int) -> date:
    return NEW_YEAR + timedelta(days=number)
