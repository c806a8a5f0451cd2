"""What a file is, judged on its bytes: its name proves nothing. Nothing is ever unpacked, drawn or run here.

A file that is two things at once (a picture that ends as an archive, a page in front of a PDF) is none that we keep.
Sources: ISO 32000-2 § 7.5.2 and § 7.5.5, PNG § 5, ITU T.81 annex B, APPNOTE § 4.3, OpenDocument 1.3 part 2 § 3.3.
"""

import unicodedata
from enum import StrEnum
from typing import Final

MOST_BYTES: Final = 10 * 1024 * 1024
MOST_FILES: Final = 5  # with one part
HEAD_BYTES: Final = 4096
TAIL_BYTES: Final = 256 * 1024
LONGEST_NAME: Final = 80

_ZIP, _ZIP_END, _ZIP_END_BYTES = b"PK\x03\x04", b"PK\x05\x06", 22
_ODT: Final = b"application/vnd.oasis.opendocument.text"
_PNG, _PNG_END = b"\x89PNG\r\n\x1a\n", b"\x00\x00\x00\x00IEND\xaeB`\x82"
_PDF, _PDF_END, _PDF_END_WITHIN = (b"%PDF-1.", b"%PDF-2."), b"%%EOF", 1024
_JPEG, _JPEG_END = b"\xff\xd8\xff", b"\xff\xd9"


class Kind(StrEnum):
    """The kinds that we keep; the value is the extension."""

    PDF = "pdf"
    ODT = "odt"
    DOCX = "docx"
    PNG = "png"
    JPEG = "jpg"


MEDIA_TYPES: Final = {
    Kind.PDF: "application/pdf",
    Kind.ODT: "application/vnd.oasis.opendocument.text",
    Kind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Kind.PNG: "image/png",
    Kind.JPEG: "image/jpeg",
}


def kind_of(head: bytes, tail: bytes) -> Kind | None:
    """`head` and `tail`: the first and last bytes, up to HEAD_BYTES and TAIL_BYTES; they overlap in a short file."""
    if head.startswith(_ZIP):
        return _kind_of_archive(head, tail)
    if _ZIP_END in tail:
        return None
    if head.startswith(_PDF) and _PDF_END in tail[-_PDF_END_WITHIN:]:
        return Kind.PDF
    if head.startswith(_PNG) and tail.endswith(_PNG_END):
        return Kind.PNG
    return Kind.JPEG if head.startswith(_JPEG) and _JPEG_END in tail else None


def _kind_of_archive(head: bytes, tail: bytes) -> Kind | None:
    """Told by the names that its directory lists; entries are not opened, so what they would weigh does not matter."""
    end = len(tail) - _ZIP_END_BYTES
    if end < 0 or tail[end : end + 4] != _ZIP_END:  # a comment could hold another file
        return None
    size = int.from_bytes(tail[end + 12 : end + 16], "little")
    if size > end:
        return None
    directory = tail[end - size : end]
    if _first_entry_says_odt(head):
        return Kind.ODT
    is_docx = b"[Content_Types].xml" in directory and b"word/document.xml" in directory
    return Kind.DOCX if is_docx and b"vbaProject" not in directory else None


def _first_entry_says_odt(head: bytes) -> bool:
    """`mimetype` comes first, as it is, so that it can be read without unpacking."""
    method = int.from_bytes(head[8:10], "little")
    name_length, extra_length = (int.from_bytes(head[at : at + 2], "little") for at in (26, 28))
    begins = 30 + name_length + extra_length
    content = head[begins : begins + len(_ODT)]
    follows = head[begins + len(_ODT) : begins + len(_ODT) + 2]
    return method == 0 and head[30 : 30 + name_length] == b"mimetype" and content == _ODT and follows == b"PK"


def shown_name(name: str, kind: Kind) -> str:
    """What a file is called on the page: no path, nothing invisible, and the extension of what it really is."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    seen = "".join(sign if _is_seen(sign) else " " for sign in last)
    stem, dot, extension = " ".join(seen.split()).rpartition(".")
    if not dot or not extension.isalnum() or len(extension) > 5:  # a name without an extension
        stem = " ".join(seen.split())
    stem = stem.strip(". ")[: LONGEST_NAME - len(kind) - 1].rstrip(". ")
    return f"{stem or 'fichier'}.{kind}"


def _is_seen(sign: str) -> bool:
    return unicodedata.category(sign)[0] != "C" and sign not in '<>:"|?*'
