"""Sealing chunks: AES-256-GCM, a fresh nonce for each, and where it belongs authenticated with it (NIST SP 800-38D).

A chunk that was changed, or moved to another vault, domain or date, does not open. An older version of the same chunk
does, and a chunk that was taken away reads as a gap: sealing alone cannot tell.
"""

import os
from dataclasses import dataclass
from datetime import date
from typing import NoReturn
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.utils.translation import gettext_lazy as _

from cms.foundation.errors import DomainError

NONCE_BYTES = 12
KEY_BYTES = 32


class ChunkTampered(DomainError):
    user_message = _("Bloc altéré : « {domain} » au {start} n’est pas ce qui avait été scellé là.")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a chunk belongs."""

    vault: UUID
    domain: str
    series: str
    start: date
    schema: int

    def authenticated(self) -> bytes:
        return f"{self.vault}|{self.domain}|{self.series}|{self.start.isoformat()}|{self.schema}".encode()


class DataKey:
    """The key of one vault, for as long as one call lasts. It shows nothing and cannot be pickled."""

    __slots__ = ("_cipher",)

    def __init__(self, secret: bytes) -> None:
        self._cipher = AESGCM(secret)

    def __repr__(self) -> str:
        return "<DataKey>"

    def __reduce__(self) -> NoReturn:
        raise TypeError("A data key does not leave the process.")

    def seal(self, content: bytes, place: Place) -> bytes:
        nonce = os.urandom(NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, content, place.authenticated())

    def unseal(self, sealed: bytes, place: Place) -> bytes:
        """Raises ChunkTampered when the bytes, or their place, are not those that were sealed."""
        try:
            return self._cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], place.authenticated())
        except (InvalidTag, ValueError):
            raise ChunkTampered(domain=place.domain, start=place.start.isoformat()) from None


def new_secret() -> bytes:
    return os.urandom(KEY_BYTES)
