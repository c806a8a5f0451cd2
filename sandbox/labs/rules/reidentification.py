"""Lab 7 (report § 3.2.2.4, “il a été possible de reconstituer les déplacements d’une personne spécifique”).

Validations are a structured array: card, day (of the year or of the period), minute of the day, from_stop, to_stop. A
pseudonym is not anonymity: a card number is found again by trying them all, and a few places and times are a signature.
"""

import hmac
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import numpy as np
from numpy.typing import NDArray

TIME_STEPS = (1, 15, 60, 240, 1440)  # minutes
PLACE_STEPS = ("stop", "zone", "district")
CARD_SPACE = 1_000_000  # card numbers have six digits

Ints = NDArray[np.integer]
Records = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Places:
    """The zone of each stop and the district of each zone, by number."""

    zone_of_stop: Ints
    district_of_zone: Ints

    def at(self, stops: Ints, step: str) -> Ints:
        if step == "stop":
            return stops.astype(np.int64)
        zones = self.zone_of_stop[stops].astype(np.int64)
        return zones if step == "zone" else self.district_of_zone[zones].astype(np.int64)


@dataclass(frozen=True, slots=True)
class Setting:
    """How a publication is coarsened: minutes, place, smallest class kept (1 = all), and how many clues are known."""

    minutes: int = 15
    place: str = "zone"
    k: int = 1
    clues: int = 4

    def __post_init__(self) -> None:
        if (
            self.minutes not in TIME_STEPS
            or self.place not in PLACE_STEPS
            or not (self.k >= 1 and 1 <= self.clues <= 8)
        ):
            raise ValueError(self)


@dataclass(frozen=True, slots=True)
class Exposure:
    """What a setting leaves: shares between 0 and 1, of the cards and of the records."""

    unique: float  # cards that their clues single out
    suppressed: float  # records withdrawn because their class had fewer than k cards
    smallest: int  # cards in the smallest class still published (0 when nothing is)
    cards: int
    median_candidates: float  # how many cards a typical set of clues leaves


@dataclass(frozen=True, slots=True)
class Clue:
    """Side knowledge: that day, about that minute, that person boarded at that stop."""

    day: int
    minute: int
    stop: int


@dataclass(frozen=True, slots=True)
class Counts:
    """Arrivals by stop and time of day, days pooled: no trace of anybody. `values` is (stops, bins); -1 is withheld."""

    values: Ints
    minutes: int
    lost: float  # share of the arrivals that were withheld
    smallest: int


def card_number(card: int, key: bytes) -> int:
    """The six-digit number printed on a card of the town: a permutation, so that no two cards share one."""
    place, half = card % CARD_SPACE, 1000
    left, right = divmod(place, half)
    for turn in range(4):
        mixed = int.from_bytes(hmac.new(key, f"{turn}|{right}".encode(), sha256).digest()[:4])
        left, right = right, (left + mixed) % half
    return left * half + right


def hashed(number: int, pepper: bytes = b"") -> bytes:
    """What the operator published instead of a number: SHA-256 of its six digits, or HMAC under a secret."""
    text = b"%06d" % number
    return hmac.new(pepper, text, sha256).digest() if pepper else sha256(text).digest()


def enumerate_hashes(
    published: Iterable[bytes], *, space: int = CARD_SPACE, guess: Callable[[bytes], bytes] | None = None
) -> dict[bytes, int]:
    """Find numbers again by hashing them all. With a secret pepper the guesses match nothing (until it leaks)."""
    wanted = set(published)
    found = {}
    for number in range(space):
        text = b"%06d" % number
        digest = guess(text) if guess else sha256(text).digest()
        if digest in wanted:
            found[digest] = number
    return found


def candidates(
    validations: Records, clues: Sequence[Clue], places: Places, *, place: str = "stop", minutes: int = 15
) -> tuple[int, ...]:
    """Cards that fit all the clues, a clue being right within `minutes` and at the grain of `place`."""
    left: NDArray[np.integer] | None = None
    boarded = places.at(validations["from_stop"], place)
    for clue in clues:
        at = int(places.at(np.array([clue.stop]), place)[0])
        near = np.abs(validations["minute"].astype(np.int64) - clue.minute) <= minutes
        fits = np.unique(validations["card"][(validations["day"] == clue.day) & near & (boarded == at)])
        left = fits if left is None else np.intersect1d(left, fits)
    return tuple(int(card) for card in (np.unique(validations["card"]) if left is None else left))


def exposure(validations: Records, places: Places, setting: Setting, *, seed: int = 1) -> Exposure:
    """Who stands alone once the publication is coarsened and its rare classes withdrawn.

    A class is (day, time, from, to). The clues are points (day, time, from) drawn among each card's own published ones:
    a person with fewer points than clues gives all she has; one with none left is not exposed, and still counts.
    """
    cards, codes = np.unique(validations["card"], return_inverse=True)
    point, whole = _codes(validations, places, setting)
    kept, smallest = _kept(whole, codes, len(cards), setting.k)
    suppressed = 1 - float(kept.mean())
    if not kept.any():
        return Exposure(0.0, suppressed, 0, len(cards), 0.0)
    left = _candidates_left(codes[kept], point[kept], len(cards), setting.clues, seed)
    seen = left[left > 0]
    return Exposure(
        float(np.count_nonzero(left == 1) / len(cards)), suppressed, smallest, len(cards), float(np.median(seen))
    )


