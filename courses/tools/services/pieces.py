"""Kept results as documents that a learner may hand in with a production: `courses.assignments` asks for them."""

from collections.abc import Iterator
from typing import Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from cms.accounts.models import User
from courses.assignments.sources import Piece, PieceCopy, PieceSource
from courses.tools.models import ToolResult
from courses.tools.services.reading import document_of, documents_of


def pieces(learner: User) -> Iterator[Piece]:
    """What the learner keeps, the latest first, each with the name of its tool."""
    for document in documents_of(learner=learner):
        yield Piece(str(document.public_id), f"{document.title} ({document.tool_title})")


def copy(learner: User, key: str) -> PieceCopy | None:
    """One of them as it is now: its own title, its Markdown, its PDF."""
    try:
        public_id = UUID(key)
    except ValueError:
        return None
    result = ToolResult.objects.of(learner).filter(public_id=public_id).first()
    document = document_of(result) if result else None
    return PieceCopy(document.title, document.markdown(), document.pdf()) if document else None


TOOL_PIECES: Final = PieceSource("outils", _("Résultats d’outils gardés"), pieces, copy)
