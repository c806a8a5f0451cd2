"""The settings of the measured pages, with a second host name where activities may be played."""

from tests.bench.settings import *  # noqa: F403
from tests.bench.settings import ALLOWED_HOSTS

ALLOWED_HOSTS += ["127.0.0.2"]
