"""How often a service may call under one consent, counted in the cache; nothing is kept beyond the minute.

Without a shared cache each server process counts for itself. `VAULT_CALLS_PER_MINUTE`, when it is set, replaces the
limit: measures ask more often than any service should.
"""

import math
from typing import Final
from uuid import UUID

from django.conf import settings
from django.core.cache import cache
from django.utils import timezone

from sandbox.consents.rules.access import CALLS_PER_MINUTE

MINUTE: Final = 60


def spend(consent: UUID) -> int:
    """Count one more call; 0 when allowed, else the seconds to wait."""
    now = timezone.now().timestamp()
    minute = math.floor(now / MINUTE)
    key = f"consent-calls:{consent}:{minute}"
    if cache.add(key, 1, 2 * MINUTE):
        return 0
    try:
        count = cache.incr(key)
    except ValueError:  # it went between the two calls: the minute is over
        return 0
    most = getattr(settings, "VAULT_CALLS_PER_MINUTE", CALLS_PER_MINUTE)
    return 0 if count <= most else max(math.ceil((minute + 1) * MINUTE - now), 1)
