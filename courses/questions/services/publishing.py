"""From the question being edited to the one being answered, and out of the bank."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.foundation import content_version
from cms.foundation.errors import DomainError
from courses.questions.models import Question, QuestionRevision


class QuestionNotReady(DomainError):
    user_message = _("La question {code} ne peut pas être publiée : {reason}")


@transaction.atomic
def publish_question(*, question: Question) -> QuestionRevision:
    """Freeze what is answered; a new revision only when it differs from the current one.

    Attempts under way keep the revision they were drawn with. Publishing a retired question brings it back.
    """
    if flaws := question.option_flaws():
        raise QuestionNotReady(code=question.code, reason=flaws[0].reason)
    content = question.frozen()
    row = Question.objects.select_for_update().get(pk=question.pk)
    current = row.frozen_revisions.order_by("-number").first()
    if current is None or not current.holds(content):
        number = current.number + 1 if current else 1
        current = row.frozen_revisions.create(number=number, **content)
    _show(question, live=True, current_revision=current, retired_at=None)
    return current


@transaction.atomic
def retire_question(*, question: Question) -> None:
    """Never draw it again. Nothing is deleted: papers already drawn, and their results, keep it."""
    if question.retired_at is None:
        _show(question, live=False, current_revision=question.current_revision, retired_at=timezone.now())


def _show(question: Question, **state: object) -> None:
    for name, value in state.items():
        setattr(question, name, value)
    Question.objects.filter(pk=question.pk).update(**state)
    transaction.on_commit(content_version.bump)
