"""A number as French people type it."""

import re
from fractions import Fraction

SPACES = re.compile(r"[\s\u00a0\u202f\u2009]+")
NUMBER = re.compile(r"([+\-\u2212]?)\s?(\d{1,3}(?:\s\d{3})+|\d{1,12})(?:[.,](\d{1,9}))?(?:\s?(\D.*))?", re.ASCII)
NO_UNIT = "sans unité"


def read_number(text: str, unit: str = "") -> Fraction | None:
    """« 2,8 », « 1 179,7 », « 12 848 M€ »: exact. None for anything else than a number, with or without the unit."""
    found = NUMBER.fullmatch(SPACES.sub(" ", text).strip())
    if found is None:
        return None
    sign, whole, decimals, typed_unit = found.groups()
    if typed_unit and not same_unit(typed_unit, unit):
        return None
    number = Fraction(f"{whole.replace(' ', '')}.{decimals or '0'}")
    return -number if sign in ("-", "\u2212") else number


def same_unit(typed: str, unit: str) -> bool:
    """The expected unit, whatever the capitals, the plural and the final full stop."""

    def bare(word: str) -> str:
        return word.strip().rstrip(".").casefold().removesuffix("s")

    return unit != NO_UNIT and bare(typed) == bare(unit)
