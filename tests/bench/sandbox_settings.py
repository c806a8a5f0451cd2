"""The settings of the measured pages, with programs that have addresses, and no limit on how often a service calls."""

from tests.bench.settings import *  # noqa: F403
from tests.bench.settings import ALLOWED_HOSTS, LOGGING

ALLOWED_HOSTS += ["localhost"]
VAULT_CALLS_PER_MINUTE = 1_000_000
# Refused calls are what is measured here: they are no news.
LOGGING["loggers"] = {"django.request": {"level": "ERROR"}}
