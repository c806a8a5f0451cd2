"""Lab 3 (report § 3.2.3, “sans autorisation de conservation”): marks planted in a vault so that a copy can be told.

A vault holds whole numbers (Wh, L, g), or thousandths where a file brought some. A canary is a reading moved by less
than a visitor would notice to a number with three decimals that nobody else has: 842 Wh becomes 861.397. The sums that
hold one (its day, its month) carry the same decimals, so the marks survive every step that a consent can name. Two
texts go where no number fits: a fictitious delivery point (14 digits, first two 99) in the housing profile, and a label
there and as the mode of some trips.

All numbers here are whole thousandths of the series' unit: mWh, mL, mg.
"""

import hmac
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

Number = int | float
Day = tuple[date, int]  # a day, and the place of a reading in it
LETTERS = "bcdfghjklmnpqrstvwxz"
MOST = {"energie": 700, "eau": 18, "dechets": 300}  # how far a reading may be moved up, in its unit


@dataclass(frozen=True, slots=True, repr=False)
class Canaries:
    """What the auditor looks for. Its repr says how many, never which: it may end in a log that is itself audited."""

    numbers: frozenset[int]  # planted readings and the sums that hold one
    steps: frozenset[int]  # differences between a marked value and its neighbour, unsigned
    delivery_point: str
    label: str

    def __repr__(self) -> str:
        return f"Canaries({len(self.numbers)} numbers)"

    def to_json(self) -> dict[str, Any]:
        """For the lab's own record (on the platform's side, never in the aggregator's)."""
        return {
            "numbers": sorted(self.numbers),
            "steps": sorted(self.steps),
            "delivery_point": self.delivery_point,
            "label": self.label,
        }

    @classmethod
    def from_json(cls, facts: Mapping[str, Any]) -> "Canaries":
        return cls(frozenset(facts["numbers"]), frozenset(facts["steps"]), facts["delivery_point"], facts["label"])


@dataclass(frozen=True, slots=True, repr=False)
class Planting:
    """The canaries and what to write in the vault: only the days that change, with all that these days hold."""

    canaries: Canaries
    energy: dict[date, list[Number | None]]  # Wh by hour of the local day
    water: dict[date, Number | None]  # L
    waste: dict[date, Number | None]  # g
    trips: dict[date, list[dict[str, Any]]]
    profile: dict[str, Any]
    readings: int  # how many readings were moved


def is_distinctive(number: int) -> bool:
    """Five digits at least, five different ones, no zero at the end, not a run such as 12345 or 98765."""
    digits = str(number)
    ranks = [int(digit) for digit in digits]
    moves = {after - before for before, after in pairwise(ranks)}
    return len(digits) >= 5 and len(set(digits)) >= 5 and digits[-1] != "0" and moves not in ({1}, {-1})


def plant(
    *,
    key: bytes,
    energy: Mapping[date, Sequence[Number | None]],
    water: Mapping[date, Number | None],
    waste: Mapping[date, Number | None],
    trips: Sequence[Mapping[str, Any]] = (),
    profile: Mapping[str, Any] | None = None,
) -> Planting:
    """Mark a household's year: in each month one hour of electricity, three days of water, one collection.

    `key` is drawn for one run of one learner: the same key plants the same marks. How to use it: read the series as
    stored (`trips` as the vault's records, with `debut` and `mode`), call this, hand `energy`, `water` and `waste` to
    the vault's `write_values` and `trips` and `profile` (at the first day of the year) to its `write_records`, with an
    origin that says what they are, and keep `canaries` on the platform's side. Days without use (absences) are left
    alone, so that no fact hidden in the curve changes.
    """
    hours = {(day, place): value for day, values in energy.items() for place, value in enumerate(values)}
    litres: dict[Day, Number | None] = {(day, 0): value for day, value in water.items()}
    grams: dict[Day, Number | None] = {(day, 0): value for day, value in waste.items()}
    marked_hours = _mark(hours, key, "energie", each_month=1)
    marked_water = _mark(litres, key, "eau", each_month=3)
    marked_waste = _mark(grams, key, "dechets", each_month=1)
    label = f"navette-{_letters(key, 10)}"
    point = f"99{_draw(key, 'point', 0) % 10**12:012d}"
    changed = {day: list(energy[day]) for day, _place in marked_hours}
    for (day, place), number in marked_hours.items():
        changed[day][place] = number / 1000
    series = ((hours, marked_hours), (litres, marked_water), (grams, marked_waste))
    numbers: set[int] = set()
    steps: set[int] = set()
    for before, marks in series:
        for values in _as_told(before, marks):
            numbers.update(number for _start, number, marked in values if marked)
            steps.update(_steps(values))
    return Planting(
        Canaries(frozenset(filter(is_distinctive, numbers)), frozenset(filter(is_distinctive, steps)), point, label),
        changed,
        {day: number / 1000 for (day, _place), number in marked_water.items()},
        {day: number / 1000 for (day, _place), number in marked_waste.items()},
        _labelled(trips, label),
        {**(profile or {}), "point_de_livraison": point, "repere": label},
        len(marked_hours) + len(marked_water) + len(marked_waste),
    )


