"""The right to load one revision's files: signed, in the path, naming nobody.

It stands in the path so that relative addresses in style sheets keep it. All that is signed on one day is equal, so
that browsers may keep the files.
"""

from datetime import datetime
from typing import Final

from django.core.signing import BadSignature, Signer
from django.utils import timezone

DAY: Final = 24 * 60 * 60
# A token is good until the end of the day after the one it was made on (UTC).
DAYS: Final = 2


class BadToken(Exception):
    """Not signed by us, or too old."""


def token_for(revision_id: int) -> str:
    return signer().sign(f"{revision_id}.{day_of(timezone.now())}")


def revision_id_of(token: str) -> int:
    """Raises BadToken."""
    try:
        revision, day = map(int, signer().unsign(token).split("."))
    except (BadSignature, ValueError) as error:
        raise BadToken from error
    if not 0 <= day_of(timezone.now()) - day < DAYS:
        raise BadToken
    return revision


def signer() -> Signer:
    return Signer(salt="courses.h5p.player", sep=":")


def day_of(moment: datetime) -> int:
    """Days since 1970, in UTC."""
    return int(moment.timestamp()) // DAY
