"""What a household draws from the tap, day by day, in whole litres."""

import numpy as np
from numpy.typing import NDArray

from sandbox.town.rules.calendar import WEEKEND
from sandbox.town.rules.households import away_days, household, leak_days
from sandbox.town.rules.place import DAYS
from sandbox.town.rules.randomness import Domain, Stream

LEAK_LITRES = 240
_SEASON = 1 + 0.12 * np.sin(2 * np.pi * (np.arange(DAYS) - 110) / 365)


def daily_water(number: int) -> NDArray[np.int32]:
    """Litres of each local day: none on the very days the household is away, more while something leaks."""
    home = household(number)
    stream = Stream(Domain.WATER, number)
    habit = stream.uniform(1)[0]
    thirst = 110 + 60 * (0.6 * habit + 0.4 * stream.uniform(DAYS))
    litres = home.occupants * thirst * _SEASON + 25 * WEEKEND + LEAK_LITRES * leak_days(home)
    return np.rint(np.where(away_days(home), 0.0, litres)).astype(np.int32)