def _mark(series: Mapping[Day, Number | None], key: bytes, domain: str, *, each_month: int) -> dict[Day, int]:
    """Which readings are moved, and to how many thousandths."""
    by_month: dict[date, list[Day]] = {}
    for place, value in series.items():
        if value:
            by_month.setdefault(place[0].replace(day=1), []).append(place)
    marks = {}
    for month, places in sorted(by_month.items()):
        whole = sum(round((series[place] or 0) * 1000) for place in places)
        for number in range(min(each_month, len(places))):
            place = places.pop(_draw(key, f"{domain}|{month}", number) % len(places))
            base = round((series[place] or 0) * 1000)
            marks[place] = _moved(base, whole, key, f"{domain}|{place}")
    return marks


def _moved(base: int, month: int, key: bytes, name: str) -> int:
    """A number a little above `base` that is distinctive, and whose month's sum is too when that can be had."""
    best = base
    for attempt in range(60):
        step = 1 + _draw(key, name, attempt) % (MOST[name.split("|")[0]] * 1000)
        if not is_distinctive(base + step):
            continue
        best = base + step
        if is_distinctive(month + step) and is_distinctive(round((month + step) / 1000)):
            break
    return best


Told = list[tuple[date, int, bool]]  # when, how many thousandths, whether it holds a mark


def _as_told(before: Mapping[Day, Number | None], marks: Mapping[Day, int]) -> Iterator[Told]:
    """The series as each step of a consent tells it: every reading, every day, every month."""
    told = [
        (place[0], marks.get(place, round((value or 0) * 1000)), place in marks)
        for place, value in sorted(before.items())
        if value is not None
    ]
    yield told
    for start_of in (lambda day: day, lambda day: day.replace(day=1)):
        told = _summed(told, start_of)
        yield told


def _summed(told: Told, start_of: Callable[[date], date]) -> Told:
    """Days from hours, then months from days."""
    sums: dict[date, tuple[int, bool]] = {}
    for day, number, marked in told:
        start = start_of(day)
        total, held = sums.get(start, (0, False))
        sums[start] = (total + number, held or marked)
    return [(start, total, held) for start, (total, held) in sums.items()]


def _steps(values: Told) -> Iterator[int]:
    for (_start, before, one), (_next, after, other) in pairwise(values):
        if one or other:
            yield abs(after - before)


def _labelled(trips: Iterable[Mapping[str, Any]], label: str) -> dict[date, list[dict[str, Any]]]:
    """One day a fortnight, whole, whose first trip has the label for its mode."""
    by_day: dict[date, list[dict[str, Any]]] = {}
    for trip in sorted(trips, key=lambda one: str(one["debut"])):
        by_day.setdefault(date.fromisoformat(str(trip["debut"])[:10]), []).append(dict(trip))
    kept: dict[date, list[dict[str, Any]]] = {}
    for day, of_the_day in by_day.items():
        if not kept or day - max(kept) >= timedelta(days=14):
            of_the_day[0]["mode"] = label
            kept[day] = of_the_day
    return kept


def _draw(key: bytes, name: str, attempt: int) -> int:
    return int.from_bytes(hmac.digest(key, f"{name}|{attempt}".encode(), "sha256")[:8])


def _letters(key: bytes, length: int) -> str:
    return "".join(LETTERS[_draw(key, "label", place) % len(LETTERS)] for place in range(length))
