"""Lab 3: taking wrappings off a store, layer by layer. Nothing is ever unpickled, evaluated or written anywhere."""

import base64
import binascii
import bz2
import io
import lzma
import math
import pickletools
import re
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress

import numpy as np

LARGEST = 8_000_000  # bytes one wrapping may give; a bomb stops there
_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{8,}={0,2}")
_HEX = re.compile(rb"(?:[0-9a-fA-F]{2}){6,}")
_LONG = 48
# What each packed stream begins with; raw zlib has four usual second bytes, for four levels of effort.
_STREAMS: tuple[tuple[str, bytes], ...] = (
    ("gzip", b"\x1f\x8b\x08"),
    ("zlib", b"\x78\x01"),
    ("zlib", b"\x78\x5e"),
    ("zlib", b"\x78\x9c"),
    ("zlib", b"\x78\xda"),
    ("bzip2", b"BZh"),
    ("xz", b"\xfd7zXZ\x00"),
)
_TRIES = 400

Layer = tuple[str, bytes]
GUESSED = "base64 décalé"  # read from a place that may not be its true start: what it gives may be noise


def layers(data: bytes) -> Iterator[Layer]:
    """Each wrapping found in `data`, once removed, with its name: one level only."""
    yield from _texts(data)
    yield from _pickles(data)
    yield from _streams(data)
    yield from _encoded(data)


def is_opaque(data: bytes) -> bool:
    """As disordered as a ciphertext of that size: no search can tell what it holds."""
    if len(data) < 96:
        return False
    counts = np.bincount(np.frombuffer(data, dtype=np.uint8))
    shares = counts[counts > 0] / len(data)
    entropy = -float((shares * np.log2(shares)).sum())
    return entropy >= 0.88 * math.log2(min(len(data), 256))


def decode_cell(cell: bytes) -> Iterator[Layer]:
    """One cell of a table taken as a whole: base64 of either alphabet, hexadecimal, or a packed stream."""
    if re.fullmatch(rb"[A-Za-z0-9+/_-]{4,}={0,2}", cell) and (decoded := _base64(cell)):
        yield "base64", decoded
    if re.fullmatch(rb"(?:[0-9a-fA-F]{2}){2,}", cell):
        yield "hexadécimal", bytes.fromhex(cell.decode())
    if len(cell) >= 8 and cell.startswith(tuple(opening for _name, opening in _STREAMS)):
        yield from _streams(cell)


def _texts(data: bytes) -> Iterator[Layer]:
    """UTF-16 in either order: half of its bytes are null when the text is Latin."""
    nulls = data.count(b"\0")
    if len(data) >= 8 and 0.3 <= nulls / len(data) <= 0.6 and (plain := data.replace(b"\0", b"")):
        yield "UTF-16", plain


def _pickles(data: bytes) -> Iterator[Layer]:
    """The arguments of a pickle's instructions, in order, as text: read as a listing, never run."""
    start = data.find(b"\x80")
    if not 0 <= start < 64 or len(data) < start + 2 or not 2 <= data[start + 1] <= 5:
        return
    parts: list[bytes] = []
    # What only looks like a pickle may hold anything, escapes that Python will refuse one day among it.
    with suppress(ValueError, UnicodeDecodeError, IndexError, EOFError), warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        for _code, argument, _place in pickletools.genops(data[start:]):
            if isinstance(argument, bytes | bytearray):
                parts.append(bytes(argument))
            elif argument is not None:
                parts.append(str(argument).encode("utf-8", "replace"))
    if parts:
        yield "pickle", b"\n".join(parts)
        yield from (("pickle", part) for part in parts if len(part) >= 16)


def _streams(data: bytes) -> Iterator[Layer]:
    """Packed streams wherever they begin: at the start of a file, or inside a cache entry."""
    if data.startswith(b"PK\x03\x04"):
        yield from _members(data)
    for name, opening in _STREAMS:
        place = data.find(opening)
        tries = 0
        while place >= 0 and tries < _TRIES:
            plain = _unpacked(name, data[place:])
            if plain:
                yield name, plain
            place, tries = data.find(opening, place + 1), tries + 1


def _members(data: bytes) -> Iterator[Layer]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for member in archive.infolist()[:200]:
                with archive.open(member) as opened:
                    yield "zip", opened.read(LARGEST)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, zlib.error, EOFError):
        return


def _unpacked(name: str, data: bytes) -> bytes:
    """At most `LARGEST` bytes of the stream, and what could be had of a damaged one; nothing when it is none."""
    machine: dict[str, Callable[[], object]] = {
        "gzip": lambda: zlib.decompressobj(31),
        "zlib": zlib.decompressobj,
        "bzip2": bz2.BZ2Decompressor,
        "xz": lzma.LZMADecompressor,
    }
    try:
        return machine[name]().decompress(data, LARGEST)  # type: ignore[attr-defined]
    except (zlib.error, OSError, lzma.LZMAError, ValueError, EOFError):
        return b""


def _encoded(data: bytes) -> Iterator[Layer]:
    """Base64 and hexadecimal, wherever they are: long runs one by one, short ones put end to end."""
    yield from _folded(data)
    short: dict[str, list[bytes]] = {"base64": [], "hexadécimal": []}
    for found in _HEX.finditer(data):
        plain = bytes.fromhex(found[0].decode())
        if len(found[0]) >= _LONG:
            yield "hexadécimal", plain
        else:
            short["hexadécimal"].append(plain)
    for found in _BASE64.finditer(data):
        run = found[0]
        if len(run) < _LONG:
            # Short ones are read for their text, and base64 of a text begins with a letter from I to f.
            if b"I" <= run[:1] <= b"f":
                short["base64"].append(_base64(run))
            continue
        # What stands before the run may use the same letters: its true start is one of four.
        for shift in range(4):
            if plain := _base64(run[shift:]):
                yield ("base64" if shift == 0 else GUESSED), plain
    for name, parts in short.items():
        if joined := b"\n".join(part for part in parts if part):
            yield name, joined


def _folded(data: bytes) -> Iterator[Layer]:
    """A whole file in base64 cut into lines; many codes, one a line, look the same and give noise."""
    if b"\n" not in data[:200]:
        return
    folded = re.sub(rb"\s", b"", data)
    if re.fullmatch(rb"[A-Za-z0-9+/_-]+={0,2}", folded) and (whole := _base64(folded)):
        yield GUESSED, whole


def _base64(run: bytes) -> bytes:
    body = run.rstrip(b"=").translate(bytes.maketrans(b"-_", b"+/"))
    body = body[: len(body) - 1] if len(body) % 4 == 1 else body
    try:
        return base64.b64decode(body + b"=" * (-len(body) % 4))
    except (binascii.Error, ValueError):
        return b""
