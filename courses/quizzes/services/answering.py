"""Keeping an answer."""

from django.db import transaction
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.foundation.errors import DomainError
from courses.quizzes.answers import read_answer
from courses.quizzes.models import Attempt, AttemptItem


class AttemptClosed(DomainError):
    user_message = _("Cette évaluation est déjà rendue : rien n’a changé.")


class TimeIsOver(DomainError):
    user_message = _("L’heure limite est passée. Les réponses enregistrées avant elle comptent.")


@transaction.atomic
def save_answer(*, attempt: Attempt, position: int, data: QueryDict) -> AttemptItem:
    """Keep one answer, in the place of the former one.

    Locks the attempt: an answer is either in the paper that is being handed in, or refused.
    Raises AttemptClosed, TimeIsOver, AnswerRefused.
    """
    items = AttemptItem.objects.select_related("attempt", "revision").select_for_update(of=("attempt",))
    item = items.get(attempt=attempt, position=position)
    now = timezone.now()
    if item.attempt.is_submitted:
        raise AttemptClosed
    if item.attempt.is_overdue(now):
        raise TimeIsOver
    item.answer, item.answered_at = read_answer(item.revision, data), now
    AttemptItem.objects.filter(pk=item.pk).update(answer=item.answer, answered_at=now)
    return item
