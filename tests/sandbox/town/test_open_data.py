"""The town's open data: what it says, and that nobody is in it."""

import csv
import itertools
import json
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from django.urls import reverse

from sandbox.town.services import network_zip
from sandbox.town.services.network import line_stops


def table(archive, name):
    return list(csv.DictReader(StringIO(archive.read(name).decode())))


@pytest.fixture
def landmarks(client):
    return client.get("/api/ville/v1/reperes/").json()


def test_addresses_have_names():
    assert reverse("town:landmarks") == "/api/ville/v1/reperes/"
    assert reverse("town:network") == "/api/ville/v1/reseau.zip"


@pytest.mark.parametrize("name", ["landmarks", "network"])
def test_open_data_is_cacheable_and_sets_no_cookie(client, name):
    answer = client.get(reverse(f"town:{name}"))

    assert answer.status_code == 200
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")
    assert {"public", "max-age=3600"} <= set(answer["Cache-Control"].replace(" ", "").split(","))
    again = client.get(reverse(f"town:{name}"), headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("name", ["landmarks", "network"])
def test_open_data_is_only_read(client, name):
    assert client.post(reverse(f"town:{name}")).status_code == 405


def test_open_data_says_it_is_fictitious(landmarks):
    assert landmarks["ville"] == "Valfictif"
    assert "fictives" in landmarks["avertissement"]
    assert "inventés" in landmarks["tarifs"]["avertissement"]
    assert landmarks["reseau"] == "/api/ville/v1/reseau.zip"


def test_open_data_holds_only_groups_of_ten_and_no_household(landmarks):
    for content in landmarks["groupes"].values():
        assert len(content["foyers"]) == 63
        assert all(group["effectif"] >= 10 for group in content["foyers"])
        assert {key for group in content["foyers"] for key in group} == {
            *("quartier", "occupants", "chauffage_electrique", "effectif", "annee", "mois")
        }
    assert all(slot["validations"] >= 10 for slot in landmarks["departs"]["tranches"])
    text = json.dumps(landmarks)
    assert not [word for word in ('foyer"', "household", "carte", "card", "nom_de", "zone_du_foyer") if word in text]


def test_collections_are_one_weekday_of_each_district(landmarks):
    assert [one["quartier"] for one in landmarks["collectes"]] == list(range(8))
    assert landmarks["collectes"][0]["jour"] == "lundi"
    assert landmarks["collectes"][0]["dates"][0] == "2025-01-06"


def test_departures_show_when_everyone_leaves(landmarks):
    busiest = max(landmarks["departs"]["tranches"], key=lambda slot: slot["validations"])

    assert landmarks["departs"]["jours_ouvres"] == 20
    assert busiest["heure"] == "07:50"


def test_zones_and_districts_have_names(landmarks):
    assert len(landmarks["zones"]) == 40
    assert len(landmarks["quartiers"]) == 8
    assert {zone["quartier"] for zone in landmarks["zones"]} == set(range(8))


def test_the_network_is_the_same_bytes_each_time():
    before = network_zip()
    network_zip.cache_clear()

    assert network_zip() == before
    assert len(before) < 100_000


def test_the_network_holds_the_six_tables_which_refer_to_one_another(client):
    archive = ZipFile(BytesIO(client.get(reverse("town:network")).content))

    assert archive.testzip() is None
    assert archive.namelist() == [
        *("agency.txt", "stops.txt", "routes.txt", "trips.txt", "stop_times.txt", "calendar.txt")
    ]
    stops = {row["stop_id"] for row in table(archive, "stops.txt")}
    routes = {row["route_id"] for row in table(archive, "routes.txt")}
    runs = {row["trip_id"] for row in table(archive, "trips.txt")}
    calls = table(archive, "stop_times.txt")
    assert len(stops) == 120
    assert {row["stop_id"] for row in calls} == stops
    assert {row["trip_id"] for row in calls} == runs
    assert {row["route_id"] for row in table(archive, "trips.txt")} == routes
    assert {row["service_id"] for row in table(archive, "trips.txt")} == {"tous"}


def test_no_run_goes_back_in_time():
    calls = table(ZipFile(BytesIO(network_zip())), "stop_times.txt")

    for one, following in itertools.pairwise(calls):
        if one["trip_id"] == following["trip_id"]:
            assert one["departure_time"] < following["arrival_time"]
            assert int(one["stop_sequence"]) + 1 == int(following["stop_sequence"])


def test_stops_are_placed_at_sea():
    for row in table(ZipFile(BytesIO(network_zip())), "stops.txt"):
        assert 45.9 < float(row["stop_lat"]) < 46.1
        assert -5.6 < float(row["stop_lon"]) < -5.3
        assert "fictif" in row["stop_desc"]


def test_every_line_reaches_the_heart_of_the_town():
    assert all(0 in line_stops(line) for line in range(8))
