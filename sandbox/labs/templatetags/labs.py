"""Template tags of the labs' pages."""

from typing import Any

from django import template
from django.template.context import Context

register = template.Library()


@register.inclusion_tag("labs/_step_head.html", takes_context=True)
def step_head(context: Context, code: str) -> dict[str, Any]:
    """The title of a step, its number, whether the server has seen it done, and what was just said about it."""
    steps = context["lab"].steps
    rank = next(rank for rank, step in enumerate(steps, start=1) if step.code == code)
    return {
        "rank": rank,
        "step": steps[rank - 1],
        "done": context["done"].get(code),
        "said": [notice for notice in context["said"] if notice.place == code],
    }
