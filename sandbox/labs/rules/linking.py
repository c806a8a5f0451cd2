"""Lab 5 (report § 3.2.3, “sans connexion inter-domaines”): a barrier on keys is not a barrier on facts.

Two files know the same households under different pseudonyms: electricity in Wh, water in litres. Whoever is away uses
neither; that is enough to put some of the lines side by side again. The figures are this town's, not a law.
"""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.integer]
Floats = NDArray[np.float64]
MONTHS_2025 = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
STEPS = ("jour", "semaine", "mois")


@dataclass(frozen=True, slots=True)
class Link:
    """One line of the electricity file and the line of the water file held to be the same household."""

    household: int  # whose electricity it is: the truth, which the analyst does not have
    energy_pseudonym: str
    water_pseudonym: str
    score: float  # -1 to 1: how alike the two patterns of absence are
    right: bool


@dataclass(frozen=True, slots=True)
class Linking:
    """How far the two files could be linked: shares between 0 and 1, `chance` for somebody drawing lots."""

    step: str
    zone_known: bool
    households: int
    right: int
    share: float
    chance: float
    links: tuple[Link, ...]


def pseudonyms(domain: str, households: int, key: bytes) -> tuple[str, ...]:
    """One name per household for one domain: HMAC-SHA256 under the domain's own key, so that no two domains agree."""
    names = (hmac.new(key, f"{domain}|{number}".encode(), sha256).hexdigest() for number in range(households))
    return tuple(name[:12] for name in names)


def link(
    energy: Ints,
    water: Ints,
    *,
    step: str,
    zones: Ints | None,
    keys: tuple[bytes, bytes] = (b"energie", b"eau"),
) -> Linking:
    """Give each electricity line the water line whose pattern is most like it, in its zone when that is known.

    `energy` (Wh) and `water` (L) are (households, days), both in the order of the households. The analyst never uses
    that order: the water lines are taken in the order of their pseudonyms.
    """
    count = len(energy)
    names = pseudonyms("energie", count, keys[0]), pseudonyms("eau", count, keys[1])
    order = np.array(sorted(range(count), key=names[1].__getitem__))
    present = _pattern(energy, step, floor=0.35), _pattern(water[order], step, floor=0.0)
    likeness = present[0] @ present[1].T
    chance = 1 / count
    if zones is not None:
        likeness[zones[:, None] != zones[order][None, :]] = -2.0
        chance = float(np.mean(1 / np.array([np.count_nonzero(zones == zone) for zone in zones])))
    picked = np.argmax(likeness, axis=1)
    right = order[picked] == np.arange(count)
    links = tuple(
        Link(
            number,
            names[0][number],
            names[1][order[picked[number]]],
            round(float(likeness[number, picked[number]]), 3),
            bool(right[number]),
        )
        for number in range(count)
    )
    total = int(right.sum())
    return Linking(step, zones is not None, count, total, total / count, chance, links)


def _pattern(series: Ints, step: str, *, floor: float) -> Floats:
    """Each line as a unit vector of what it lacks against its usual, the season and the town's own movement removed.

    The logarithm makes a small household like a large one; `floor` is the share of a usual day that runs without anyone
    (a refrigerator), so that an empty day weighs the same in both files.
    """
    table = _summed(series.astype(np.float64), step)
    usual = _usual(table, step)
    lack = np.log(np.clip(table / np.maximum(usual, 1.0), max(floor, 0.35), 1.2))
    lack -= lack.mean(axis=0, keepdims=True)
    lack -= lack.mean(axis=1, keepdims=True)
    length = np.linalg.norm(lack, axis=1, keepdims=True)
    return np.asarray(lack / np.where(length > 0, length, 1.0))


def _usual(table: Floats, step: str) -> Floats:
    """The usual of each line around each period: a median moving over a month, or the line's own for months."""
    if step == "mois":
        return np.median(table, axis=1, keepdims=True)
    half = 14 if step == "jour" else 3
    padded = np.pad(table, ((0, 0), (half, half)), mode="edge")
    windows = np.lib.stride_tricks.sliding_window_view(padded, 2 * half + 1, axis=1)
    # Every fourth value tells the median of a month as well, four times sooner.
    return np.asarray(np.median(windows[:, :, :: 4 if step == "jour" else 1], axis=2))


def _summed(series: Floats, step: str) -> Floats:
    if step == "jour":
        return series
    if step == "semaine":
        weeks = series.shape[1] // 7
        return np.asarray(series[:, : weeks * 7].reshape(len(series), weeks, 7).sum(axis=2))
    if step != "mois":
        raise ValueError(step)
    edges: Sequence[int] = [sum(MONTHS_2025[:month]) for month in range(12)]
    return np.asarray(np.add.reduceat(series, [edge for edge in edges if edge < series.shape[1]], axis=1))
