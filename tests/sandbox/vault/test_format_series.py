import json
from datetime import date, datetime

import pytest

from sandbox.vault.rules.formats import FileRefused, recognise
from sandbox.vault.rules.formats.agenda import Entry, read_agenda, write_agenda
from sandbox.vault.rules.formats.network import read_network, write_network
from tests.sandbox.vault import samples

WATER = {"serie": "eau", "unite": "L", "pas": "jour", "points": [["2025-03-01", 120], ["2025-03-03", 98.5]]}
TRIP = {"debut": "2025-03-03T08:05", "duree": 20, "mode": "bus", "de_zone": 4, "a_zone": 12}


def read(content):
    return recognise(content if isinstance(content, bytes) else json.dumps(content).encode()).readout


def reasons(content, call=recognise) -> list[str]:
    with pytest.raises(FileRefused) as refusal:
        call(content if isinstance(content, bytes) else json.dumps(content).encode())
    return [str(fault) for fault in refusal.value.faults]


def test_water_is_read_and_a_day_that_is_not_told_is_a_gap():
    readout = read(WATER)

    assert (readout.domain, readout.step, readout.unit) == ("eau", "jour", "L")
    assert readout.values_by_day == {date(2025, 3, 1): (120,), date(2025, 3, 2): (None,), date(2025, 3, 3): (98,)}


def test_units_are_converted_and_null_is_a_gap():
    kilos = {"serie": "dechets", "unite": "kg", "pas": "jour", "points": [["2025-03-01", 1.25], ["2025-03-08", None]]}
    assert read(kilos).values_by_day[date(2025, 3, 1)] == (1250,)
    assert read(kilos).values_by_day[date(2025, 3, 8)] == (None,)


def test_hours_of_electricity_are_read_on_the_day_with_25_of_them():
    points = [[f"{start.isoformat()}", 100] for start, _end in samples.halves(date(2025, 10, 26))[::2]]
    readout = read({"serie": "energie", "unite": "Wh", "pas": "heure", "points": points})

    assert readout.values_by_day == {date(2025, 10, 26): (100,) * 25}


def test_the_csv_says_the_same_as_the_json():
    text = "# remarque\nserie;unite;pas;debut;valeur\neau;L;jour;2025-03-01;120\neau;L;jour;2025-03-03;98,5\n"
    assert read(text.encode()).values_by_day == read(WATER).values_by_day


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"serie": "gaz"}, "inconnue"),
        ({"unite": "gallon"}, "unité"),
        ({"pas": "heure"}, "pas attendu"),
        ({"points": "beaucoup"}, "points"),
        ({"points": []}, "aucun relevé"),
        ({"points": [["2025-03-01"]]}, "point n° 1"),
        ({"points": [["hier", 1]]}, "date illisible"),
        ({"points": [["2025-03-01", "12"]]}, "valeur illisible"),
        ({"points": [["2025-03-01", True]]}, "valeur illisible"),
        ({"points": [["2025-03-01", -1]]}, "valeur illisible"),
        ({"points": [["2025-03-01", 10**12]]}, "valeur illisible"),
        ({"points": [["2025-03-01", 1], ["2025-03-01", 2]]}, "déjà"),
        ({"points": [["1825-03-01", 1]]}, "hors de"),
        ({"points": [["2019-03-01", 1], ["2025-03-01", 2]]}, "trois ans"),
    ],
)
def test_what_is_wrong_is_said(change, reason):
    assert reason in reasons(WATER | change)[0]


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity"])
def test_numbers_that_are_none_are_refused(number):
    assert "infini" in reasons(json.dumps(WATER).replace("120", number).encode())[0]


@pytest.mark.parametrize("content", [b"{", b"[1, 2]", b"[" * 200_000, b'{"serie": ' + b"9" * 5000 + b"}"])
def test_json_that_cannot_be_read_is_refused(content):
    assert reasons(content)


def test_a_csv_that_mixes_two_series_is_refused():
    text = b"serie;unite;pas;debut;valeur\neau;L;jour;2025-03-01;1\ndechets;g;jour;2025-03-01;1\n"
    assert "mêle" in reasons(text)[0]


