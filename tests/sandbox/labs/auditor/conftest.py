"""One household whose readings carry canaries."""

import pytest

from sandbox.labs.rules.canaries import Canaries
from tests.sandbox.labs.auditor.households import Reading, household, planted, reading


@pytest.fixture(scope="module")
def mine() -> tuple[Reading, Canaries]:
    home = household(7)
    planting = planted(home, b"mine")
    return reading(home, planting), planting.canaries
