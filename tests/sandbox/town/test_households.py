"""The rules of the town, without a database: what design says a town of that size looks like."""

import random
from datetime import date, timedelta

import numpy as np
import pytest

from sandbox.town.rules import (
    HOUSEHOLDS,
    NAME,
    PERSONAS,
    STOPS,
    card_of,
    clues,
    daily_energy,
    daily_waste,
    daily_water,
    hourly_energy,
    household,
    household_of_card,
    households_like,
    stop_name,
    traveller,
    trips,
    validations_of,
    variant,
    waste_bill_cents,
)
from sandbox.town.rules.calendar import CLOCK, DATES, HOURS, SLOTS, hours_in
from sandbox.town.rules.electricity import year_of_hours
from sandbox.town.rules.households import away_days
from sandbox.town.rules.randomness import Domain, Stream

FIRST, LAST = DATES[0], DATES[-1]


def test_streams_are_the_raw_outputs_of_philox_whatever_the_order():
    numbers = Stream(Domain.WATER, 12).uniform(5)
    Stream(Domain.WATER, 13).uniform(50)

    raw = np.random.Philox(key=[2017, 4], counter=[0, 12, 0, 0]).random_raw(5)
    assert numbers.tolist() == [(int(one) >> 11) / 2**53 for one in raw]


def test_streams_of_neighbours_and_of_domains_never_meet():
    draws = [Stream(domain, number).uniform(64).tolist() for domain in Domain for number in range(20)]

    flat = [draw for one in draws for draw in one]
    assert len(set(flat)) == len(flat)


def test_gaussian_numbers_have_the_mean_and_spread_they_should():
    numbers = Stream(Domain.WEATHER, 7).normal(50_000)

    assert abs(numbers.mean()) < 0.02
    assert abs(numbers.std() - 1) < 0.02


def test_the_year_has_8760_hours_a_short_day_and_a_long_one():
    assert HOURS == 8760
    assert {day: hours_in(day) for day in DATES if hours_in(day) != 24} == {
        date(2025, 3, 30): 23,
        date(2025, 10, 26): 25,
    }


def test_hourly_days_last_as_long_as_local_days():
    days = hourly_energy(5, FIRST, LAST)

    assert [len(day) for day in days] == [hours_in(day) for day in DATES]
    assert [sum(day) for day in days] == daily_energy(5).tolist()
    assert {type(value) for day in days for value in day} == {int}


def test_a_part_of_the_year_is_the_same_as_within_the_year():
    first, last = date(2025, 3, 29), date(2025, 3, 31)

    assert hourly_energy(8, first, last) == hourly_energy(8, FIRST, LAST)[87:90]
    assert [len(day) for day in hourly_energy(8, first, last)] == [24, 23, 24]


@pytest.mark.parametrize("day", [date(2024, 12, 31), date(2026, 1, 1)])
def test_a_day_outside_the_year_is_refused(day):
    with pytest.raises(ValueError, match="2025"):
        hourly_energy(0, day, day)


def test_an_event_at_the_missing_hour_falls_in_the_next_one():
    spring = DATES.index(date(2025, 3, 30))

    assert CLOCK[SLOTS[spring, 2]] == 3
    assert [CLOCK[SLOTS[spring, hour]] for hour in (1, 3, 23)] == [1, 3, 23]


@pytest.mark.parametrize("number", [-1, HOUSEHOLDS])
def test_a_household_outside_the_town_is_refused(number):
    with pytest.raises(ValueError, match="household"):
        household(number)


def test_households_are_the_same_in_any_order():
    numbers = list(range(0, HOUSEHOLDS, 37))
    ahead = {number: household(number) for number in numbers}
    household.cache_clear()
    random.Random(3).shuffle(numbers)

    assert {number: household(number) for number in numbers} == ahead


def test_households_are_spread_as_the_town_wants():
    homes = [household(number) for number in range(HOUSEHOLDS)]

    assert 4200 < sum(home.occupants for home in homes) < 4500
    assert abs(np.mean([home.electric_heating for home in homes]) - 0.36) < 0.03
    assert abs(np.mean([home.electric_water for home in homes]) - 0.45) < 0.03
    assert abs(np.mean([home.leak is not None for home in homes]) - 0.04) < 0.005
    assert {home.zone for home in homes} == set(range(40))
    assert {home.district for home in homes} == set(range(8))
    assert all(28 <= home.surface < 118 for home in homes)
    assert {home.archetype for home in homes} == {"active", "home", "shifted"}


def test_every_household_leaves_in_summer_and_three_week_ends():
    for number in range(0, HOUSEHOLDS, 11):
        spans = household(number).absences
        summer = [span for span in spans if span[1] - span[0] > timedelta(days=1)]
        week_ends = [span for span in spans if span not in summer]

        assert len(summer) == 1
        assert 7 <= (summer[0][1] - summer[0][0]).days + 1 <= 14
        assert {7, 8, 9} >= {summer[0][0].month, summer[0][1].month}
        assert [(first.weekday(), last.weekday()) for first, last in week_ends] == [(5, 6)] * 3
        assert list(spans) == sorted(set(spans))


def test_nobody_draws_water_nor_travels_while_away():
    for number in range(0, HOUSEHOLDS, 97):
        away = away_days(household(number))
        water = daily_water(number)

        assert not water[away].any()
        assert (water[~away] > 0).all()
        assert not {trip.day for trip in trips(number)} & {day for day, gone in zip(DATES, away, strict=True) if gone}


