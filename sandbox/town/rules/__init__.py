"""The fictitious town, computed from one seed: no data set, no table, no clock. Only integers come out."""

from sandbox.town.rules.clues import Clue, clues
from sandbox.town.rules.electricity import daily_energy, hourly_energy
from sandbox.town.rules.households import Household, household
from sandbox.town.rules.personas import PERSONAS, Persona, households_like, variant
from sandbox.town.rules.place import (
    CAMPUS_STOPS,
    CARDS,
    DISTRICT_NAMES,
    DISTRICTS,
    HOUSEHOLDS,
    NAME,
    SEED,
    STOPS,
    YEAR,
    ZONE_NAMES,
    ZONES,
    district_of_zone,
    stop_name,
    zone_of_stop,
)
from sandbox.town.rules.transport import (
    FIRST_VALIDATION_DAY,
    VALIDATION_DAYS,
    Traveller,
    Trip,
    card_of,
    household_of_card,
    load_by_ten_minutes,
    traveller,
    trips,
    validations_of,
)
from sandbox.town.rules.waste import NO_COLLECTION, collection_weekday, daily_waste, waste_bill_cents
from sandbox.town.rules.water import daily_water

__all__ = [
    "CAMPUS_STOPS",
    "CARDS",
    "DISTRICTS",
    "DISTRICT_NAMES",
    "FIRST_VALIDATION_DAY",
    "HOUSEHOLDS",
    "NAME",
    "NO_COLLECTION",
    "PERSONAS",
    "SEED",
    "STOPS",
    "VALIDATION_DAYS",
    "YEAR",
    "ZONES",
    "ZONE_NAMES",
    "Clue",
    "Household",
    "Persona",
    "Traveller",
    "Trip",
    "card_of",
    "clues",
    "collection_weekday",
    "daily_energy",
    "daily_waste",
    "daily_water",
    "district_of_zone",
    "hourly_energy",
    "household",
    "household_of_card",
    "households_like",
    "load_by_ten_minutes",
    "stop_name",
    "traveller",
    "trips",
    "validations_of",
    "variant",
    "waste_bill_cents",
    "zone_of_stop",
]
