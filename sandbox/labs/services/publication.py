"""What the town might publish of its cards, computed here: capped, kept for all, one at a time for each learner."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import sha256
from typing import Any, Final, TypeVar

import numpy as np
from django.core.cache import cache

from cms.accounts.models import User
from sandbox.labs import measures
from sandbox.labs.measures import CARD_NUMBERING, RULES_VERSION, Enumeration
from sandbox.labs.rules.reidentification import (
    Counts,
    Exposure,
    Places,
    Setting,
    arrivals,
    card_number,
    exposure,
    hashed,
    peak_curve,
    peak_is_kept,
    published_curve,
)
from sandbox.labs.services.computing import one_at_a_time
from sandbox.town import rules as town
from sandbox.town.services import validations

T = TypeVar("T")
MOST_K: Final = 50
MOST_CLUES: Final = 8
MONTH: Final = 30 * 24 * 3600
NEW_YEAR: Final = date(town.YEAR, 1, 1)


@dataclass(frozen=True, slots=True)
class Measure:
    """What one setting leaves of risk and of use; the curves count boardings towards the campus."""

    exposure: Exposure
    after: tuple[int, ...]
    peak_kept: bool


def kept(learner: User, question: str, compute: Callable[[], T]) -> T:
    """The answer found in the cache, or computed under the learner's lock. The key holds the town it was true of."""
    key = f"labs:{RULES_VERSION}:{_version()}:{question}"
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
    return card_number(card, CARD_NUMBERING)


def digest_of(card: int) -> str:
    """What the operator published in the place of a card's number."""
    return hashed(number_of(card)).hex()


def enumeration(learner: User) -> Enumeration:
    """All six-digit numbers hashed once, against the plain publication and against the one under a secret."""
    return kept(learner, "hachage", measures.enumeration)


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
