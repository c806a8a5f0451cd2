"""What the dishonest aggregator draws its hiding places with, and where it hid: lab 3 checks the answers with it."""

import hashlib
import hmac
from typing import Final

from sandbox.consents.services.pseudonyms import kept_secret

DRAWS: Final = "tirage.secret"


def draw_secret() -> str:
    return kept_secret(DRAWS)


def draw(*, who: str, trial: str, among: int) -> int:
    """Which of so many places this trial of this person gets: the aggregator draws the same."""
    digest = hmac.new(draw_secret().encode(), f"{who}|{trial}".encode(), hashlib.sha256).digest()
    return int.from_bytes(digest[:8]) % among
