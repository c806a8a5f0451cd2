"""How figures and days are written in French."""

from datetime import date
from decimal import Decimal

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
MONTHS = (
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()  # noqa: SIM905
)
DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
NO_BREAK, THIN = "\u00a0", "\u202f"


@register.filter
def figure(value: float | Decimal, decimals: int = 0) -> str:
    """1234.5 → « 1 234,5 » with no-break spaces."""
    return f"{value:,.{decimals}f}".replace(",", THIN).replace(".", ",")


@register.filter
def euros(value: float | Decimal) -> str:
    return f"{figure(value, 2)}{NO_BREAK}€"


@register.filter
def day(value: date, form: str = "jour") -> SafeString:
    """« jeudi 9 avril », with 1er written as French does; `form="mois"` says « avril 2025 »."""
    if form == "mois":
        return mark_safe(f"{MONTHS[value.month - 1]} {value.year}")  # noqa: S308 (no outside text)
    number = "1<sup>er</sup>" if value.day == 1 else str(value.day)
    name = "" if form == "court" else f"{DAYS[value.weekday()]} "
    return mark_safe(f"{name}{number}{NO_BREAK}{MONTHS[value.month - 1]}")  # noqa: S308 (no outside text)


@register.filter
def clock(minutes: int) -> str:
    """465 → « 7 h 45 »."""
    hours, rest = divmod(int(minutes), 60)
    return f"{hours}{NO_BREAK}h{NO_BREAK}{rest:02}" if rest else f"{hours}{NO_BREAK}h"


@register.filter
def join_words(words: list[str] | tuple[str, ...]) -> SafeString:
    """« a, b et c »."""
    safe = [conditional_escape(word) for word in words]
    if len(safe) < 2:
        return mark_safe("".join(safe))  # noqa: S308 (each word is escaped above)
    return mark_safe(f"{', '.join(safe[:-1])} et {safe[-1]}")  # noqa: S308 (each word is escaped above)


@register.filter
def telephone(number: str) -> str:
    """For a tel: link."""
    return "+33" + number.replace(" ", "").removeprefix("0")
