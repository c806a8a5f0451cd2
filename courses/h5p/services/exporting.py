"""What leaves: an activity's statements for whoever studies them, and everything of a person for that person."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar

from cms.accounts.models import User
from courses.h5p.models import Activity, Attempt, Result, State, Statement

AT_ONCE, ATTEMPTS_AT_ONCE = 500, 10
Row = TypeVar("Row", Result, Statement, State)


def export_statements(*, activity: Activity) -> Iterator[str]:
    """A JSON array of xAPI statements, in pieces, in the order in which they came. Learners are pseudonyms."""
    statements = Statement.objects.filter(attempt__revision__activity=activity)
    documents = statements.order_by("stored_at", "pk").values_list("document", flat=True)
    yield "["
    separator = "\n"
    for document in documents.iterator(chunk_size=AT_ONCE):
        yield separator + json.dumps(document, ensure_ascii=False)
        separator = ",\n"
    yield "\n]\n"


def export_attempts(user: User) -> Iterator[dict[str, Any]]:
    """Every attempt of a person: what their browser said, where they stopped, what the server made of it.

    A few at a time, since one alone may hold `limits.KEPT`. Rows do not hold on to their attempt, as prefetched ones
    would: what was told is forgotten at once.
    """
    attempts = Attempt.objects.of(user).without_content().select_related("placement__page")
    rows = attempts.order_by("opened_at", "pk").iterator(chunk_size=ATTEMPTS_AT_ONCE)
    while some := list(islice(rows, ATTEMPTS_AT_ONCE)):
        here = {"attempt__in": [attempt.pk for attempt in some]}
        results = by_attempt(Result.objects.filter(**here))
        statements = by_attempt(Statement.objects.filter(**here))
        states = by_attempt(State.objects.kept().filter(**here).order_by("pk"))
        for attempt in some:
            yield told(attempt, results[attempt.pk], statements[attempt.pk], states[attempt.pk])


def by_attempt(rows: Iterable[Row]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.attempt_id].append(row)
    return found


def told(attempt: Attempt, results: list[Result], statements: list[Statement], states: list[State]) -> dict[str, Any]:
    return {
        "activité": attempt.revision.title,
        "version": attempt.revision.number,
        "leçon": attempt.placement.page.title,
        "numéro": attempt.number,
        "commencé_le": attempt.opened_at,
        "clos_le": attempt.closed_at,
        "résultats": [
            {
                "enregistré_le": result.recorded_at,
                "confiance": result.get_trust_display(),
                "points": result.points,
                "points_possibles": result.maximum,
                "points_déclarés": result.declared_points,
                "maximum_déclaré": result.declared_maximum,
                "durée_déclarée_s": result.seconds,
                "mené_à_son_terme": result.is_complete,
                "détail": result.items,
            }
            for result in results
        ],
        "déclarations_xapi": [statement.document for statement in statements],
        "reprise": [
            {"sorte": state.data_type, "partie": state.sub_content_id, "valeur": json.loads(state.value)}
            for state in states
        ],
    }
