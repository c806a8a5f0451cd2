"""What a household puts out for collection, in grams, and what its incentive bill would be."""

import numpy as np
from numpy.typing import NDArray

from sandbox.town.rules.calendar import WEEKDAY
from sandbox.town.rules.households import away_days, household
from sandbox.town.rules.place import DAYS
from sandbox.town.rules.randomness import Domain, Stream

NO_COLLECTION = -1
# The incentive bill, in cents: a fixed part, each bin put out after the twelfth, each kilogram.
FIXED_CENTS, CENTS_PER_LIFT, CENTS_PER_KILOGRAM, FREE_LIFTS = 9500, 190, 22, 12


def collection_weekday(district: int) -> int:
    """The weekday (0 is Monday) on which the bins of a district are emptied."""
    return district % 5


def collection_days(district: int) -> NDArray[np.bool_]:
    """For each day of the year, whether the bins of a district are emptied."""
    days: NDArray[np.bool_] = np.equal(WEEKDAY, collection_weekday(district))
    return days


def daily_waste(number: int) -> NDArray[np.int32]:
    """Grams of each day of collection, -1 on the other days: less after days spent away."""
    home = household(number)
    days = np.flatnonzero(collection_days(home.district))
    noise = np.maximum(0.3, 1 + 0.18 * Stream(Domain.WASTE, number).normal(53)[: len(days)])
    absent = np.concatenate([[0], np.cumsum(away_days(home))])
    present = 7 - (absent[days] - absent[np.maximum(days - 7, 0)])
    grams = np.full(DAYS, NO_COLLECTION, dtype=np.int32)
    grams[days] = np.rint(1000 * 4.9 * home.occupants**0.8 * noise * present / 7).astype(np.int32)
    return grams


def waste_bill_cents(grams: NDArray[np.int32], *, less_percent: int = 0) -> int:
    """The yearly incentive bill of a series of collections, `less_percent` lighter (0 to 28)."""
    put_out = grams[grams > 0]
    total = int(put_out.sum()) * (100 - less_percent)
    lifts = max(0, len(put_out) - FREE_LIFTS)
    return FIXED_CENTS + CENTS_PER_LIFT * lifts + round(CENTS_PER_KILOGRAM * total / 100_000)
