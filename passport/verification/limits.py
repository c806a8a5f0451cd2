"""How often one may ask, counted in the cache by the asker’s address; nothing is kept beyond the period."""

import hashlib
import ipaddress
import math
from datetime import UTC, datetime
from typing import Final, NamedTuple

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone

# Providers give a household this much of the IPv6 space: one asker.
IPV6_HOUSEHOLD: Final = 64


class Limit(NamedTuple):
    """So many times in so many seconds; zero times means without limit."""

    name: str
    times: int
    seconds: int


def verifications() -> Limit:
    """A whole class behind one address can check each other’s passports; a machine trying numbers cannot go far."""
    return Limit("verify", settings.VERIFICATIONS_PER_MINUTE, 60)


def files() -> Limit:
    """As many files as numbers, counted apart: judging one costs about fifty times more."""
    return Limit("file", settings.VERIFICATIONS_PER_MINUTE, 60)


# Names are guessed more easily than numbers.
COMPARISONS_PER_ASKER: Final = Limit("compare", 30, 600)
COMPARISONS_PER_CREDENTIAL: Final = Limit("compared", 60, 3600)


def spend(limit: Limit, who: str) -> datetime | None:
    """Count one more; None when allowed, else when to come back."""
    if not limit.times:
        return None
    period = math.floor(timezone.now().timestamp() / limit.seconds)
    key = f"limit:{limit.name}:{hashlib.sha256(who.encode()).hexdigest()[:32]}:{period}"
    if cache.add(key, 1, limit.seconds):
        return None
    try:
        count = cache.incr(key)
    except ValueError:  # it went between the two calls: the period is over
        return None
    return None if count <= limit.times else datetime.fromtimestamp((period + 1) * limit.seconds, UTC)


def asker(request: HttpRequest) -> str:
    """The client’s address, behind as many proxies as are ours; the whole household for IPv6."""
    address = get_adapter().get_client_ip(request)
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address
    if known.version == 4:
        return address
    return str(ipaddress.ip_network((known, IPV6_HOUSEHOLD), strict=False))
