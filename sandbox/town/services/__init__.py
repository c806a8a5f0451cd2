"""What the rest of the sandbox asks the town."""

from sandbox.town.kept import EVERYTHING as TOWN_ARRAYS
from sandbox.town.kept import fetch, forget
from sandbox.town.services.arrays import all_daily_energy, all_daily_waste, all_daily_water, validations
from sandbox.town.services.groups import (
    SMALLEST_GROUP,
    ComparisonGroup,
    Quartiles,
    comparison_group,
    comparison_groups,
)
from sandbox.town.services.landmarks import landmarks
from sandbox.town.services.network import network_zip

__all__ = [
    "SMALLEST_GROUP",
    "TOWN_ARRAYS",
    "ComparisonGroup",
    "Quartiles",
    "all_daily_energy",
    "all_daily_waste",
    "all_daily_water",
    "comparison_group",
    "comparison_groups",
    "fetch",
    "forget",
    "landmarks",
    "network_zip",
    "validations",
]
