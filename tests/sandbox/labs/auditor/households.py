"""What the vault gives to a service: a household’s plausible year, with its canaries."""

import json
from datetime import date, timedelta
from random import Random

from sandbox.labs.rules.canaries import Planting, plant

YEAR = [date(2025, 1, 1) + timedelta(days=number) for number in range(365)]

# What a service reads of a household, as the vault answers it: scope → values or records.
Reading = dict[str, list]


def household(number: int) -> dict:
    """A plausible year, drawn at random but always the same for one number."""
    chance = Random(number)
    people = chance.randint(1, 5)
    away = {date(2025, 8, 1) + timedelta(days=chance.randint(0, 10) + step) for step in range(9)}
    return {
        "energy": {
            day: [chance.randint(60, 90) if day in away else chance.randint(80, 1400) for _ in range(24)]
            for day in YEAR
        },
        "water": {day: 0 if day in away else people * chance.randint(105, 175) for day in YEAR},
        "waste": {day: chance.randint(2500, 9000) if day.weekday() == 2 else None for day in YEAR},
        "trips": [
            {
                "debut": f"{day}T0{chance.randint(6, 9)}:{chance.randint(10, 59)}:00+01:00",
                "mode": "bus",
                "de_zone": 3,
                "a_zone": 12,
            }
            for day in YEAR
            if day.weekday() < 5
        ],
        "profile": {"surface": 64, "occupants": people},
    }


def reading(home: dict, planting: Planting | None) -> Reading:
    """What the vault gives to a service holding the offered scopes, aggregated as the vault does."""
    energy, water, waste = dict(home["energy"]), dict(home["water"]), dict(home["waste"])
    trips, profile = list(home["trips"]), dict(home["profile"])
    if planting:
        energy |= planting.energy
        water |= planting.water
        waste |= planting.waste
        trips = [trip for trip in trips if date.fromisoformat(trip["debut"][:10]) not in planting.trips]
        trips += [trip for day in planting.trips.values() for trip in day]
        profile = planting.profile

    def months(days: dict) -> list:
        return [
            round(sum(value or 0 for day, value in days.items() if day.month == month), 3) for month in range(1, 13)
        ]

    return {
        "energie:mois": months({day: sum(hours) for day, hours in energy.items()}),
        "eau:mois": months(water),
        "eau:jour": list(water.values()),
        "dechets:mois": months(waste),
        "mobilite:zone": trips,
        "logement:profil": [profile],
    }


def planted(home: dict, key: bytes) -> Planting:
    return plant(key=key, **home)


def numeric(read: Reading) -> Reading:
    return {scope: read[scope] for scope in read if scope not in ("mobilite:zone", "logement:profil")}


def numbers_of(read: Reading) -> list[float]:
    return [value for scope in ("energie:mois", "eau:jour", "dechets:mois") for value in read[scope]]


def as_json(read: Reading) -> bytes:
    return json.dumps(read, default=str).encode()
