"""Kept results, read again: other apps ask for them here, without knowing any tool."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import UUID

from cms.accounts.models import User
from courses.tools.documents import Sheet, sheet_markdown, sheet_pdf
from courses.tools.models import ToolResult
from courses.tools.rules.reading import Unreadable
from courses.tools.services.kind import Answers, Kind
from courses.tools.services.kinds import kind_of
from courses.tools.services.lessons import with_titles


@dataclass(frozen=True, slots=True)
class KeptDocument:
    """A kept result as another app may offer it; both makers compute when they are called, and not before."""

    public_id: UUID
    tool: str  # its code
    tool_title: str
    title: str
    updated_at: datetime
    markdown: Callable[[], str]
    pdf: Callable[[], bytes]


def documents_of(*, learner: User) -> Iterator[KeptDocument]:
    """What the learner keeps, the latest first; one query. Results that lead nowhere any more are left out."""
    for result in ToolResult.objects.of(learner).latest_first():
        document = document_of(result)
        if document is not None:
            yield document


def document_of(result: ToolResult) -> KeptDocument | None:
    """One of them; None when its tool does not conclude from it any more."""
    sheet, kind = bare_sheet(result), kind_of(result.tool)
    if sheet is None or kind is None:
        return None
    return KeptDocument(
        public_id=result.public_id,
        tool=result.tool,
        tool_title=str(kind.tool.title),
        title=result.title,
        updated_at=result.updated_at,
        markdown=partial(as_markdown, sheet),
        pdf=partial(as_pdf, sheet),
    )


def as_markdown(sheet: Sheet) -> str:
    return sheet_markdown(with_titles(sheet))


def as_pdf(sheet: Sheet) -> bytes:
    return sheet_pdf(with_titles(sheet))


def answers_of(result: ToolResult, kind: Kind) -> Answers | None:
    """The kept answers, as the rules of today read them; None when they no longer can."""
    try:
        return kind.read(result.answers)
    except Unreadable:
        return None


def sheet_of(result: ToolResult) -> Sheet | None:
    """What today's rules conclude from the kept answers; None when they ask for more, or when the tool is gone."""
    sheet = bare_sheet(result)
    return None if sheet is None else with_titles(sheet)


def bare_sheet(result: ToolResult) -> Sheet | None:
    """The same without a query: lessons have no title yet."""
    kind = kind_of(result.tool)
    answers = answers_of(result, kind) if kind else None
    if kind is None or answers is None or not kind.is_complete(answers):
        return None
    return kind.sheet(answers, result.updated_at)
