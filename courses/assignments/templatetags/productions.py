"""What people wrote, as the pages of productions show it."""

from django import template
from django.utils.safestring import SafeString

from cms.foundation.numbers import rounded
from courses.assignments.rendering import marked as render

register = template.Library()


@register.filter
def marked(text: str) -> SafeString:
    """Markdown as safe HTML."""
    return render(text or "")


@register.filter
def poids(size: int) -> str:
    """« 340 Ko », « 2,4 Mo »."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))}\u00a0Ko"
    return f"{rounded(size / 1_000_000, 1)}\u00a0Mo"


@register.filter
def said_of(comments: dict[str, str] | str, code: str) -> str:
    """What a trainer said of one part; nothing when there is no review."""
    return comments.get(code, "") if isinstance(comments, dict) else ""
