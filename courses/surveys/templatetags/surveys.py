"""The way to the survey, on the pages where a module ends."""

from typing import Any

from django import template
from django.template.context import Context

from courses.modules.models import ModulePage
from courses.progress.templatetags.progress import learner_of, standings_for
from courses.surveys.models import SurveyAnswer

register = template.Library()


@register.inclusion_tag("surveys/_invitation.html", takes_context=True)
def survey_invitation(context: Context, module: ModulePage) -> dict[str, Any]:
    """A card for a learner who has completed the module, or has answered; nothing for anybody else. Never in the way.

    One query more than the standings of the page, which it shares.
    """
    learner = learner_of(context)
    if learner is None:
        return {}
    kept = SurveyAnswer.objects.of(learner).on(module).first()
    is_complete = standings_for(context, learner, [module])[module.pk].is_complete
    return {"module": module, "kept": kept, "is_offered": kept is not None or is_complete}
