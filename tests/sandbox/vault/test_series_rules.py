"""Which step hides which, and what a sum says of what it lacks."""

from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest

from sandbox.vault.rules.aggregation import answer_records, answer_values, hours_of, hours_written
from sandbox.vault.rules.chunks import Column, UnknownSchema, column, pack, pack_records, unpack, unpack_records
from sandbox.vault.rules.series import (
    DOMAINS,
    SCOPES,
    SeriesFault,
    SeriesRequest,
    is_as_coarse,
    scopes_allow,
)

A_TRIP = {
    "debut": "2025-03-04T07:52",
    "duree": 18,
    "mode": "tram",
    "de_arret": 12,
    "a_arret": 45,
    "de_zone": 4,
    "a_zone": 15,
    "qualite": "mesuré",
}


def hourly(day: date, value=10) -> Column:
    return column([value] * len(hours_of(day)))


def test_days_let_months_be_read_but_never_hours():
    assert scopes_allow(["energie:jour"], "energie:jour")
    assert scopes_allow(["energie:jour"], "energie:mois")
    assert not scopes_allow(["energie:jour"], "energie:heure")


def test_a_scope_says_nothing_of_another_domain():
    assert not scopes_allow(["energie:heure"], "eau:mois")
    assert not is_as_coarse("eau:mois", than="dechets:jour")


def test_a_name_that_is_no_series_grants_nothing():
    assert not scopes_allow(["c:5b0e", "", "energie:minute", "energie"], "energie:mois")


def test_zones_hide_stops():
    assert is_as_coarse("mobilite:zone", than="mobilite:arret")
    assert not is_as_coarse("mobilite:arret", than="mobilite:zone")


def test_a_scope_that_does_not_exist_is_a_fault():
    with pytest.raises(SeriesFault, match="n’existe pas"):
        is_as_coarse("energie:seconde", than="energie:heure")


def test_the_scopes_are_those_of_the_five_domains():
    assert sorted(SCOPES) == [
        "dechets:jour",
        "dechets:mois",
        "eau:jour",
        "eau:mois",
        "energie:heure",
        "energie:jour",
        "energie:mois",
        "logement:profil",
        "mobilite:arret",
        "mobilite:zone",
    ]


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (("gaz", "jour", date(2025, 1, 1), date(2025, 1, 2)), "domaine"),
        (("eau", "heure", date(2025, 1, 1), date(2025, 1, 2)), "pas"),
        (("eau", "jour", date(2025, 1, 2), date(2025, 1, 1)), "periode"),
        (("eau", "jour", date(2025, 1, 1), date(2026, 1, 2)), "periode"),
    ],
)
def test_a_request_that_makes_no_sense_cannot_be_made(asked, code):
    with pytest.raises(SeriesFault) as fault:
        SeriesRequest(*asked)

    assert fault.value.code == code


def test_a_request_covers_three_hundred_and_sixty_six_days_at_most():
    first = date(2024, 1, 1)

    assert SeriesRequest("eau", "jour", first, first + timedelta(days=365)).scope == "eau:jour"


def test_a_request_is_read_from_the_words_of_an_address():
    assert SeriesRequest.parse("eau", "mois", "2025-01-01", "2025-12-31").last == date(2025, 12, 31)
    with pytest.raises(SeriesFault):
        SeriesRequest.parse("eau", "mois", "janvier", "2025-12-31")


@pytest.mark.parametrize(("day", "hours"), [(date(2025, 3, 30), 23), (date(2025, 6, 1), 24), (date(2025, 10, 26), 25)])
def test_a_local_day_has_the_hours_that_the_clock_gives_it(day, hours):
    found = hours_of(day)

    assert len(found) == hours
    assert found[0].hour == 0
    assert len({hour.isoformat() for hour in found}) == hours
    assert all(after.timestamp() - before.timestamp() == 3600 for before, after in pairwise(found))


def test_the_hour_that_comes_twice_in_october_is_answered_twice():
    day = date(2025, 10, 26)

    answer = answer_values(SeriesRequest("energie", "heure", day, day), {day: column(list(range(25)))})

    assert answer.values == tuple(range(25))
    assert len(answer.starts) == 25


def test_hours_add_up_to_days_and_days_to_months():
    days = [date(2025, 3, 1) + timedelta(days=number) for number in range(31)]
    chunks = {day: hourly(day) for day in days}

    by_day = answer_values(SeriesRequest("energie", "jour", days[0], days[-1]), chunks)
    by_month = answer_values(SeriesRequest("energie", "mois", days[0], days[-1]), chunks)

    assert by_day.values == (*[240] * 29, 230, 240)
    assert by_month.starts == (date(2025, 3, 1),)
    assert by_month.values == (sum(by_day.values),)
    assert by_month.quality == ("mesuré",)


def test_a_day_with_a_missing_hour_is_partial_and_so_is_its_month():
    days = [date(2025, 2, 1) + timedelta(days=number) for number in range(28)]
    chunks = {day: hourly(day) for day in days}
    chunks[days[3]] = column([None, *[10] * 23])

    by_day = answer_values(SeriesRequest("energie", "jour", days[0], days[-1]), chunks)
    by_month = answer_values(SeriesRequest("energie", "mois", days[0], days[-1]), chunks)

    assert (by_day.values[3], by_day.quality[3]) == (230, "partiel")
    assert by_day.quality[4] == "mesuré"
    assert by_month.quality == ("partiel",)


