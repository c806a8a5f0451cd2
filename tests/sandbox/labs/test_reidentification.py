"""Lab 7: each figure is computed again here by counting one by one."""

from collections import Counter, defaultdict

import numpy as np
import pytest

from sandbox.labs.rules.reidentification import (
    Clue,
    Places,
    Setting,
    arrivals,
    candidates,
    card_number,
    difference,
    enumerate_hashes,
    exposure,
    hashed,
    peak_curve,
    peak_is_kept,
    peak_of,
    published_curve,
)
from sandbox.town import rules as town
from sandbox.town.services import validations

PLACES = Places(
    np.array([town.zone_of_stop(stop) for stop in range(town.STOPS)]),
    np.array([town.district_of_zone(zone) for zone in range(town.ZONES)]),
)


@pytest.fixture(scope="module")
def records() -> np.ndarray:
    return validations()


def place(stop: int, step: str) -> int:
    zone = town.zone_of_stop(int(stop))
    return {"stop": int(stop), "zone": zone, "district": town.district_of_zone(zone)}[step]


def naive_class(record, setting: Setting) -> tuple:
    slot = int(record["minute"]) // setting.minutes
    return int(record["day"]), slot, place(record["from_stop"], setting.place), place(record["to_stop"], setting.place)


def test_card_numbers_behind_plain_hashes_are_all_recovered() -> None:
    space = 20_000
    numbers = range(0, space, 37)

    found = enumerate_hashes((hashed(number) for number in numbers), space=space)

    assert sorted(found.values()) == list(numbers)


def test_a_secret_pepper_stops_the_enumeration_until_it_is_known() -> None:
    published = [hashed(number, b"secret") for number in range(100)]

    assert enumerate_hashes(published, space=1000) == {}
    leaked = enumerate_hashes(published, space=1000, guess=lambda text: hashed(int(text), b"secret"))
    assert sorted(leaked.values()) == list(range(100))


def test_no_two_cards_share_a_number() -> None:
    numbers = {card_number(card, b"key") for card in range(1600)}

    assert len(numbers) == 1600
    assert all(0 <= number < 1_000_000 for number in numbers)
    assert numbers != {card_number(card, b"other") for card in range(1600)}


@pytest.mark.parametrize("step", ["stop", "zone", "district"])
def test_candidates_are_those_who_fit_every_clue(records: np.ndarray, step: str) -> None:
    traced = records[records["card"] == 77][:3]
    clues = [Clue(int(one["day"]), int(one["minute"]), int(one["from_stop"])) for one in traced]
    expected = None
    for clue in clues:
        fits = {
            int(one["card"])
            for one in records[records["day"] == clue.day]
            if abs(int(one["minute"]) - clue.minute) <= 15 and place(one["from_stop"], step) == place(clue.stop, step)
        }
        expected = fits if expected is None else expected & fits

    left = candidates(records, clues, PLACES, place=step)

    assert set(left) == expected
    assert 77 in left


def test_each_clue_leaves_fewer_candidates(records: np.ndarray) -> None:
    traced = records[records["card"] == 300][:4]
    clues = [Clue(int(one["day"]), int(one["minute"]), int(one["from_stop"])) for one in traced]

    left = [len(candidates(records, clues[:count], PLACES)) for count in range(5)]

    assert left[0] == 1600
    assert left == sorted(left, reverse=True)
    assert left[-1] <= 2


@pytest.mark.parametrize(
    ("minutes", "step", "k"), [(15, "zone", 5), (60, "district", 5), (1440, "district", 10), (1, "stop", 1)]
)
def test_the_suppressed_share_and_the_smallest_class_counted_one_by_one(
    records: np.ndarray, minutes: int, step: str, k: int
) -> None:
    setting = Setting(minutes, step, k, 4)
    classes = defaultdict(set)
    for one in records:
        classes[naive_class(one, setting)].add(int(one["card"]))
    lost = sum(len(classes[naive_class(one, setting)]) < k for one in records)

    found = exposure(records, PLACES, setting)

    assert found.suppressed == pytest.approx(lost / len(records))
    assert found.smallest == min((len(cards) for cards in classes.values() if len(cards) >= k), default=0)