def test_a_leak_lasts_45_days_of_240_litres_and_spares_the_summer_absence():
    leaking = [household(number) for number in range(HOUSEHOLDS) if household(number).leak]
    for home in leaking:
        first, last = home.leak
        assert (last - first).days + 1 == 45
        assert FIRST <= first <= last <= LAST
        assert all(end - start <= timedelta(days=1) or end < first or start > last for start, end in home.absences)

    home = next(home for home in leaking if home.occupants == 1)
    water = daily_water(home.number)
    inside = [DATES.index(home.leak[0]) + day for day in range(45)]
    usual = np.median(np.delete(water, inside))
    assert 200 < np.median(water[inside]) - usual < 280


def test_bins_are_emptied_once_a_week_on_the_day_of_the_district():
    for number in (0, 1, 2, 3, 4, 5):
        waste = daily_waste(number)
        days = [DATES[day] for day in np.flatnonzero(waste >= 0)]

        assert {day.weekday() for day in days} == {household(number).district % 5}
        assert len(days) in (52, 53)
        assert (waste[waste < 0] == -1).all()


def test_the_waste_bill_adds_a_fixed_part_bins_and_kilograms():
    waste = np.array([-1, *[1000] * 14, 0, -1], dtype=np.int32)

    assert waste_bill_cents(waste) == 9500 + 2 * 190 + 14 * 22
    assert waste_bill_cents(waste, less_percent=28) == 9500 + 2 * 190 + round(14 * 22 * 0.72)


def test_readings_are_whole_numbers_within_bounds():
    hours = year_of_hours(3)

    assert hours.dtype == np.int32
    assert hours.min() >= 20
    assert hours.max() <= 9000


def test_1600_households_hold_a_card_of_their_own():
    cards = [card_of(number) for number in range(HOUSEHOLDS)]
    held = [card for card in cards if card is not None]

    assert sorted(held) == list(range(1600))
    assert all(household_of_card(card) == cards.index(card) for card in range(0, 1600, 160))
    with pytest.raises(ValueError, match="card"):
        household_of_card(1600)


def test_trips_are_in_order_and_show_stops_only_for_public_transport():
    for number in range(0, HOUSEHOLDS, 131):
        made = trips(number)

        assert [(trip.day, trip.minute) for trip in made] == sorted((trip.day, trip.minute) for trip in made)
        assert all(0 <= trip.minute <= 1439 and trip.duration > 0 for trip in made)
        assert all((trip.from_stop is None) == (trip.mode not in ("tram", "bus")) for trip in made)
        assert card_of(number) is not None or not [trip for trip in made if trip.from_stop is not None]


def test_validations_are_the_trips_by_public_transport_of_the_four_weeks():
    number = PERSONAS[0].household
    first, last = date(2025, 3, 3), date(2025, 3, 30)
    expected = [
        (trip.day, trip.minute, trip.from_stop, trip.to_stop)
        for trip in trips(number)
        if first <= trip.day <= last and trip.from_stop is not None
    ]

    seen = validations_of(number)
    assert [
        (DATES[row["day"]], int(row["minute"]), int(row["from_stop"]), int(row["to_stop"])) for row in seen
    ] == expected


def test_stops_have_invented_names_all_different():
    names = {stop_name(stop) for stop in range(STOPS)}

    assert len(names) == STOPS
    assert NAME == "Valfictif"


def test_six_personas_live_in_households_like_them_with_a_card_and_a_leak():
    assert len({persona.code for persona in PERSONAS}) == 6
    for persona in PERSONAS:
        assert persona.household in households_like(persona.code)
        assert household(persona.household).leak
        assert traveller(persona.household).card is not None


def test_variants_of_a_persona_differ_and_come_back():
    for persona in PERSONAS:
        likes = households_like(persona.code)

        assert len(likes) >= 50
        assert {variant(persona.code, draw) for draw in range(len(likes))} == set(likes)
        assert variant(persona.code, 10**30) in likes
    with pytest.raises(KeyError):
        variant("inconnue", 0)


def test_clues_are_three_boardings_a_week_of_that_very_household():
    number = PERSONAS[0].household
    known = clues(number)
    seen = {(DATES[row["day"]], int(row["minute"]), int(row["from_stop"])) for row in validations_of(number)}

    assert len(known) == 12
    assert [clue.day.isocalendar().week for clue in known] == sorted([10, 11, 12, 13] * 3)
    assert {(clue.day, clue.minute, clue.stop) for clue in known} <= seen
    assert "\u00a0h\u00a0" in str(known[0])
    assert ", arrêt " in str(known[0])


def test_a_household_without_a_card_leaves_no_clue():
    number = next(number for number in range(HOUSEHOLDS) if card_of(number) is None)

    assert clues(number) == ()
    assert len(validations_of(number)) == 0


def test_the_hour_of_rising_shows_in_the_curve_of_every_persona():
    for persona in PERSONAS:
        home = household(persona.household)
        summer = [day for day in hourly_energy(home.number, date(2025, 5, 5), date(2025, 9, 26)) if len(day) == 24]
        top = 4 + int(np.median(np.array(summer), axis=0)[4:11].argmax())

        assert abs(top + 0.5 - home.wake) < 1
