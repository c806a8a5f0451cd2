"""What the town publishes, as this service understands it."""

import json
from datetime import date
from decimal import Decimal

import pytest

from sandbox.aggregator.landmarks import by_quarter, landmarks_from
from sandbox.town.services import landmarks
from tests.sandbox.aggregator.vault_server import LANDMARKS


def test_what_the_town_publishes_is_understood():
    town = landmarks_from(LANDMARKS)

    assert town.tariffs["energie"].unit == Decimal("0.2")
    assert town.tariffs["dechets"].standing == 8
    assert town.collections["Le Port"][0] == date(2025, 1, 28)
    assert [group.size for group in town.groups_of(3)] == [4, 412]
    assert town.network == "/api/ville/v1/reseau.zip"


def test_slots_of_ten_minutes_are_shared_between_quarters():
    assert by_quarter({460: 100, 470: 40}) == {450: 50, 465: 90}


@pytest.mark.parametrize("content", [None, [], {}, {"tarifs": 3, "groupes": {"energie": []}, "reseau": "//ailleurs"}])
def test_what_is_not_as_agreed_leaves_its_part_empty(content):
    town = landmarks_from(content)

    assert (town.tariffs, town.collections, town.groups, town.crowd, town.network) == ({}, {}, (), {}, "")


def test_what_the_platform_really_publishes_is_understood():
    """The other side of the contract as it is, not as these tests imagine it."""
    town = landmarks_from(json.loads(json.dumps(landmarks() | {"reseau": "/reseau.zip"})))

    assert set(town.tariffs) == {"energie", "eau", "dechets"}
    assert len(town.collections) == 8
    assert town.groups
    assert town.crowd