@pytest.mark.parametrize(
    ("minutes", "step", "k"), [(15, "zone", 1), (60, "district", 1), (240, "district", 3), (1440, "district", 1)]
)
def test_who_is_unique_counted_one_by_one(records: np.ndarray, minutes: int, step: str, k: int) -> None:
    """With eight records a card at the most and eight clues, every point is known: no draw is left to repeat."""
    few = np.concatenate([records[records["card"] == card][:8] for card in range(0, 1600, 4)])
    setting = Setting(minutes, step, k, 8)
    classes, points = defaultdict(set), defaultdict(set)
    for one in few:
        classes[naive_class(one, setting)].add(int(one["card"]))
    for one in few:
        if len(classes[naive_class(one, setting)]) >= k:
            points[int(one["card"])].add(naive_class(one, setting)[:3])
    unique = sum(sum(known <= other for other in points.values()) == 1 for known in points.values())

    found = exposure(few, PLACES, setting)

    assert found.cards == len(set(few["card"].tolist()))
    assert found.unique == pytest.approx(unique / found.cards)


def test_coarser_publications_expose_fewer_people(records: np.ndarray) -> None:
    shares = [
        exposure(records, PLACES, Setting(*setting, 1, 4)).unique
        for setting in ((1, "stop"), (15, "zone"), (60, "district"), (240, "district"), (1440, "district"))
    ]

    assert shares == sorted(shares, reverse=True)
    assert shares[0] == 1.0
    assert shares[1] > 0.9
    assert shares[2] == pytest.approx(0.71, abs=0.06)
    assert shares[4] < 0.15


def test_more_clues_expose_more_people(records: np.ndarray) -> None:
    shares = [exposure(records, PLACES, Setting(60, "district", 1, clues)).unique for clues in (1, 2, 4, 8)]

    assert shares == sorted(shares)


def test_a_setting_protects_and_still_shows_the_peak(records: np.ndarray) -> None:
    """The lab's goal can be reached: under five per cent unique, the campus peak kept."""
    setting = Setting(60, "district", 20, 4)
    before = peak_curve(records, town.CAMPUS_STOPS)

    assert exposure(records, PLACES, setting).unique < 0.05
    assert peak_is_kept(before, published_curve(records, PLACES, setting, town.CAMPUS_STOPS))
    blind = Setting(1440, "district", 1, 4)
    assert not peak_is_kept(before, published_curve(records, PLACES, blind, town.CAMPUS_STOPS))


def test_the_same_setting_and_seed_give_the_same_answer(records: np.ndarray) -> None:
    setting = Setting(60, "zone", 2, 3)

    assert exposure(records, PLACES, setting) == exposure(records, PLACES, setting)
    assert exposure(records[::-1], PLACES, setting) == exposure(records, PLACES, setting)


def test_the_peak_counted_one_by_one(records: np.ndarray) -> None:
    counted = Counter(int(one["minute"]) // 10 for one in records if int(one["to_stop"]) in town.CAMPUS_STOPS)
    (slot, height), *_ = counted.most_common(1)

    assert peak_of(peak_curve(records, town.CAMPUS_STOPS)) == (slot * 10, height)
    assert slot * 10 == 7 * 60 + 50


def test_counts_withhold_small_cells_and_keep_the_peak(records: np.ndarray) -> None:
    counted = Counter((int(one["to_stop"]), int(one["minute"]) // 15) for one in records)
    lost = sum(count for count in counted.values() if count < 5)

    counts = arrivals(records, town.STOPS, k=5)

    assert counts.lost == pytest.approx(lost / len(records))
    assert counts.smallest == min(count for count in counted.values() if count >= 5)
    assert all(counts.values[cell] == (count if count >= 5 else -1) for cell, count in counted.items())
    campus = counts.values[list(town.CAMPUS_STOPS)].clip(0).sum(axis=0)
    assert int(np.argmax(campus)) * 15 in (465, 480)


def test_two_lawful_publications_betray_the_one_who_left_in_between(records: np.ndarray) -> None:
    before = arrivals(records, town.STOPS, k=5)
    after = arrivals(records[records["card"] != 77], town.STOPS, k=5)
    cells = {(int(one["to_stop"]), int(one["minute"]) // 15) for one in records[records["card"] == 77]}

    betrayed = difference(before, after, k=5)

    assert betrayed
    assert {(stop, slot) for stop, slot, _gap in betrayed} <= cells


@pytest.mark.parametrize("wrong", [{"minutes": 7}, {"place": "house"}, {"k": 0}, {"clues": 0}, {"clues": 9}])
def test_an_impossible_setting_is_refused(wrong: dict) -> None:
    with pytest.raises(ValueError, match="Setting"):
        Setting(**wrong)
