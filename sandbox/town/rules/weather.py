"""The weather of the year, the same for the whole town: a season, days that follow one another, and the hour."""

from functools import lru_cache

import numpy as np

from sandbox.town.rules.calendar import CLOCK, DAY_OF_HOUR
from sandbox.town.rules.place import DAYS
from sandbox.town.rules.randomness import Domain, Floats, Stream


@lru_cache(maxsize=1)
def temperature() -> Floats:
    """Outdoor temperature (°C) of each of the 8 760 hours."""
    spell = np.zeros(DAYS)
    level = 0.0
    for day, shock in enumerate((1.7 * Stream(Domain.WEATHER).normal(DAYS)).tolist()):
        level = 0.8 * level + shock
        spell[day] = level
    season = 11.5 - 7.5 * np.cos(2 * np.pi * (np.arange(DAYS) - 20) / 365) + spell
    hours: Floats = season[DAY_OF_HOUR] + 4 * np.sin(2 * np.pi * (CLOCK - 9) / 24)
    hours.setflags(write=False)
    return hours
