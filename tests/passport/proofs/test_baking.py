import io
import zlib

import pytest
from openbadgeslib import baking as independent
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from passport.proofs.baking import KEYWORD, LARGEST_TEXT, bake, unbake
from passport.proofs.reasons import Reason, Refused

TEXT = '{"name": "Passeport digital de l’élu·e", "proof": {}}'


def a_picture(color="#7a1b3a", size=(24, 24)):
    drawn = io.BytesIO()
    Image.new("RGB", size, color).save(drawn, "PNG")
    return drawn.getvalue()


def with_information(fill):
    information = PngInfo()
    fill(information)
    drawn = io.BytesIO()
    Image.new("RGB", (24, 24)).save(drawn, "PNG", pnginfo=information)
    return drawn.getvalue()


def a_chunk(kind, data):
    return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")


def inserted(png, chunk):
    """Just before the end of the picture."""
    end = png.rindex(b"IEND") - 4
    return png[:end] + chunk + png[end:]


def test_what_is_baked_comes_back_and_the_picture_stays_the_same():
    baked = bake(a_picture(), TEXT)

    assert unbake(baked) == TEXT
    assert Image.open(io.BytesIO(baked)).tobytes() == Image.open(io.BytesIO(a_picture())).tobytes()


def test_the_text_can_be_read_in_the_file_as_it_is():
    assert bake(a_picture(), TEXT).count(b"iTXt" + KEYWORD.encode() + b"\0\0\0\0\0" + TEXT.encode()) == 1


def test_another_program_reads_the_same_text():
    read = independent.extract_png(bake(a_picture(), TEXT), keyword=independent.ITXT_KEYWORD_OB3)

    assert read == TEXT


def test_baking_again_replaces_the_text():
    assert unbake(bake(bake(a_picture(), "{}"), TEXT)) == TEXT


@pytest.mark.parametrize(
    ("alter", "reason"),
    [
        (lambda png: a_picture(), Reason.NOTHING_BAKED),
        (lambda png: inserted(png, a_chunk(b"iTXt", KEYWORD.encode() + b"\0\0\0\0\0{}")), Reason.BAKED_TWICE),
        (lambda png: inserted(png, a_chunk(b"tEXt", KEYWORD.encode() + b"\0{}")), Reason.BAKED_TWICE),
        (lambda png: png[:-1], Reason.PICTURE_UNREADABLE),
        (lambda png: png[: len(png) // 2], Reason.PICTURE_UNREADABLE),
        (lambda png: png[:-12], Reason.PICTURE_UNREADABLE),
        (lambda png: png + b"\0", Reason.PICTURE_UNREADABLE),
        (lambda png: png + png, Reason.PICTURE_UNREADABLE),
        (lambda png: png.replace(b"Passeport", b"Passepurt"), Reason.PICTURE_UNREADABLE),
        (lambda png: b"GIF89a" + png, Reason.PICTURE_UNREADABLE),
        (lambda png: b"", Reason.PICTURE_UNREADABLE),
        (lambda png: png[:8], Reason.PICTURE_UNREADABLE),
        (lambda png: bake(a_picture(), "x" * (LARGEST_TEXT + 1)), Reason.TOO_LARGE),
        (lambda png: inserted(a_picture(), a_chunk(b"iTXt", KEYWORD.encode() + b"\0\0\0\0\0\xff")), Reason.BAD_TEXT),
        (
            lambda png: with_information(lambda info: info.add_itxt(KEYWORD, TEXT, zip=True)),
            Reason.PICTURE_UNREADABLE,
        ),
        (lambda png: with_information(lambda info: info.add_text(KEYWORD, "{}")), Reason.PICTURE_UNREADABLE),
        (lambda png: with_information(lambda info: info.add_text(KEYWORD, "{}", zip=True)), Reason.PICTURE_UNREADABLE),
        (lambda png: inserted(a_picture(), b"\x7f\xff\xff\xffiTXt"), Reason.PICTURE_UNREADABLE),
    ],
)  # fmt: skip
def test_any_other_file_is_refused_and_the_original_is_not(alter, reason):
    original = bake(a_picture(), TEXT)

    assert unbake(original) == TEXT
    with pytest.raises(Refused) as refusal:
        unbake(alter(original))
    assert refusal.value.reason is reason


def test_a_picture_that_would_fill_the_memory_is_never_decoded():
    header = (60_000).to_bytes(4, "big") * 2 + b"\x08\x06\0\0\0"
    picture = (
        b"\x89PNG\r\n\x1a\n" + a_chunk(b"IHDR", header) + a_chunk(b"IDAT", zlib.compress(b"\0")) + a_chunk(b"IEND", b"")
    )

    assert unbake(inserted(picture, a_chunk(b"iTXt", KEYWORD.encode() + b"\0\0\0\0\0" + TEXT.encode()))) == TEXT
