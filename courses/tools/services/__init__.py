"""What happens to the results of the tools, and what other apps may ask of them."""

from courses.tools.services.exporting import export_results
from courses.tools.services.keeping import (
    NotAgreed,
    NotFinished,
    ResultGone,
    TooManyResults,
    finish,
    forget,
    keep,
    keep_again,
    rename,
)
from courses.tools.services.kinds import KINDS, Kind, kind_of
from courses.tools.services.lessons import lessons_by_code, with_titles
from courses.tools.services.reading import KeptDocument, as_markdown, as_pdf, documents_of, sheet_of

__all__ = [
    "KINDS",
    "KeptDocument",
    "Kind",
    "NotAgreed",
    "NotFinished",
    "ResultGone",
    "TooManyResults",
    "as_markdown",
    "as_pdf",
    "documents_of",
    "export_results",
    "finish",
    "forget",
    "keep",
    "keep_again",
    "kind_of",
    "lessons_by_code",
    "rename",
    "sheet_of",
    "with_titles",
]
