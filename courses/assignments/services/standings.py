"""Where a learner is with each production: what `progress` asks."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from cms.accounts.models import User
from courses.assignments.models import Submission
from courses.assignments.rules.submissions import State


@dataclass(frozen=True, slots=True)
class Latest:
    """The last version of a production: its state, and since when it is accepted."""

    state: State
    number: int
    accepted_on: datetime | None = None


def latest_versions(*, learner: User, pathways: Collection[int]) -> dict[tuple[int, str], Latest]:
    """By pathway and code of production: one query, whatever their number."""
    rows = Submission.objects.of(learner).filter(pathway__in=pathways).order_by("number")
    return {
        (pathway, code): Latest(State(state), number, decided_at if state == State.ACCEPTED else None)
        for pathway, code, state, number, decided_at in rows.values_list(
            "pathway_id", "code", "state", "number", "decided_at"
        )
    }
