"""The pages of the tools, by the last part of their address."""

from typing import Final

from courses.tools.views.clauses import ClausesPage
from courses.tools.views.decision import DecisionPage
from courses.tools.views.exit_cost import ExitCostPage
from courses.tools.views.organisation import OrganisationPage
from courses.tools.views.partnership import PartnershipPage
from courses.tools.views.tool_page import ToolPage

TOOL_PAGES: Final[dict[str, type[ToolPage]]] = {
    page.kind.tool.slug: page for page in (DecisionPage, PartnershipPage, OrganisationPage, ExitCostPage, ClausesPage)
}
