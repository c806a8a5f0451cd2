"""The tools that there are, by their code."""

from typing import Final

from courses.tools.services.clauses import CLAUSES_KIND
from courses.tools.services.decision import DECISION_KIND
from courses.tools.services.exit_cost import EXIT_COST_KIND
from courses.tools.services.kind import Kind
from courses.tools.services.organisation import ORGANISATION_KIND
from courses.tools.services.partnership import PARTNERSHIP_KIND

__all__ = ["KINDS", "Kind", "kind_of"]

KINDS: Final[dict[str, Kind]] = {
    kind.tool.code: kind for kind in (DECISION_KIND, PARTNERSHIP_KIND, ORGANISATION_KIND, EXIT_COST_KIND, CLAUSES_KIND)
}


def kind_of(code: str) -> Kind | None:
    """None for a tool that is no longer offered."""
    return KINDS.get(code)
