"""Numbers as people read them in French."""

from decimal import ROUND_HALF_UP, Decimal

from django.utils.formats import number_format


def rounded(value: Decimal | float, places: int = 0) -> str:
    """« 3 671 », « 12,4 »: rounded, where Django's `number_format` would cut the digits that it is not asked for."""
    nearest = Decimal(str(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return number_format(nearest, places, use_l10n=True, force_grouping=True)