def test_trips_are_read_by_zone_and_any_other_field_is_refused():
    readout = read({"serie": "mobilite", "pas": "trajet", "releves": [TRIP]})

    assert readout.records[0]["de_zone"] == 4
    assert readout.records[0]["qualite"] == "apporté"
    assert (readout.first, readout.count) == (date(2025, 3, 3), 1)
    for change in ({"adresse": "ici"}, {"de_zone": -1}, {"mode": "fusée"}, {"debut": "tôt"}, {"a_zone": True}):
        assert "déplacement n° 1" in reasons({"serie": "mobilite", "releves": [TRIP | change]})[0]


ENTRIES = (
    Entry(datetime(2025, 3, 3, 8, 5), datetime(2025, 3, 3, 8, 25), "Bus, zone 4 → zone 12"),
    Entry(date(2025, 3, 4), date(2025, 3, 5), "Collecte"),
)


def test_a_calendar_comes_back_as_it_left_and_always_in_the_same_bytes():
    written = write_agenda(ENTRIES, name="Valfictif")

    assert read_agenda(written) == ENTRIES
    assert written == write_agenda(ENTRIES, name="Valfictif")
    found = recognise(written)
    assert (found.form, found.count, found.readout) == ("agenda/1", 2, None)
    assert "calendrier" in found.why_not


def test_a_calendar_is_read_for_start_end_and_summary_only():
    text = write_agenda(ENTRIES[:1], name="x").replace(
        b"END:VEVENT",
        b"LOCATION:12 rue des Halles\r\nATTENDEE:mailto:a@example.org\r\nATTACH:file:///etc/passwd\r\nEND:VEVENT",
    )
    assert read_agenda(text) == ENTRIES[:1]


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        (b"DTSTART", b"X-START", "pas de début"),
        (b"DTSTART:20250303", b"DTSTART:20250399", "pas de début"),
        (b"DTSTART:", b"DTSTART:20250303\r\nDTSTART:", "pas de début"),
        (b"DTEND:20250303", b"DTEND:20240303", "avant son début"),
        (b"END:VEVENT", b"RRULE:FREQ=SECONDLY\r\nEND:VEVENT", "se répète"),
        (b"BEGIN:VEVENT", b"BEGIN:VTODO", "vide"),
        (b"BEGIN:VCALENDAR", b"BEGIN:VNOTE", "pas un calendrier"),
    ],
)
def test_a_calendar_that_we_cannot_read_is_refused(before, after, reason):
    text = write_agenda(ENTRIES[:1], name="x").replace(before, after)
    assert reason in reasons(text, read_agenda)[0]


def test_a_network_comes_back_as_it_left():
    files = samples.network()
    network = read_network(write_network(files))

    assert network.counts == {name: len(rows) for name, rows in files.items()}
    assert network.files["agency.txt"][0]["agency_name"] == "Transports de Valfictif, bus et trams"
    assert write_network(network.files) == write_network(files)
    found = recognise(write_network(files))
    assert (found.form, found.count) == ("gtfs/1", 2)
    assert "foyer" in found.why_not


@pytest.mark.parametrize(
    ("name", "change", "reason"),
    [
        ("trips.txt", {"route_id": "Z"}, "ne désigne rien"),
        ("stop_times.txt", {"stop_id": "9"}, "ne désigne rien"),
        ("stop_times.txt", {"arrival_time": "8h"}, "ne convient pas"),
        ("stops.txt", {"stop_id": ""}, "identifiant"),
        ("calendar.txt", {"monday": "2"}, "ne convient pas"),
    ],
)
def test_a_network_that_does_not_hold_together_is_refused(name, change, reason):
    files = samples.network()
    files[name] = [files[name][0] | change, *files[name][1:]]
    assert reason in reasons(write_network(files), read_network)[0]


def test_a_network_with_a_file_or_a_column_missing_is_refused():
    content = write_network(samples.network())
    assert "stops.txt" in reasons(samples.rezipped(content, {"stops.txt": None}), read_network)[0]
    assert "stop_lat" in reasons(samples.rezipped(content, {"stops.txt": b"stop_id,stop_name\n1,A\n"}), read_network)[0]
