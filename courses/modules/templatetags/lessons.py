"""Small words that lessons need."""

import datetime as dt

from django import template
from django.utils.dates import MONTHS

register = template.Library()


@register.filter
def month(value: str) -> str:
    """« 2026-11 » read as « novembre 2026 »."""
    try:
        day = dt.datetime.strptime(value, "%Y-%m").replace(tzinfo=dt.UTC)
    except ValueError:
        return value
    return f"{MONTHS[day.month]}\u00a0{day.year}"
