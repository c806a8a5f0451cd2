"""Moments as credentials write them: UTC, whole seconds, `Z` (XML Schema dateTime, RFC 3339)."""

import re
from datetime import UTC, datetime
from typing import Final

from passport.proofs.reasons import Reason, Refused

WRITTEN: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z", re.ASCII)


def write_instant(moment: datetime) -> str:
    """`moment` must be aware; what is under a second is dropped. ValueError when it has no time zone."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def read_instant(text: object, place: str = "") -> datetime:
    """Aware, in UTC. Raises Refused (DATE_MALFORMED) for any other way to write it."""
    if not isinstance(text, str) or not WRITTEN.fullmatch(text):
        raise Refused(Reason.DATE_MALFORMED, place)
    try:
        return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except ValueError as error:
        raise Refused(Reason.DATE_MALFORMED, place) from error
