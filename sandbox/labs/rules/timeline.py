"""Lab 4 (report § 3.2.3, “la réversibilité de l’autorisation d’accès”): what a withdrawal stopped, and when.

Times are read on the server: the journal's own instants and the one written on the consent when it was withdrawn.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

DONE = "fait"


@dataclass(frozen=True, slots=True)
class Moment:
    """One call on the line of time; `offset` is in milliseconds from the click, negative before it."""

    at: datetime
    offset: float
    action: str
    allowed: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """The last success before the click, the first refusal after it, the successes that came too late (ms)."""

    withdrawn_at: datetime
    moments: tuple[Moment, ...]
    last_success: float | None
    first_refusal: float | None
    late_successes: int
    refusals: int

    @property
    def holds(self) -> bool:
        """The withdrawal is shown to work: at least one refusal after it, and no success."""
        return self.refusals > 0 and self.late_successes == 0


def draw_timeline(
    entries: Iterable[Mapping[str, Any]], *, withdrawn_at: datetime, consent: str | None = None
) -> Timeline:
    """Read the journal's entries around a withdrawal.

    An entry is a mapping with `at` (aware datetime) and the journal's content: `action`, `outcome`, `consent`.
    Only readings and refusals count, and only those of `consent` when it is given. An entry written at the very instant
    of the withdrawal was decided before it: the two share one transaction order.
    """
    moments = []
    for entry in entries:
        if entry["action"] not in ("lecture", "refus"):
            continue
        if consent is not None and entry.get("consent") != consent:
            continue
        allowed = entry["action"] == "lecture" and entry.get("outcome", DONE) == DONE
        offset = (entry["at"] - withdrawn_at).total_seconds() * 1000
        moments.append(Moment(entry["at"], round(offset, 3), entry["action"], allowed))
    moments.sort(key=lambda moment: moment.at)
    before = [moment.offset for moment in moments if moment.allowed and moment.offset <= 0]
    late = [moment for moment in moments if moment.allowed and moment.offset > 0]
    refused = [moment.offset for moment in moments if not moment.allowed and moment.offset > 0]
    return Timeline(
        withdrawn_at,
        tuple(moments),
        max(before, default=None),
        min(refused, default=None),
        len(late),
        len(refused),
    )
