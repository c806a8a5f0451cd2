"""Bytes to text, without guessing: UTF-8 (with or without its mark), else Windows-1252, else a refusal."""

from sandbox.vault.rules.formats.faults import refused

UTF8_MARK = b"\xef\xbb\xbf"
OTHER_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
FRENCH = frozenset("àâäæçéèêëîïôöœùûüÿÀÂÄÆÇÉÈÊËÎÏÔÖŒÙÛÜŸ«»’‘“”–—…€°²³µ·\u00a0×ªº")
CONTROLS = frozenset(chr(code) for code in range(32)) - frozenset("\t\r\n")

EMPTY = "Le fichier est vide."
UNKNOWN = "L’encodage du fichier n’est pas reconnu. Enregistrez-le en UTF-8, puis recommencez."
BINARY = "Ce n’est pas un fichier de texte : il contient des caractères de commande."


def decode(content: bytes) -> str:
    """The text of a file. Windows-1252 is accepted only if every sign above ASCII is one that French uses."""
    if not content.strip():
        raise refused(EMPTY)
    if content.startswith(OTHER_MARKS):
        raise refused(UNKNOWN)
    try:
        text = content.removeprefix(UTF8_MARK).decode("utf-8")
    except UnicodeDecodeError:
        text = _windows(content)
    if not CONTROLS.isdisjoint(text):
        raise refused(BINARY)
    if not text.strip():
        raise refused(EMPTY)
    return text


def _windows(content: bytes) -> str:
    if content.startswith(UTF8_MARK):
        raise refused(UNKNOWN)
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        raise refused(UNKNOWN) from None
    if any(sign > "\x7f" and sign not in FRENCH for sign in set(text)):
        raise refused(UNKNOWN)
    return text
