"""Is a file what its name says? Decided on its first bytes: a name proves nothing."""

from typing import Final

HEAD_BYTES: Final = 1024
MAX_DOCUMENT_BYTES: Final = 10 * 1024 * 1024

_ZIP: Final = b"PK\x03\x04"
_SIGNATURES: Final = {
    "pdf": b"%PDF-",
    **dict.fromkeys(("docx", "odp", "ods", "odt", "pptx", "xlsx"), _ZIP),
}
_TEXTS: Final = frozenset({"csv", "txt"})


def is_what_it_says(extension: str, head: bytes) -> bool:
    """Office files are ZIP archives; text is neither binary nor markup that a browser could run."""
    if extension in _SIGNATURES:
        return head.startswith(_SIGNATURES[extension])
    return (
        extension in _TEXTS and b"\0" not in head and not head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<")
    )
