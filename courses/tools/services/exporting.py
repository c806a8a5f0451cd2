"""What a person takes away of the tools. Kept results go with the account: the rows cascade."""

from collections.abc import Iterator
from typing import Any

from cms.accounts.models import User
from courses.tools.documents import sheet_markdown
from courses.tools.models import ToolResult
from courses.tools.services.kinds import kind_of
from courses.tools.services.reading import bare_sheet


def export_results(user: User) -> Iterator[dict[str, Any]]:
    """Each kept result: the answers, what the learner agreed to and when, and the sheet in words."""
    for result in ToolResult.objects.of(user).order_by("created_at", "pk").iterator():
        kind, sheet = kind_of(result.tool), bare_sheet(result)
        yield {
            "outil": result.tool,
            "nom_de_l_outil": str(kind.tool.title) if kind else "",
            "titre": result.title,
            "gardé_le": result.created_at.isoformat(),
            "modifié_le": result.updated_at.isoformat(),
            "accord_donné_le": result.consented_at.isoformat(),
            "version_des_règles": result.rules_version,
            "réponses": result.answers,
            "fiche": sheet_markdown(sheet) if sheet else None,
        }
