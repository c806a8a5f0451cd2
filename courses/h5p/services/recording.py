"""What a browser says of a play, and what the server makes of it."""

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Q
from django.utils.dateparse import parse_duration
from django.utils.translation import gettext_lazy as _

from cms.foundation.errors import DomainError
from courses.h5p import limits
from courses.h5p.models import Attempt, Result, Statement
from courses.h5p.rules import grading
from courses.h5p.rules.standing import Standing
from courses.h5p.rules.statements import BadStatement, Reading, read_statement
from courses.h5p.services.attempts import AttemptClosed
from courses.h5p.services.documents import document_of, refusals_in
from courses.h5p.services.incidents import record_incident
from courses.h5p.services.standings import standing_at
from courses.h5p.signals import result_recorded

logger = logging.getLogger(__name__)

LONGEST_PLAY = timedelta(days=30)
THOUSANDTH = Decimal("0.001")


class StatementRefused(DomainError):
    user_message = _("Cet événement n’est pas valable : {place}, {reason}. Rien n’est enregistré.")


class TooManyStatements(DomainError):
    user_message = _(
        "Cet essai a déjà enregistré {most} événements. Recommencez l’activité pour en enregistrer d’autres."
    )


class AttemptFull(DomainError):
    user_message = _(
        "Cet essai a déjà enregistré tout ce qu’il peut garder ({most} Mo) : cet envoi ne l’est pas, ce qui l’était "
        "reste. Recommencez l’activité pour en enregistrer d’autres."
    )


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of a statement. `result` is None for one that ends nothing; `standing` counts it.

    `refusals` are the responses that grading refused, each with its reason.
    """

    is_new: bool
    result: Result | None
    standing: Standing
    refusals: tuple[str, ...] = ()


def record_statement(
    *, attempt: Attempt, statement_id: UUID, statement: Any, tree: Mapping[str, Any] | None = None
) -> Recorded:
    """Store a statement once; when the whole activity says that it ended, grade it from its own content.

    A second call with the same identifier returns what the first one did, whatever it holds.
    Raises StatementRefused, AttemptClosed, TooManyStatements, AttemptFull.
    """
    try:
        reading = read_statement(statement)
    except BadStatement as fault:
        raise StatementRefused(place=fault.place, reason=_(fault.reason)) from fault
    try:
        return stored(attempt, statement_id, statement, tree, reading)
    except AttemptFull:
        tell_once(attempt)
        raise


def tell_once(attempt: Attempt) -> None:
    """What fills an attempt would also fill the log: the first refusal is an incident, the others are not."""
    if Attempt.objects.filter(pk=attempt.pk, is_full=False).update(is_full=True):
        record_incident(revision=attempt.revision, kind="full", detail=f"{limits.KEPT // limits.MIB} MiB")


@transaction.atomic
def stored(
    attempt: Attempt, statement_id: UUID, statement: Any, tree: Mapping[str, Any] | None, reading: Reading
) -> Recorded:
    wanted = (
        Attempt.objects.without_content()
        .select_related("learner", "placement", "revision__main_library")
        .defer("revision__main_library__metadata", "revision__main_library__files")
    )
    locked = wanted.select_for_update(of=["self"]).get(pk=attempt.pk)
    same = Count("pk", filter=Q(statement_id=statement_id))
    found = Statement.objects.filter(attempt=locked).aggregate(said=Count("pk"), same=same)
    if found["same"]:
        known = Statement.objects.select_related("result").get(attempt=locked, statement_id=statement_id)
        return recorded(locked, known, is_new=False)
    if locked.closed_at is not None:
        raise AttemptClosed
    if not has_room(found["said"], reading):
        return recorded(locked, None, is_new=False)
    result, refusals = graded(locked, reading, statement, tree) if reading.ends_the_play else (None, ())
    document = document_of(locked, statement_id, reading, result, refusals)
    count_bytes(locked, reading, weight_of(document) + (weight_of(result.items) if result else 0))
    kept = Statement.objects.create(
        attempt=locked, statement_id=statement_id, verb=reading.verb, document=document, result=result
    )
    if result is not None:
        transaction.on_commit(partial(result_recorded.send_robust, Result, result_id=result.pk))
    return recorded(locked, kept, is_new=True)


def recorded(attempt: Attempt, statement: Statement | None, *, is_new: bool) -> Recorded:
    standing = standing_at(learner=attempt.learner, placement=attempt.placement)
    if statement is None:
        return Recorded(is_new, None, standing)
    return Recorded(is_new, statement.result, standing, refusals_in(statement.document))


def has_room(count: int, reading: Reading) -> bool:
    """What ends a play always finds room left by what does not: each click is told only in the first half."""
    if reading.ends_the_play and count >= limits.STATEMENTS:
        raise TooManyStatements(most=limits.STATEMENTS)
    return reading.ends_the_play or count < limits.STATEMENTS // 2


def count_bytes(attempt: Attempt, reading: Reading, weight: int) -> None:
    """In bytes too, what ends a play finds room left by what does not. Raises AttemptFull, which undoes the result."""
    most = limits.KEPT if reading.ends_the_play else limits.KEPT // 2
    if attempt.kept_bytes + weight > most:
        raise AttemptFull(most=limits.KEPT // limits.MIB)
    attempt.kept_bytes += weight
    attempt.save(update_fields=["kept_bytes"])


def weight_of(value: Any) -> int:
    return len(json.dumps(value, ensure_ascii=False).encode())


def graded(
    attempt: Attempt, reading: Reading, statement: Any, tree: Mapping[str, Any] | None
) -> tuple[Result, tuple[str, ...]]:
    """The points are those that the content and the responses give; what the browser declared is only kept beside."""
    revision = attempt.revision
    grade = grading.grade(revision.main_library.name, revision.content, tree, statement, revision.patches)
    result = Result.objects.create(
        attempt=attempt,
        trust=grade.trust,
        points=as_decimal(grade.points),
        maximum=as_decimal(grade.maximum),
        declared_points=reading.score.raw,
        declared_maximum=reading.score.maximum,
        seconds=seconds_in(reading.duration),
        is_complete=came_to_its_end(reading, grade),
        items=[
            {
                "id": item.id,
                "title": item.title,
                "trust": item.trust,
                "points": float(as_decimal(item.points)),
                "maximum": float(as_decimal(item.maximum)),
                "response": item.response,
            }
            for item in grade.items
        ],
    )
    tell_differences(result, grade.refusals)
    return result, grade.refusals


def came_to_its_end(reading: Reading, grade: grading.Grade) -> bool:
    """Refused responses earn nothing; where all are refused, nothing was done either."""
    is_answered = not grade.refusals or len(grade.refusals) < len(grade.items)
    return grade.is_complete and is_answered and reading.completion is not False


def tell_differences(result: Result, refusals: tuple[str, ...]) -> None:
    """For whoever looks after the grading: a type that counts otherwise than we do, or somebody who tries."""
    attempt = result.attempt
    if refusals:
        logger.warning("Attempt %s, result %s: refused %s", attempt.pk, result.pk, "; ".join(refusals))
    if result.trust == "declared" or result.declared_points is None:
        return
    declared = (result.declared_points, result.declared_maximum)
    if declared != (float(result.points), float(result.maximum)):
        logger.warning(
            "Attempt %s, result %s: declared %s of %s, recomputed %s of %s",
            *(attempt.pk, result.pk, *declared, result.points, result.maximum),
        )


def seconds_in(duration: str) -> int | None:
    """Whole seconds of an ISO 8601 duration, as the browser declares it; None beyond what is likely."""
    found = parse_duration(duration.replace(",", ".")) if duration else None
    return round(found.total_seconds()) if found is not None and found <= LONGEST_PLAY else None


def as_decimal(number: Fraction) -> Decimal:
    """Three decimals, as the tables keep them."""
    return (Decimal(number.numerator) / Decimal(number.denominator)).quantize(THOUSANDTH)
