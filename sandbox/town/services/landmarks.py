"""What the town publishes for everyone: prices, collection days, comparable households, busy hours. Nobody in it."""

from typing import Any

import numpy as np

from sandbox.town.rules import NAME, YEAR, load_by_ten_minutes, place, waste
from sandbox.town.rules.calendar import DATES, WORKING, day_index
from sandbox.town.rules.transport import FIRST_VALIDATION_DAY, VALIDATION_DAYS
from sandbox.town.services.arrays import validations
from sandbox.town.services.groups import SMALLEST_GROUP, ComparisonGroup, Measure, Quartiles, comparison_groups

TARIFFS = {
    "avertissement": "Tarifs inventés pour l’exercice\u202f; aucun fournisseur ne les pratique.",
    "energie": {"centimes_par_kwh": 21, "abonnement_centimes_par_mois": 1250},
    "eau": {"centimes_par_m3": 410, "abonnement_centimes_par_mois": 300},
    "dechets": {
        "part_fixe_centimes_par_an": waste.FIXED_CENTS,
        "centimes_par_levee": waste.CENTS_PER_LIFT,
        "levees_comprises": waste.FREE_LIFTS,
        "centimes_par_kg": waste.CENTS_PER_KILOGRAM,
    },
    "transport": {"ticket_centimes": 160, "abonnement_centimes_par_mois": 3200},
}
WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi")


def landmarks() -> dict[str, Any]:
    """The open landmarks, ready for JSON. Groups under ten households are not in it."""
    return {
        "ville": NAME,
        "annee": YEAR,
        "avertissement": "Données fictives\u202f: ni cette ville ni ses habitants n’existent.",
        "plus_petit_groupe": SMALLEST_GROUP,
        "tarifs": TARIFFS,
        "quartiers": [{"quartier": number, "nom": name} for number, name in enumerate(place.DISTRICT_NAMES)],
        "zones": [
            {"zone": number, "nom": name, "quartier": place.district_of_zone(number)}
            for number, name in enumerate(place.ZONE_NAMES)
        ],
        "collectes": [_collection(district) for district in range(place.DISTRICTS)],
        "groupes": {
            "energie": _groups("energie", "Wh"),
            "eau": _groups("eau", "L"),
            "dechets": _groups("dechets", "g"),
        },
        "departs": _departures(),
    }


def _collection(district: int) -> dict[str, Any]:
    days = np.flatnonzero(waste.collection_days(district))
    return {
        "quartier": district,
        "jour": WEEKDAYS[waste.collection_weekday(district)],
        "dates": [DATES[day].isoformat() for day in days],
    }


def _groups(measure: Measure, unit: str) -> dict[str, Any]:
    return {"unite": unit, "foyers": [_group(group) for group in comparison_groups(measure)]}


def _group(group: ComparisonGroup) -> dict[str, Any]:
    return {
        "quartier": group.district,
        "occupants": group.occupants,
        "chauffage_electrique": group.electric_heating,
        "effectif": group.count,
        "annee": _spread(group.year),
        "mois": [_spread(month) for month in group.months],
    }


def _spread(quartiles: Quartiles) -> dict[str, int]:
    return {"q1": quartiles.low, "mediane": quartiles.median, "q3": quartiles.high}


def _departures() -> dict[str, Any]:
    """Card validations by slices of ten minutes, working days together; a slice of fewer than ten is left out."""
    first = day_index(FIRST_VALIDATION_DAY)
    window = np.arange(place.DAYS)
    working = WORKING & (window >= first) & (window < first + VALIDATION_DAYS)
    rows = validations()
    load = load_by_ten_minutes(rows[working[rows["day"]]]).tolist()
    return {
        "du": FIRST_VALIDATION_DAY.isoformat(),
        "au": DATES[first + VALIDATION_DAYS - 1].isoformat(),
        "jours_ouvres": int(working.sum()),
        "tranches": [
            {"heure": f"{slot // 6:02d}:{slot % 6}0", "validations": count}
            for slot, count in enumerate(load)
            if count >= SMALLEST_GROUP
        ],
    }