def _codes(validations: Records, places: Places, setting: Setting) -> tuple[Ints, Ints]:
    """Each record as one number: its point (day, time, from), and its class (day, time, from, to)."""
    slots = validations["day"].astype(np.int64) * 1440 + validations["minute"] // setting.minutes
    start = places.at(validations["from_stop"], setting.place)
    end = places.at(validations["to_stop"], setting.place)
    return slots * 256 + start, (slots * 256 + start) * 256 + end


def _kept(whole: Ints, cards: Ints, count: int, k: int) -> tuple[NDArray[np.bool_], int]:
    """Which records belong to a class of at least k different cards, and the smallest class among these."""
    _classes, of = np.unique(whole, return_inverse=True)
    pairs = np.unique(of.astype(np.int64) * count + cards)
    sizes = np.bincount(pairs // count)
    kept = sizes[of] >= k
    return kept, int(sizes[sizes >= k].min(initial=np.iinfo(np.int64).max)) if kept.any() else 0


def _candidates_left(cards: Ints, points: Ints, count: int, clues: int, seed: int) -> Ints:
    """For each card, how many cards share all the clues drawn among its points (0: it has no point left)."""
    names, of = np.unique(points, return_inverse=True)
    pairs = np.unique(cards.astype(np.int64) * len(names) + of)
    card, point = pairs // len(names), pairs % len(names)
    order = np.lexsort((_shuffle(pairs, seed), card))
    rank = np.arange(len(card)) - np.searchsorted(card, card[order])
    known = order[rank < clues]
    used, row = np.unique(point[known], return_inverse=True)
    row_of = np.full(len(names), -1)
    row_of[used] = np.arange(len(used))
    there = row_of[point] >= 0
    table = np.zeros((len(used), (count + 7) // 8 * 8), dtype=np.uint8)
    table[row_of[point[there]], card[there]] = 1
    packed = np.packbits(table, axis=1)
    left = np.zeros((count, packed.shape[1]), dtype=np.uint8)
    owners = card[known]
    left[owners] = 255
    np.bitwise_and.at(left, owners, packed[row])
    return np.asarray(np.unpackbits(left, axis=1)[:, :count].sum(axis=1, dtype=np.int64))


def _shuffle(numbers: Ints, seed: int) -> NDArray[np.uint64]:
    """A fixed mixing of whole numbers (splitmix64): the same on every machine and in every version of NumPy."""
    mixed = numbers.astype(np.uint64) + np.uint64((seed * 0x9E3779B97F4A7C15) % 2**64)
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        mixed = (mixed ^ (mixed >> np.uint64(shift))) * np.uint64(factor)
    return np.asarray(mixed ^ (mixed >> np.uint64(31)))


def peak_curve(validations: Records, stops: Iterable[int], *, minutes: int = 10) -> Ints:
    """Boardings towards these stops by time of day, all days together: what the planner wants to see."""
    towards = np.isin(validations["to_stop"], list(stops))
    slots = validations["minute"][towards].astype(np.int64) // minutes
    return np.bincount(slots, minlength=-(-1440 // minutes))


def published_curve(validations: Records, places: Places, setting: Setting, stops: Iterable[int]) -> Ints:
    """The same curve from what the setting publishes, by ten minutes at the finest.

    The stops are known only at the grain of the setting: those of the whole zone or district count with them.
    """
    _cards, codes = np.unique(validations["card"], return_inverse=True)
    _point, whole = _codes(validations, places, setting)
    kept, _smallest = _kept(whole, codes, len(_cards), setting.k)
    targets = np.unique(places.at(np.array(list(stops)), setting.place))
    towards = np.isin(places.at(validations["to_stop"], setting.place), targets) & kept
    starts = validations["minute"][towards].astype(np.int64) // setting.minutes * setting.minutes
    width = max(setting.minutes, 10)
    return np.bincount(starts // width, minlength=-(-1440 // width))


def peak_of(curve: Ints) -> tuple[int, int]:
    """The minute at which the busiest interval of the day begins, and its height."""
    top = int(np.argmax(curve))
    return top * (1440 // len(curve)), int(curve[top])


def peak_is_kept(before: Ints, after: Ints, *, share: float = 0.5) -> bool:
    """Whether the peak still shows: at the same time, at least this high, in intervals of two hours or less."""
    width = 1440 // len(after)
    (minute, height), (seen, tall) = peak_of(before), peak_of(after)
    return width <= 120 and seen - 15 <= minute < seen + width + 15 and tall >= share * height


def arrivals(validations: Records, stops: int, *, minutes: int = 15, k: int = 5) -> Counts:
    """Counts instead of traces: boardings by stop of arrival and time of day, days pooled, cells under k withheld."""
    slots = -(-1440 // minutes)
    cells = validations["to_stop"].astype(np.int64) * slots + validations["minute"] // minutes
    counted = np.bincount(cells, minlength=stops * slots).reshape(stops, slots)
    shown = np.where((counted > 0) & (counted < k), -1, counted)
    lost = float(counted[shown < 0].sum() / max(counted.sum(), 1))
    positive = shown[shown > 0]
    return Counts(shown, minutes, lost, int(positive.min()) if len(positive) else 0)


def difference(first: Counts, second: Counts, *, k: int = 5) -> tuple[tuple[int, int, int], ...]:
    """Two lawful publications subtracted: (stop, interval, gap) for each cell shown in both that differs by under k."""
    shown = (first.values >= 0) & (second.values >= 0)
    gap = np.where(shown, np.abs(first.values - second.values), 0)
    return tuple((int(s), int(t), int(gap[s, t])) for s, t in np.argwhere((gap > 0) & (gap < k)))
