"""A PNG that carries a credential (Open Badges 3.0 § 5.3, “baking”).

The JSON with its proof goes in one uncompressed `iTXt` chunk (PNG, third edition, § 11.3.3.4) whose keyword is
`openbadgecredential`. Reading walks the chunks and decodes no pixel: a small file cannot become a large picture.
"""

import io
import struct
from collections.abc import Iterator
from typing import Final

from PIL import Image
from PIL.PngImagePlugin import ChunkStream, PngInfo

from passport.proofs.reasons import Reason, Refused

KEYWORD: Final = "openbadgecredential"
MAGIC: Final = b"\x89PNG\r\n\x1a\n"
# In bytes of UTF-8: what a credential may weigh.
LARGEST_TEXT: Final = 64 * 1024
CHECKSUM: Final = 4
# Between the keyword and the text: not compressed, method 0, no language, no translated keyword.
PLAIN: Final = b"\0\0\0\0"
TEXTS: Final = {b"tEXt", b"zTXt", b"iTXt"}


def bake(png: bytes, text: str) -> bytes:
    """The picture with this text in it, and no other text."""
    information = PngInfo()
    information.add_itxt(KEYWORD, text, zip=False)
    baked = io.BytesIO()
    with Image.open(io.BytesIO(png), formats=["PNG"]) as picture:
        picture.save(baked, "PNG", pnginfo=information)
    return baked.getvalue()


def unbake(png: bytes) -> str:
    """The text in the picture.

    Raises Refused: PICTURE_UNREADABLE (not a whole PNG, a wrong checksum, bytes after its end, a text that is
    compressed or in another kind of chunk), NOTHING_BAKED, BAKED_TWICE, TOO_LARGE, BAD_TEXT (not UTF-8).
    """
    try:
        chunks = list(_chunks(png))
    except (struct.error, SyntaxError) as stumble:
        raise Refused(Reason.PICTURE_UNREADABLE) from stumble
    kinds = [kind for kind, _data in chunks]
    if kinds[:1] != [b"IHDR"] or kinds[-1:] != [b"IEND"] or b"IDAT" not in kinds:
        raise Refused(Reason.PICTURE_UNREADABLE)
    keyword = KEYWORD.encode() + b"\0"
    baked = [(kind, data[len(keyword) :]) for kind, data in chunks if kind in TEXTS and data.startswith(keyword)]
    if not baked:
        raise Refused(Reason.NOTHING_BAKED)
    if len(baked) > 1:
        raise Refused(Reason.BAKED_TWICE)
    return _text(*baked[0])


def _text(kind: bytes, data: bytes) -> str:
    if kind != b"iTXt" or not data.startswith(PLAIN):
        raise Refused(Reason.PICTURE_UNREADABLE, KEYWORD)
    if len(data) - len(PLAIN) > LARGEST_TEXT:
        raise Refused(Reason.TOO_LARGE, KEYWORD)
    try:
        return data[len(PLAIN) :].decode()
    except UnicodeDecodeError as stumble:
        raise Refused(Reason.BAD_TEXT, KEYWORD) from stumble


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Each chunk's kind and data, checksums checked, to the end of the file."""
    if not png.startswith(MAGIC):
        raise Refused(Reason.PICTURE_UNREADABLE)
    stream = io.BytesIO(png)
    stream.seek(len(MAGIC))
    walk = ChunkStream(stream)
    while stream.tell() < len(png):
        kind, position, length = walk.read()
        if position + length + CHECKSUM > len(png):
            raise Refused(Reason.PICTURE_UNREADABLE)
        data = stream.read(length)
        walk.crc(kind, data)
        yield kind, data
