"""Where a learner is with a quiz: what is used, what is left, from when."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from django.db.models import Sum

from cms.accounts.models import User
from courses.quizzes.models import Attempt, AttemptGrant, Quiz
from courses.quizzes.rules import History, Limits, next_attempt_allowed

Pair = tuple[int, str]  # quiz, audience


@dataclass(frozen=True, slots=True)
class Standing:
    """One learner before one quiz. `not_before` may be past; it is None when nothing has to be waited for."""

    attempts_used: int
    attempts_left: int
    open_attempt: Attempt | None
    not_before: datetime | None
    best_percent: Decimal | None
    passed: bool


def standing(*, learner: User, quiz: Quiz, audience: str) -> Standing:
    return standings(learner=learner, pairs=[(quiz.pk, audience)])[quiz.pk, audience]


def standings(*, learner: User, pairs: Iterable[Pair]) -> dict[Pair, Standing]:
    """Several at once, in three queries whatever their number."""
    wanted = set(pairs)
    quizzes = {quiz_id for quiz_id, _audience in wanted}
    limits = {quiz.pk: limits_of(quiz) for quiz in Quiz.objects.filter(pk__in=quizzes)}
    attempts: dict[Pair, list[Attempt]] = defaultdict(list)
    for attempt in Attempt.objects.filter(learner=learner, quiz__in=quizzes).order_by("number"):
        attempts[attempt.quiz_id, attempt.audience].append(attempt)
    rows = AttemptGrant.objects.filter(learner=learner, quiz__in=quizzes)
    grants = rows.values_list("quiz", "audience").annotate(Sum("attempts"))
    granted = {(quiz_id, audience): count for quiz_id, audience, count in grants}
    return {pair: standing_from(attempts[pair], granted.get(pair, 0), limits[pair[0]]) for pair in wanted}


def limits_of(quiz: Quiz) -> Limits:
    return Limits(quiz.max_attempts, timedelta(hours=quiz.first_wait_hours), timedelta(hours=quiz.next_wait_hours))


def standing_from(attempts: list[Attempt], granted: int, limits: Limits) -> Standing:
    """`attempts` of one learner for one quiz and audience, in their order."""
    submitted = [attempt for attempt in attempts if attempt.is_submitted]
    last = submitted[-1].submitted_at if submitted else None
    allowance = next_attempt_allowed(History(len(attempts), granted, last), limits)
    percents = [Decimal(100) * (attempt.score or 0) / attempt.max_score for attempt in submitted]
    return Standing(
        attempts_used=len(attempts),
        attempts_left=allowance.attempts_left,
        open_attempt=next((attempt for attempt in attempts if not attempt.is_submitted), None),
        not_before=allowance.not_before,
        best_percent=max(percents, default=None),
        passed=any(attempt.passed for attempt in submitted),
    )
