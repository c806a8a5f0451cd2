"""Draws that never change: raw outputs of a counter-based generator, turned into numbers by our own arithmetic.

The raw 64-bit stream of Philox is frozen; the methods that turn it into distributions may change between versions
of NumPy, so none is used. A stream is named by (seed, domain, household): any of them is drawn alone, in any order.
"""

from enum import IntEnum
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from sandbox.town.rules.place import SEED

Floats: TypeAlias = NDArray[np.float64]


class Domain(IntEnum):
    """What a stream is for; the numbers are part of the town and never change."""

    HOUSEHOLD = 1
    WEATHER = 2
    ELECTRICITY = 3
    WATER = 4
    WASTE = 5
    TRANSPORT = 6
    CLUES = 7


class Stream:
    """The draws of one household in one domain, taken one after the other."""

    def __init__(self, domain: Domain, household: int = 0, *, seed: int = SEED) -> None:
        # The household sits in the second word of the counter: the first one counts the draws, streams never meet.
        key = np.array([seed, domain], dtype=np.uint64)
        counter = np.array([0, household, 0, 0], dtype=np.uint64)
        self._philox = np.random.Philox(key=key, counter=counter)

    def uniform(self, *shape: int) -> Floats:
        """Numbers of [0, 1[ made of the top 53 bits."""
        raw = self._philox.random_raw(int(np.prod(shape, dtype=np.int64)))
        numbers: Floats = (np.asarray(raw, dtype=np.uint64) >> np.uint64(11)).astype(np.float64) * 2.0**-53
        return numbers.reshape(shape)

    def normal(self, *shape: int) -> Floats:
        """Standard Gaussian numbers, by Box–Muller (one kept out of each pair)."""
        pairs = self.uniform(2, *shape)
        numbers: Floats = np.sqrt(-2.0 * np.log1p(-pairs[0])) * np.cos(2.0 * np.pi * pairs[1])
        return numbers