def test_what_nothing_is_known_of_has_no_value():
    day = date(2025, 2, 1)

    nothing_held = answer_values(SeriesRequest("energie", "jour", day, day), {})
    only_gaps = answer_values(SeriesRequest("energie", "jour", day, day), {day: column([None] * 24)})

    assert nothing_held.values == only_gaps.values == (None,)
    assert nothing_held.quality == only_gaps.quality == ("manquant",)


def test_a_month_that_the_request_cuts_is_partial():
    month = {date(2025, 1, 1): column([5] * 31)}

    answer = answer_values(SeriesRequest("eau", "mois", date(2025, 1, 1), date(2025, 1, 30)), month)

    assert (answer.values, answer.quality) == ((150,), ("partiel",))


def test_a_day_without_collection_is_no_gap():
    month = {date(2025, 1, 1): column([None, 700, *[None] * 29])}

    by_day = answer_values(SeriesRequest("dechets", "jour", date(2025, 1, 1), date(2025, 1, 2)), month)
    by_month = answer_values(SeriesRequest("dechets", "mois", date(2025, 1, 1), date(2025, 1, 31)), month)

    assert by_day.quality == ("sans collecte", "mesuré")
    assert (by_month.values, by_month.quality) == ((700,), ("mesuré",))


def test_what_the_holder_brought_says_so_at_each_step():
    month = {date(2025, 1, 1): Column((1,) * 31, (True, *[False] * 30))}

    by_day = answer_values(SeriesRequest("eau", "jour", date(2025, 1, 1), date(2025, 1, 2)), month)
    by_month = answer_values(SeriesRequest("eau", "mois", date(2025, 1, 1), date(2025, 1, 31)), month)

    assert by_day.quality == ("apporté", "mesuré")
    assert by_month.quality == ("apporté",)


def test_a_trip_by_zones_tells_neither_stop_nor_minute_nor_duration():
    request = SeriesRequest("mobilite", "zone", date(2025, 3, 1), date(2025, 3, 31))

    (trip,) = answer_records(request, {date(2025, 3, 1): [A_TRIP]}).records

    assert trip == {"debut": "2025-03-04T07:45", "mode": "tram", "de_zone": 4, "a_zone": 15, "qualite": "mesuré"}


def test_only_the_trips_of_the_period_leave():
    request = SeriesRequest("mobilite", "arret", date(2025, 3, 4), date(2025, 3, 4))
    others = [{**A_TRIP, "debut": "2025-03-03T23:59"}, {**A_TRIP, "debut": "2025-03-05T00:00"}]

    answer = answer_records(request, {date(2025, 3, 1): [others[0], A_TRIP, others[1]]})

    assert answer.records == (A_TRIP,)


@pytest.mark.parametrize(
    "values",
    [
        [0, 1, None, 65_534],
        [65_535, None, 2_000_000],
        [1234.567, None, 0.001, 12],
        [3 * 10**9, None],
        [],
    ],
    ids=["small", "large", "thousandths", "very large", "empty"],
)
def test_what_is_packed_is_what_is_unpacked(values):
    content = Column(tuple(values), tuple(number % 2 == 0 for number in range(len(values))))

    assert unpack(*pack(content)) == content


def test_an_ordinary_day_of_hours_takes_seventy_four_bytes():
    _schema, packed = pack(column([500] * 24))

    assert len(packed) == 2 + 24 * 2 + 24


def test_records_are_packed_as_they_are():
    assert unpack_records(*pack_records([A_TRIP])) == [A_TRIP]


@pytest.mark.parametrize("read", [unpack, unpack_records])
def test_a_schema_from_the_future_is_refused_rather_than_guessed(read):
    with pytest.raises(UnknownSchema):
        read(99, b"\x00\x00")


def test_each_day_belongs_to_one_chunk():
    day = date(2025, 5, 17)

    assert DOMAINS["energie"].chunk_start(day) == day
    assert DOMAINS["eau"].chunk_start(day) == date(2025, 5, 1)
    assert DOMAINS["logement"].chunk_start(day) == date(2025, 1, 1)


def test_neither_a_column_nor_an_answer_shows_a_value():
    day = date(2025, 6, 1)
    answer = answer_values(SeriesRequest("energie", "heure", day, day), {day: column([8_317] * 24)})

    assert "8317" not in repr(answer) + str(answer) + repr(column([8_317]))
    assert isinstance(answer.starts[0], datetime)
    assert answer.count == 24


@pytest.mark.parametrize("day", [date(2025, 1, 14), date(2025, 3, 30), date(2025, 10, 26)])
def test_hours_are_written_as_they_begin_each_with_its_own_offset(day):
    hours = hours_of(day)

    assert hours_written(day) == tuple(hour.isoformat() for hour in hours)
    assert len(set(hours_written(day))) == len(hours) == {(3, 30): 23, (10, 26): 25}.get((day.month, day.day), 24)
