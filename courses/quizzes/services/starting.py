"""Starting an attempt: the paper is drawn and frozen."""

import logging
from collections.abc import Collection, Sequence
from random import Random, SystemRandom

from django.db import transaction
from django.db.models import Sum
from django.template.defaultfilters import date as format_date
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.accounts.models import User
from cms.foundation.errors import DomainError
from courses.questions.models import Question, QuestionRevision
from courses.quizzes.closing import close_attempt
from courses.quizzes.keys import shuffled_order
from courses.quizzes.models import Attempt, AttemptGrant, AttemptItem, Quiz
from courses.quizzes.rules import Blueprint, Candidate, deadline_for, draw
from courses.quizzes.services.standings import limits_of, standing_from

logger = logging.getLogger(__name__)

DAY, HOUR = "j\u00a0F\u00a0Y", "G\u00a0\\h\u00a0i"


class AttemptRefused(DomainError):
    user_message = _("Vous ne pouvez pas commencer cette évaluation pour le moment.")


class TooSoon(AttemptRefused):
    user_message = _("Vous pourrez recommencer le {day} à {hour}. Vos lectures d’ici là vous aideront.")


class NoAttemptLeft(AttemptRefused):
    user_message = _("Vos essais sont utilisés. Un échange avec une personne de l’équipe vous en rendra deux.")


class BankTooSmall(AttemptRefused):
    user_message = _("Cette évaluation n’est pas prête : il lui manque des questions. L’équipe doit la compléter.")


@transaction.atomic
def start_attempt(
    *, learner: User, quiz: Quiz, blueprint: Blueprint, threshold_percent: int, chance: Random | None = None
) -> Attempt:
    """Draw a paper, freeze it, start; the open attempt is returned when there is one.

    Raises TooSoon, NoAttemptLeft, BankTooSmall. The learner’s row is locked, so that two tabs that start
    together get the same attempt.
    """
    locked = User.objects.select_for_update().only("pk", "extra_time_percent").get(pk=learner.pk)
    now = timezone.now()
    mine = Attempt.objects.of_paper(quiz=quiz, learner=learner, audience=blueprint.audience).order_by("number")
    attempts = [still_open_or_closed(attempt) for attempt in mine]
    if attempts and not attempts[-1].is_submitted:
        return attempts[-1]
    grants = AttemptGrant.objects.filter(quiz=quiz, learner=learner, audience=blueprint.audience)
    granted = grants.aggregate(total=Sum("attempts"))["total"] or 0
    standing = standing_from(attempts, granted, limits_of(quiz))
    if not standing.attempts_left:
        raise NoAttemptLeft
    if standing.not_before is not None and standing.not_before > now:
        at = timezone.localtime(standing.not_before)
        raise TooSoon(not_before=standing.not_before, day=format_date(at, DAY), hour=format_date(at, HOUR))
    chance = chance or SystemRandom()
    revisions = drawn_revisions(quiz, blueprint, attempts[-1] if attempts else None, chance)
    attempt = Attempt.objects.create(
        quiz=quiz,
        learner=learner,
        audience=blueprint.audience,
        number=len(attempts) + 1,
        threshold_percent=threshold_percent,
        started_at=now,
        deadline=deadline_for(now, quiz.minutes_limit, locked.extra_time_percent),
        max_score=len(revisions),
    )
    AttemptItem.objects.bulk_create(
        AttemptItem(
            attempt=attempt, position=position, revision=revision, option_order=shuffled_order(revision, chance)
        )
        for position, revision in enumerate(revisions, start=1)
    )
    return attempt


def still_open_or_closed(attempt: Attempt) -> Attempt:
    """What an attempt is now, should nobody have closed it in time."""
    return close_attempt(attempt_id=attempt.pk) if attempt.is_overdue(timezone.now()) else attempt


def drawn_revisions(
    quiz: Quiz, blueprint: Blueprint, previous: Attempt | None, chance: Random
) -> Sequence[QuestionRevision]:
    """The frozen questions of a new paper, in their order."""
    seen = set(previous.items.values_list("revision__question", flat=True)) if previous else set()
    candidates = candidates_for(module_code=quiz.code, audience=blueprint.audience, seen=seen)
    paper = draw(candidates, blueprint, chance)
    if paper is None:
        raise BankTooSmall(quiz=quiz.code, questions=len(candidates), wanted=blueprint.size)
    if paper.relaxed:
        logger.warning("Paper of %s for %s drawn without: %s", quiz.code, blueprint.audience, ", ".join(paper.relaxed))
    revisions = QuestionRevision.objects.in_bulk([candidate.revision_id for candidate in paper.questions])
    return [revisions[candidate.revision_id] for candidate in paper.questions]


def candidates_for(*, module_code: str, audience: str, seen: Collection[int] = ()) -> list[Candidate]:
    """The questions of a module that may be drawn for an audience; `seen`: those of the learner's last paper."""
    bank = Question.objects.drawable().of_module(module_code).for_audience(audience).order_by()
    rows = bank.values_list("pk", "current_revision", "lesson_code", "difficulty", "kind")
    return [
        Candidate(question_id, revision_id, lesson, difficulty, kind, seen=question_id in seen)
        for question_id, revision_id, lesson, difficulty, kind in rows
    ]
