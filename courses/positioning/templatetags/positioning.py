"""The way to the test, and its result as a piece of advice, on pages that know neither."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.template.context import RequestContext

from courses.positioning.models import Positioning
from courses.positioning.services import advice_on
from courses.progress.rules import PathwayStanding

register = template.Library()


@register.inclusion_tag("positioning/_space.html", takes_context=True)
def positioning_advice(context: RequestContext, standings: Sequence[PathwayStanding]) -> dict[str, Any]:
    """In « Mon espace »: the latest result as an advice; the test itself as long as nothing is begun.

    One query when there is no result, four when there is one; nothing once a pathway is finished.
    """
    if any(pathway.is_complete for pathway in standings):
        return {}
    kept = Positioning.objects.filter(learner=context["request"].user).first()
    modules = [module for pathway in standings for module in pathway.modules]
    if kept is None:
        return {"is_offered": not any(module.is_begun for module in modules)}
    done = {module.code for module in modules if module.is_complete}
    advices = [advice for advice in advice_on(scores=kept.module_scores) if advice.code not in done]
    return {"kept": kept, "advice": next(iter(advices), None), "then": next(iter(advices[1:]), None)}
