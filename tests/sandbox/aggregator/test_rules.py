"""What the tiles decide, from plain figures."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from sandbox.aggregator.rules.calendar import Period, day_in_town, last_whole_month, next_days, whole_months
from sandbox.aggregator.rules.comparison import Comparison, Group, Profile, closest_group
from sandbox.aggregator.rules.cost import Tariff, month_cost
from sandbox.aggregator.rules.departure import best_departure, usual_departure
from sandbox.aggregator.rules.hours import read_hours
from sandbox.aggregator.rules.leak import find_leak
from sandbox.aggregator.rules.purposes import BY_CODE, PURPOSES, has, lit_codes, scopes_of

TARIFFS = {
    "energie": Tariff(Decimal("12.50"), Decimal("0.2016")),
    "eau": Tariff(Decimal("4"), Decimal("4.10")),
}


def test_today_is_lived_in_the_year_of_the_town():
    assert day_in_town(date(2026, 11, 25)) == date(2025, 11, 25)
    assert day_in_town(date(2028, 2, 29)) == date(2025, 2, 28)


def test_the_month_that_counts_is_the_last_whole_one():
    assert last_whole_month(date(2025, 3, 31)) == Period(date(2025, 2, 1), date(2025, 2, 28))
    assert last_whole_month(date(2025, 1, 15)) == Period(date(2025, 12, 1), date(2025, 12, 31))


def test_a_period_is_cut_to_whole_months():
    assert whole_months(Period(date(2025, 1, 5), date(2025, 3, 30))) == Period(date(2025, 2, 1), date(2025, 2, 28))
    assert whole_months(Period(date(2025, 1, 5), date(2025, 2, 5))) is None


def test_the_next_days_begin_today():
    days = [date(2025, 4, 9), date(2025, 4, 2), date(2025, 4, 16)]
    assert next_days(days, date(2025, 4, 9)) == [date(2025, 4, 9), date(2025, 4, 16)]


def test_a_month_costs_its_standing_charges_and_its_units():
    cost = month_cost({"energie": 300_000, "eau": 9_500, "dechets": 12_000}, TARIFFS)

    assert [line.euros for line in cost.lines] == [Decimal("72.98"), Decimal("42.95")]
    assert cost.total == Decimal("115.93")
    assert cost.missing == ("Déchets",)


def test_a_gap_costs_nothing_and_is_said_to_be_missing():
    cost = month_cost({"energie": None}, TARIFFS)

    assert cost.lines == ()
    assert cost.missing == ("Électricité", "Eau", "Déchets")


@pytest.mark.parametrize(("own", "verdict"), [(90, "moins"), (100, "comme"), (104, "comme"), (120, "plus")])
def test_the_verdict_of_a_comparison(own, verdict):
    assert Comparison(Group(50, 100), own).verdict == verdict


def test_a_group_under_ten_is_never_used_however_close():
    close, wide = Group(9, 100, occupants=2, electric_heating=True, district=3), Group(10, 100, occupants=2)

    assert closest_group(Profile(2, True, 3), [close, wide]) == wide
    assert closest_group(Profile(2, True, 3), [close]) is None


def test_the_most_precise_group_that_fits_is_used():
    groups = [Group(500, 1), Group(80, 2, occupants=2), Group(12, 3, occupants=2, electric_heating=False)]

    assert closest_group(Profile(2, True), groups).median == 2
    assert closest_group(Profile(2, False), groups).median == 3


def water(litres: list[float | None]) -> list[tuple[date, float | None]]:
    return [(date(2025, 1, 1) + timedelta(days=number), value) for number, value in enumerate(litres)]


def test_a_leak_that_is_running():
    leak = find_leak(water([200.0] * 60 + [440.0] * 20))

    assert leak.first == date(2025, 3, 2)
    assert leak.litres_a_day == 240
    assert leak.is_running


def test_a_leak_that_was_repaired():
    leak = find_leak(water([200.0] * 30 + [440.0] * 45 + [200.0] * 100))

    assert not leak.is_running
    assert (leak.last - leak.first).days == 44


def test_guests_for_a_weekend_absences_and_gaps_are_no_leak():
    assert find_leak(water([200.0] * 30 + [600.0] * 3 + [0.0] * 14 + [200.0] * 30)) is None
    assert find_leak(water([None] * 40)) is None
    assert find_leak(water([200.0] * 30 + [None] * 10 + [210.0] * 10)) is None


def mornings(*times: str) -> list[datetime]:
    return [datetime.fromisoformat(f"2025-03-{3 + number:02}T{time}") for number, time in enumerate(times)]


def test_the_usual_departure_is_the_first_of_working_mornings():
    starts = [*mornings("07:45", "07:50", "07:48", "09:00"), datetime(2025, 3, 3, 9, 0), datetime(2025, 3, 8, 10, 0)]

    assert usual_departure(starts) == 7 * 60 + 45
    assert usual_departure(mornings("07:45", "08:45")) is None


def test_a_quieter_quarter_near_the_usual_one():
    advice = best_departure(465, {450: 500, 465: 1000, 480: 800, 600: 1})

    assert advice.quieter == 450
    assert advice.share == 0.5


def test_leaving_as_usual_when_it_is_hardly_quieter_or_unknown():
    assert best_departure(465, {450: 950, 465: 1000}).quieter is None
    assert best_departure(465, {}).quieter is None


def test_hours_tell_the_busiest_one_and_what_never_sleeps():
    points = [
        (datetime(2025, 3, day, hour), 900 if hour == 19 else 100 + hour) for day in range(1, 11) for hour in range(24)
    ]

    advice = read_hours(points)

    assert (advice.busiest_hour, advice.busiest_wh, advice.standby_wh) == (19, 900, 103)
    assert read_hours(points[:20]) is None


def test_a_finer_scope_lets_the_coarser_be_read_never_the_reverse():
    assert has("energie:mois", {"energie:heure"})
    assert not has("energie:heure", {"energie:mois"})
    assert not has("eau:mois", {"energie:heure"})


def test_the_cost_lights_with_one_part_the_comparison_needs_both():
    assert lit_codes({"eau:mois"}) == ["cout"]
    assert not BY_CODE["comparaison"].is_lit({"energie:mois"})


def test_each_scope_is_asked_once():
    scopes = scopes_of([purpose.code for purpose in PURPOSES])

    assert len(scopes) == len(set(scopes)) == 8
