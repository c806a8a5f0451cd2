"""The result of a tool as it is written down: one sheet, shown on a page, as Markdown, as a PDF."""

from courses.tools.documents.markdown import sheet_markdown
from courses.tools.documents.pdf import sheet_pdf
from courses.tools.documents.sheet import Part, Reading, Sheet, Table, Verdict, by_hand, lowered

__all__ = ["Part", "Reading", "Sheet", "Table", "Verdict", "by_hand", "lowered", "sheet_markdown", "sheet_pdf"]
