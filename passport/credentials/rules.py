"""Numbers, names and dates: what can be decided without a database. No Django here."""

import secrets
import unicodedata
from calendar import isleap
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from enum import Enum
from typing import Final

# Crockford's base 32: no I, L, O (read as 1, 1, 0), no U.
ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH: Final = 12
LOOKALIKES: Final = str.maketrans("OIL", "011")

# How long before the end a holder is reminded of it; each once.
REMINDERS: Final = (timedelta(days=60), timedelta(days=15))
CORRECTIONS_APART: Final = timedelta(days=1)

# Letters that Unicode does not take apart into a plain one and an accent.
PLAIN_LETTERS: Final = str.maketrans({"œ": "oe", "æ": "ae", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th"})


class Status(Enum):
    """What a credential is worth today."""

    VALID = "valid"
    EXPIRED = "expired"
    REVOKED = "revoked"


def new_code(choose: Callable[[Sequence[str]], str] = secrets.choice) -> str:
    """60 bits that nobody can guess, nor count from."""
    return "".join(choose(ALPHABET) for _sign in range(CODE_LENGTH))


def read_code(typed: str) -> str:
    """A number as people type it: any case, spaces or dashes anywhere, O for 0, I and L for 1."""
    signs = (sign for sign in unicodedata.normalize("NFKC", typed).upper() if not _separates(sign))
    return "".join(signs).translate(LOOKALIKES)


def is_code(text: str) -> bool:
    return len(text) == CODE_LENGTH and set(text) <= set(ALPHABET)


def _separates(sign: str) -> bool:
    """Spaces, every kind of dash, the dot and the low line, and what cannot be seen."""
    return sign in "._" or unicodedata.category(sign) in {"Zs", "Zl", "Zp", "Pd", "Cc", "Cf"}


def expiry(issued_at: datetime, years: int) -> datetime:
    """The last second of the same day, that many years later; 29 February becomes the 28th."""
    year = issued_at.year + years
    day = 28 if (issued_at.month, issued_at.day) == (2, 29) and not isleap(year) else issued_at.day
    return issued_at.replace(year=year, day=day, hour=23, minute=59, second=59, microsecond=0)


def status_at(now: datetime, *, expires_at: datetime, revoked_at: datetime | None) -> Status:
    """Revoked for ever once revoked, whatever the dates."""
    if revoked_at is not None:
        return Status.REVOKED
    return Status.EXPIRED if now > expires_at else Status.VALID


def reminder_is_due(now: datetime, *, expires_at: datetime, reminded_at: datetime | None) -> bool:
    """Whether a reminder fell due since the last one; one letter when two did, none once it has ended."""
    if now >= expires_at:
        return False
    due = [expires_at - before for before in REMINDERS if expires_at - before <= now]
    return bool(due) and (reminded_at is None or reminded_at < max(due))


def mean_percent(percents: Sequence[int | None]) -> int | None:
    """The mean, rounded down; None as soon as one result is not known."""
    known = [percent for percent in percents if percent is not None]
    return sum(known) // len(known) if known and len(known) == len(percents) else None


def is_same_name(typed: str, recorded: str) -> bool:
    """The same words, in any order and case, with or without accents, hyphens and apostrophes."""
    words = _words(recorded)
    return bool(words) and _words(typed) == words


def _words(name: str) -> list[str]:
    apart = unicodedata.normalize("NFKD", name.casefold().translate(PLAIN_LETTERS))
    letters = (" " if not sign.isalnum() else sign for sign in apart if not unicodedata.combining(sign))
    return sorted("".join(letters).split())
