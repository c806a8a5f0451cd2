"""Text cells that no spreadsheet may take for a formula (OWASP, « CSV injection »).

Numbers are never touched: a negative value stays a value. A text that starts with a sign of formula gets an
apostrophe, as does a text that starts with an apostrophe, so that taking one off gives back exactly what was there.
"""

import csv
import io
from collections.abc import Iterable

SIGNS = ("=", "+", "-", "@", "\t", "\r", "'")


def neutralise(text: str) -> str:
    return f"'{text}" if text.startswith(SIGNS) else text


def restore(text: str) -> str:
    return text[1:] if text.startswith("'") and text[1:].startswith(SIGNS) else text


def write_csv(rows: Iterable[Iterable[object]], *, comment: str = "") -> bytes:
    """UTF-8, semicolons, LF: the same rows give the same bytes. Texts are neutralised, numbers are not."""
    text = io.StringIO()
    if comment:
        text.write(f"# {comment}\n")
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    for row in rows:
        writer.writerow([_written(cell) for cell in row])
    return text.getvalue().encode()


def _written(cell: object) -> object:
    if cell is None:
        return ""
    return neutralise(cell) if isinstance(cell, str) else cell
