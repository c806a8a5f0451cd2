"""The whole town as arrays: one row per household, one column per day of the year. None may be written to."""

import numpy as np
from numpy.typing import NDArray

from sandbox.town import kept


def all_daily_energy() -> NDArray[np.int32]:
    """Watt-hours, (2000, 365)."""
    return kept.fetch(kept.ENERGY)


def all_daily_water() -> NDArray[np.int32]:
    """Litres, (2000, 365)."""
    return kept.fetch(kept.WATER)


def all_daily_waste() -> NDArray[np.int32]:
    """Grams, (2000, 365); -1 on a day without collection."""
    return kept.fetch(kept.WASTE)


def validations() -> NDArray[np.void]:
    """Every card validation of the four weeks: card, household, day, minute, from_stop, to_stop."""
    return kept.fetch(kept.VALIDATIONS)
