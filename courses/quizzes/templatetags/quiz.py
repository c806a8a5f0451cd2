"""What the pages of a quiz write."""

import re

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from cms.foundation.typography import french_html

register = template.Library()

FOREIGN = re.compile(r"\*([^*\s][^*]*)\*")


@register.filter
def words(text: str) -> SafeString:
    """A text of the bank: French typography, and what stands between asterisks as a foreign term."""
    html = FOREIGN.sub(r'<i lang="en">\1</i>', escape(text))
    return french_html(mark_safe(html))  # noqa: S308 - escaped above


@register.filter
def number(lesson_code: str) -> str:
    """« 3 » of SEC-3."""
    return lesson_code.rpartition("-")[2]
