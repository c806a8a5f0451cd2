"""Numbers as files write them: digits, one comma or one point. No exponent, no infinity, nothing evaluated."""

import re
from decimal import ROUND_HALF_EVEN, Decimal

WRITTEN = re.compile(r"-?[0-9]{1,12}(?:[.,][0-9]{1,6})?")
MANGLED = re.compile(r"[0-9](?:[.,][0-9]+)?[eE]\+?[0-9]{1,3}")
DELIVERY_POINT = re.compile(r"[0-9]{14}")
THOUSANDS = str.maketrans("", "", "\u00a0\u202f")

MANGLED_POINT = (
    "L’identifiant du point de livraison a été abîmé par un tableur (« {value} ») : ses 14 chiffres sont perdus. "
    "Reprenez le fichier d’origine, sans l’ouvrir ni l’enregistrer avec un tableur."
)
WRONG_POINT = (
    "L’identifiant du point de livraison doit avoir 14 chiffres. Un tableur a pu en retirer les zéros de gauche : "
    "reprenez le fichier d’origine."
)


def read_number(text: str) -> Decimal | None:
    """The number that a text writes; None if it writes none that we accept."""
    text = text.strip().translate(THOUSANDS)
    return Decimal(text.replace(",", ".")) if WRITTEN.fullmatch(text) else None


def whole(number: Decimal) -> int:
    """To the unit; halves go to the even one, so that many roundings do not drift."""
    return int(number.quantize(Decimal(1), rounding=ROUND_HALF_EVEN))


def point_fault(text: str) -> str | None:
    """Why a delivery point cannot be used, or None."""
    text = text.strip().strip("'").strip()
    if DELIVERY_POINT.fullmatch(text):
        return None
    if MANGLED.fullmatch(text):
        return MANGLED_POINT.format(value=text)
    return WRONG_POINT
