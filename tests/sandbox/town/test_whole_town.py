"""The whole town at once: its figures, its fingerprints, and the files it is kept in."""

import subprocess
import sys
from hashlib import sha256
from time import process_time

import numpy as np
import pytest
from django.core.management import call_command

from sandbox.town import kept
from sandbox.town.rules import (
    CAMPUS_STOPS,
    HOUSEHOLDS,
    daily_energy,
    daily_waste,
    daily_water,
    household,
    load_by_ten_minutes,
    validations_of,
)
from sandbox.town.rules.calendar import CLOCK, MONTH
from sandbox.town.rules.electricity import year_of_hours
from sandbox.town.services import (
    SMALLEST_GROUP,
    all_daily_energy,
    all_daily_waste,
    all_daily_water,
    comparison_group,
    comparison_groups,
    validations,
)
from sandbox.town.tasks import build_town

GOLDEN = {
    "energie": "03fe5aa0c0a8fb910531a12a2cad3d1df2c34995b00e7bb77850f1318cb26030",
    "eau": "06413cce1617b108ebca58d92b9ce2e642e48e10e82c5b1af00917b7222528de",
    "dechets": "913fdcae6cbe71fdc5ea7428f289d001e27d7e08ce37e78bc6e734e4080c517e",
    "validations": "3daa9340db6780028365db1e185c41178d49d68a3a1aae3cdf2c9d94aa265e80",
}


@pytest.fixture
def empty_town(settings, tmp_path):
    """A folder without any array, and a process that remembers none."""
    settings.DATA_DIR = tmp_path
    kept.forget()
    yield tmp_path / "town"
    kept.forget()


def fingerprint(array):
    return sha256(array.tobytes()).hexdigest()


@pytest.mark.parametrize("one", kept.EVERYTHING, ids=lambda one: one.name)
def test_the_town_never_changes(one):
    assert fingerprint(kept.fetch(one)) == GOLDEN[one.name]


def test_another_process_computes_the_same_bits():
    program = (
        "from hashlib import sha256;from sandbox.town.rules import *;"
        "print(sha256(b''.join(f(n).tobytes() for n in (1999, 0, 41)"
        " for f in (daily_energy, daily_water, daily_waste, validations_of))).hexdigest())"
    )
    other = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.strip()

    here = b"".join(
        one(number).tobytes()
        for number in (1999, 0, 41)
        for one in (daily_energy, daily_water, daily_waste, validations_of)
    )
    assert other == sha256(here).hexdigest()


def test_the_rules_need_neither_django_nor_a_database():
    program = "import sys, sandbox.town.rules; sys.exit('django' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


@pytest.mark.parametrize("number", [0, 357, 1053, 1999])
def test_a_household_alone_is_its_row_of_the_town(number):
    assert (daily_energy(number) == all_daily_energy()[number]).all()
    assert (daily_water(number) == all_daily_water()[number]).all()
    assert (daily_waste(number) == all_daily_waste()[number]).all()
    rows = validations()
    assert (validations_of(number) == rows[rows["household"] == number]).all()


def test_a_year_of_electricity_is_what_design_expects():
    years = all_daily_energy().sum(axis=1) / 1e6
    heated = np.array([household(number).electric_heating for number in range(HOUSEHOLDS)])

    assert years.mean() == pytest.approx(4.3, abs=0.1)
    assert years[heated].mean() == pytest.approx(6.3, abs=0.15)
    assert years[~heated].mean() == pytest.approx(3.2, abs=0.2)
    assert np.quantile(years, 0.05) == pytest.approx(2.0, abs=0.2)
    assert np.quantile(years, 0.95) == pytest.approx(8.6, abs=0.4)


def test_january_takes_nearly_twice_a_summer_month():
    days = all_daily_energy()
    summer = np.isin(MONTH, (6, 7, 8))

    assert days[:, MONTH == 1].mean() / days[:, summer].mean() == pytest.approx(1.9, abs=0.05)


def test_the_town_peaks_in_the_evening_and_stirs_in_the_morning():
    profile = np.zeros(24)
    for number in range(0, HOUSEHOLDS, 10):
        profile += np.bincount(CLOCK, weights=year_of_hours(number), minlength=24)

    assert profile.argmax() in (19, 20)
    assert 4 + profile[4:11].argmax() in (6, 7)


def test_a_person_draws_about_140_litres_of_water_a_day():
    people = sum(household(number).occupants for number in range(HOUSEHOLDS))

    assert 125 < all_daily_water().sum() / people / 365 < 150


