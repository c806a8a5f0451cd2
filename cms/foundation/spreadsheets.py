"""Tables for spreadsheets: CSV that opens with its accents, and runs nothing."""

from typing import Any, Final

BYTE_ORDER_MARK: Final = "\ufeff"  # spreadsheets read accents right
FORMULA: Final = tuple("=+-@\t\r")


def harmless(cell: Any) -> Any:
    """What a spreadsheet would take for a formula is written as text (OWASP, CSV injection); the rest is left alone."""
    return f"'{cell}" if str(cell).startswith(FORMULA) else cell
