"""A learner’s answer: given, changed, taken back, taken away."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.accounts.models import User
from cms.foundation.errors import DomainError
from courses.modules.models import ModulePage
from courses.progress.services import standings_on
from courses.surveys.models import SurveyAnswer
from courses.surveys.rules import QUESTIONS
from courses.surveys.scales import LABELS, STEPS


class SurveyNotOpen(DomainError):
    user_message = _("Vous pourrez donner votre avis sur ce module quand vous l’aurez terminé.")


def can_answer(*, learner: User, module: ModulePage) -> bool:
    """Once the module is complete; and always for whoever has answered, so that an answer can be changed."""
    if SurveyAnswer.objects.of(learner).on(module).exists():
        return True
    return standings_on(learner=learner, modules=[module])[module.pk].is_complete


@transaction.atomic
def save_answer(*, learner: User, module: ModulePage, values: Mapping[str, Any]) -> SurveyAnswer:
    """Keep these opinions in the place of the former ones. Raises SurveyNotOpen.

    One row per learner and module: two forms sent at once end in the same row.
    """
    if not can_answer(learner=learner, module=module):
        raise SurveyNotOpen(module=module.code)
    kept = {name: values[name] for name in (*QUESTIONS, "comment")}
    answer, _is_new = SurveyAnswer.objects.update_or_create(
        learner=learner, module=module, defaults={**kept, "answered_at": timezone.now()}
    )
    return answer


@transaction.atomic
def delete_answer(*, learner: User, module: ModulePage) -> bool:
    """Whether there was an answer to delete."""
    deleted, _by_model = SurveyAnswer.objects.of(learner).on(module).delete()
    return bool(deleted)


def export_answers(user: User) -> list[dict[str, Any]]:
    """What a person takes away of their surveys, in the words of the form."""
    answers = SurveyAnswer.objects.of(user).select_related("module").order_by("answered_at")
    return [
        {
            "module": answer.module.title,
            "répondu_le": answer.answered_at,
            "avis": {str(LABELS[name]): in_words(name, getattr(answer, name)) for name in QUESTIONS},
            "remarque": answer.comment,
        }
        for answer in answers
    ]


def in_words(question: str, step: int | None) -> str | None:
    return None if step is None else str(STEPS[question][step - 1])
