"""A result is kept when its learner agrees, and as long as they agree: to withdraw is to delete."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.accounts.models import User
from cms.foundation.errors import DomainError
from courses.progress.services import complete_activity
from courses.tools.models import MOST_RESULTS, TITLE_LENGTH, ToolResult
from courses.tools.rules import reading
from courses.tools.services.kind import Answers, Kind


class NotAgreed(DomainError):
    user_message = _("Cochez la case pour donner votre accord : sans lui, rien n’est gardé.")


class NotFinished(DomainError):
    user_message = _("Répondez à toutes les questions avant de garder le résultat.")


class ResultGone(DomainError):
    user_message = _("Ce résultat n’est plus dans votre espace : vous pouvez garder celui-ci comme un nouveau.")


class TooManyResults(DomainError):
    user_message = _("Supprimez un ancien résultat pour garder celui-ci : vous en gardez déjà {most}.")


@transaction.atomic
def finish(*, learner: User, kind: Kind, answers: Answers) -> None:
    """A tool done to its end is an activity done, kept or not. Called again, it changes nothing."""
    if not kind.is_complete(answers):
        raise NotFinished
    complete_activity(learner=learner, code=kind.tool.code)


@transaction.atomic
def keep(*, learner: User, kind: Kind, answers: Answers, title: str, agrees: bool) -> ToolResult:
    """Raises NotAgreed, NotFinished, TooManyResults. The same answers sent twice are kept once."""
    if not agrees:
        raise NotAgreed
    finish(learner=learner, kind=kind, answers=answers)
    User.objects.select_for_update().get(pk=learner.pk)  # two requests at once would both find room
    own = ToolResult.objects.of(learner)
    title = titled(title, kind, answers)
    for kept in own.filter(tool=kind.tool.code, title=title):
        if kept.answers == answers:
            return kept
    if own.count() >= MOST_RESULTS:
        raise TooManyResults(most=MOST_RESULTS)
    return ToolResult.objects.create(
        learner=learner, tool=kind.tool.code, title=title, answers=answers, rules_version=kind.version
    )


@transaction.atomic
def keep_again(*, learner: User, kind: Kind, answers: Answers, public_id: UUID | None) -> ToolResult:
    """Other answers under the same title, to which the learner had agreed. Raises ResultGone, NotFinished."""
    own = ToolResult.objects.select_for_update().of(learner)
    locked = own.filter(tool=kind.tool.code, public_id=public_id).first() if public_id else None
    if locked is None:
        raise ResultGone
    finish(learner=learner, kind=kind, answers=answers)
    locked.answers, locked.rules_version, locked.updated_at = answers, kind.version, timezone.now()
    locked.save(update_fields=["answers", "rules_version", "updated_at"])
    return locked


@transaction.atomic
def rename(*, result: ToolResult, title: str) -> None:
    """What was done, and when, does not change with its name."""
    ToolResult.objects.filter(pk=result.pk).update(title=title[:TITLE_LENGTH])


@transaction.atomic
def forget(*, result: ToolResult) -> None:
    """The row goes. The activity stays done: it says nothing of what was answered."""
    ToolResult.objects.filter(pk=result.pk).delete()


def titled(title: str, kind: Kind, answers: Answers) -> str:
    wanted = " ".join(reading.printable(title).split()) or kind.title(answers) or str(kind.tool.title)
    return wanted[:TITLE_LENGTH]
