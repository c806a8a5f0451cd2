"""What is this file? Told from its bytes, never from its name."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from passport.proofs.baking import unbake
from passport.proofs.reasons import Reason, Refused

LARGEST_FILE: Final = 1 << 20
# A token is base64 of at most 64 KiB of JSON, with a header and a signature: design of the credential, bounds.
LONGEST_TEXT: Final = 96 << 10
PNG: Final = b"\x89PNG\r\n\x1a\n"
PDF: Final = b"%PDF-"
TOKEN: Final = re.compile(r"[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]*)+", re.ASCII)


class Kind(StrEnum):
    """The files that can be checked."""

    DOCUMENT = "document"
    TOKEN = "token"  # noqa: S105 - a kind of file
    PICTURE = "picture"
    SEALED = "sealed"


@dataclass(frozen=True, slots=True)
class Presented:
    """`text` is the credential, as JSON or as a token; of a sealed PDF it is empty: see its attachments."""

    kind: Kind
    text: str = ""

    @property
    def is_token(self) -> bool:
        return not self.text.startswith("{")


def read(content: bytes) -> Presented:
    """Raises Refused: TOO_LARGE, FILE_UNKNOWN, BAD_TEXT, or what `unbake` says of a picture."""
    if len(content) > LARGEST_FILE:
        raise Refused(Reason.TOO_LARGE)
    if content.startswith(PDF):
        return Presented(Kind.SEALED)
    if content.startswith(PNG):
        return Presented(Kind.PICTURE, credential_text(unbake(content).encode()))
    text = credential_text(content)
    return Presented(Kind.DOCUMENT if text.startswith("{") else Kind.TOKEN, text)


def credential_text(content: bytes) -> str:
    """A credential in JSON, or a token; white space around it is not part of it."""
    if len(content) > LONGEST_TEXT:
        raise Refused(Reason.TOO_LARGE)
    try:
        text = content.decode("utf-8-sig").strip()
    except UnicodeDecodeError as error:
        raise Refused(Reason.FILE_UNKNOWN) from error
    if not text.startswith("{") and not TOKEN.fullmatch(text):
        raise Refused(Reason.FILE_UNKNOWN)
    return text
