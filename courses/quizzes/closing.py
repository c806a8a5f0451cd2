"""Grades an attempt and closes it, once: what both a learner who hands in and the clock come to."""

from decimal import ROUND_FLOOR, Decimal, localcontext
from fractions import Fraction
from functools import partial

from django.db import transaction
from django.utils import timezone

from courses.quizzes.keys import key_of
from courses.quizzes.models import Attempt, AttemptItem
from courses.quizzes.rules import grade, passed
from courses.quizzes.signals import attempt_submitted

TEN_THOUSANDTH = Decimal("0.0001")


@transaction.atomic
def close_attempt(*, attempt_id: int) -> Attempt:
    """Safe to call twice, at the same time too: the row is locked, and a closed attempt stays as it is."""
    attempt = Attempt.objects.select_for_update().get(pk=attempt_id)
    if attempt.is_submitted:
        return attempt
    now = timezone.now()
    total = Fraction(0)
    items = list(attempt.items.select_related("revision"))
    for item in items:
        points = grade(key_of(item.revision), item.answer)
        item.points = rounded_down(points)
        total += points
    AttemptItem.objects.bulk_update(items, ["points"])
    attempt.closed_late = attempt.is_overdue(now)
    attempt.submitted_at = attempt.deadline if attempt.closed_late else now
    attempt.score = rounded_down(total)
    attempt.passed = passed(total, attempt.max_score, attempt.threshold_percent)
    attempt.save(update_fields=["closed_late", "submitted_at", "score", "passed"])
    transaction.on_commit(partial(attempt_submitted.send_robust, sender=Attempt, attempt_id=attempt.pk))
    return attempt


def rounded_down(points: Fraction) -> Decimal:
    """Four decimals; never up, so that what is stored never passes where the exact points did not."""
    with localcontext(rounding=ROUND_FLOOR):
        return (Decimal(points.numerator) / Decimal(points.denominator)).quantize(TEN_THOUSANDTH)