def test_a_household_of_one_throws_about_five_kilograms_a_week():
    alone = [number for number in range(HOUSEHOLDS) if household(number).occupants == 1]
    grams = all_daily_waste()[alone]

    assert 4500 < grams[grams >= 0].mean() < 5000


def test_the_town_validates_60000_times_and_peaks_before_the_campus_begins():
    rows = validations()
    load = load_by_ten_minutes(rows)

    assert len(rows) == pytest.approx(60_600, abs=300)
    assert len(np.unique(rows["card"])) == 1600
    assert load.argmax() == 47  # from 7:50 to 7:59
    assert load.max() > 2 * np.partition(load, -2)[-2]


@pytest.mark.parametrize("stop", CAMPUS_STOPS)
def test_delaying_one_site_by_a_quarter_of_an_hour_lowers_the_peak(stop):
    before, after = load_by_ten_minutes(validations()), load_by_ten_minutes(validations(), {stop: 15})

    assert after.sum() == before.sum()
    assert after.max() < 0.8 * before.max()


def test_groups_under_ten_are_never_shown():
    for measure in ("energie", "eau", "dechets"):
        groups = comparison_groups(measure)

        assert len(groups) == 63
        assert min(group.count for group in groups) >= SMALLEST_GROUP == 10
        assert all(group.year.low <= group.year.median <= group.year.high for group in groups)
        assert all(len(group.months) == 12 for group in groups)


def test_a_household_without_enough_neighbours_is_compared_with_the_whole_town():
    shown = {(group.district, group.occupants, group.electric_heating) for group in comparison_groups()}
    (hidden,) = {
        (district, size, heating) for district in range(8) for size in range(1, 5) for heating in (True, False)
    } - shown

    assert comparison_group(*hidden).district is None
    assert comparison_group(*hidden).count >= 10


def test_homes_of_five_are_compared_with_those_of_four():
    assert comparison_group(0, 5, False) == comparison_group(0, 4, False)
    assert comparison_group(0, 5, False).district == 0


def test_the_median_of_a_group_is_that_of_its_members():
    group = comparison_group(2, 1, False)
    members = [
        number
        for number in range(HOUSEHOLDS)
        if (home := household(number)).district == 2 and home.occupants == 1 and not home.electric_heating
    ]

    assert group.count == len(members)
    assert group.year.median == round(float(np.median(all_daily_energy()[members].sum(axis=1))))
    assert group.months[0].median == round(float(np.median(all_daily_energy()[members][:, :31].sum(axis=1))))


def test_arrays_may_not_be_written_to():
    with pytest.raises(ValueError, match="read-only"):
        all_daily_water()[0, 0] = 1


def test_the_town_is_built_in_less_than_ten_seconds_then_found_on_disk(empty_town, capsys):
    started = process_time()
    call_command("build_town")
    assert process_time() - started < 10

    told = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in told[:-1]] == ["1/4", "2/4", "3/4", "4/4"]
    assert "Valfictif est prête" in told[-1]

    written = {path.name: path.stat().st_mtime_ns for path in empty_town.iterdir()}
    kept.forget()
    build_town()
    build_town.delay()
    assert {path.name: path.stat().st_mtime_ns for path in empty_town.iterdir()} == written


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content[:1000],
        lambda content: b"",
        lambda content: content[:5000] + bytes([content[5000] ^ 1]) + content[5001:],
        lambda content: b"\x80\x04N." + content,
    ],
    ids=["truncated", "empty", "one bit flipped", "something else"],
)
def test_a_damaged_file_is_computed_again(empty_town, damage):
    good = kept.fetch(kept.WATER)
    path = kept.WATER.path(empty_town)
    whole = path.read_bytes()
    path.write_bytes(damage(whole))
    kept.forget()

    assert (kept.fetch(kept.WATER) == good).all()
    assert path.read_bytes() == whole
    assert [one.name for one in empty_town.iterdir()] == [path.name]


def test_a_whole_file_of_another_shape_is_computed_again(empty_town):
    kept._write(np.zeros((3, 365), dtype=np.int32), kept.WASTE.path(empty_town))

    assert kept.fetch(kept.WASTE).shape == (2000, 365)


def test_a_file_is_named_after_the_seed_and_the_version_of_the_generator(empty_town):
    assert kept.ENERGY.path(empty_town).name == "energie-2017-2.npy"
