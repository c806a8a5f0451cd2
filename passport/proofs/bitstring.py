"""The bits of a status list (Bitstring Status List 1.0 § 3.3): gzip, base64url without padding, prefix `u`."""

import gzip
import re
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable
from typing import Final

from passport.proofs.reasons import Reason, Refused

# The least that keeps each credential hidden among others; in bits (16 KiB).
SIZE: Final = 131_072
# Nothing of ours is longer: what a few bytes may become once decompressed (1 MiB).
LARGEST: Final = 8 * 2**20
INDEX: Final = re.compile(r"0|[1-9][0-9]{0,8}", re.ASCII)
ENCODED: Final = re.compile(r"u[A-Za-z0-9_-]+", re.ASCII)


def encode(revoked: Iterable[int], size: int = SIZE) -> str:
    """`encodedList`: a list of `size` bits where those of `revoked` are 1. The same bits always give the same text.

    IndexError for an index outside the list, ValueError for a size that is not whole bytes or under the least.
    """
    if size < SIZE or size % 8:
        raise ValueError(f"not the size of a status list: {size}")
    bits = bytearray(size // 8)
    for index in revoked:
        if not 0 <= index < size:
            raise IndexError(index)
        bits[index // 8] |= 0x80 >> index % 8
    packed = gzip.compress(bytes(bits), mtime=0)
    return "u" + urlsafe_b64encode(packed).decode("ascii").rstrip("=")


def decode(text: object) -> bytes:
    """The bits behind `encodedList`. Raises Refused: LIST_MALFORMED, LIST_TOO_SHORT, LIST_TOO_LONG."""
    if not isinstance(text, str) or not ENCODED.fullmatch(text):
        raise Refused(Reason.LIST_MALFORMED, "/credentialSubject/encodedList")
    unpacking = zlib.decompressobj(wbits=16 + zlib.MAX_WBITS)
    try:
        packed = urlsafe_b64decode(text[1:] + "=" * (-len(text[1:]) % 4))
        bits = unpacking.decompress(packed, LARGEST // 8 + 1)
    except (ValueError, zlib.error) as error:
        raise Refused(Reason.LIST_MALFORMED, "/credentialSubject/encodedList") from error
    if len(bits) > LARGEST // 8:
        raise Refused(Reason.LIST_TOO_LONG, "/credentialSubject/encodedList")
    if not unpacking.eof or unpacking.unused_data:
        raise Refused(Reason.LIST_MALFORMED, "/credentialSubject/encodedList")
    if len(bits) * 8 < SIZE:
        raise Refused(Reason.LIST_TOO_SHORT, "/credentialSubject/encodedList")
    return bits


def is_set(bits: bytes, index: int) -> bool:
    """Whether the bit of `index` is 1; index 0 is the most significant bit of byte 0.

    Raises Refused (INDEX_OUT_OF_RANGE).
    """
    if not 0 <= index < len(bits) * 8:
        raise Refused(Reason.INDEX_OUT_OF_RANGE, "/credentialStatus/statusListIndex")
    return bool(bits[index // 8] & 0x80 >> index % 8)


def read_index(text: object) -> int:
    """`statusListIndex`, a decimal string. Raises Refused (INDEX_MALFORMED), for a number too."""
    if not isinstance(text, str) or not INDEX.fullmatch(text):
        raise Refused(Reason.INDEX_MALFORMED, "/credentialStatus/statusListIndex")
    return int(text)
