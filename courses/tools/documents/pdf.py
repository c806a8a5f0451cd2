"""A sheet as a PDF, to print or to hand round. It is untagged: the page of the result is its accessible equivalent."""

from typing import Final

from django.utils.translation import gettext as _

from cms.foundation.printing import breakable, draw_pdf
from courses.tools.documents.sheet import Part, Sheet

LONGEST_WORD: Final = 60
LONGEST_IN_A_ROW: Final = 72  # signs of all the columns of a table together


def sheet_pdf(sheet: Sheet) -> bytes:
    context = {
        "sheet": sheet,
        "subject": breakable(sheet.subject, LONGEST_WORD // 2),
        "parts": [part_of(part) for part in sheet.parts],
    }
    return draw_pdf(
        template="tools/sheet_printed.html",
        context=context,
        title=sheet.title,
        author="",
        subject=sheet.subject or str(_("Outil du cours")),
    )


def part_of(part: Part) -> dict[str, object]:
    """The same part in words that the page can hold; each text is cut into its paragraphs."""
    columns = part.table.columns if part.table else ()
    widths = (part.table.widths if part.table else ()) or (100 // max(len(columns), 1),) * len(columns)
    longest = [max(LONGEST_IN_A_ROW * width // 100, 8) for width in widths]
    return {
        "title": breakable(part.title, LONGEST_WORD // 2),
        "verdict": part.verdict,
        "texts": [breakable(line, LONGEST_WORD) for text in part.texts for line in text.splitlines() if line.strip()],
        "facts": [(breakable(name, 30), breakable(value, 40)) for name, value in part.facts],
        "caption": part.table.caption if part.table else "",
        "columns": [(breakable(name, most), width) for name, most, width in zip(columns, longest, widths, strict=True)],
        "rows": [list(map(breakable, row, longest)) for row in part.table.rows] if part.table else [],
        "points": [breakable(point, LONGEST_WORD) for point in part.points],
        "readings": part.readings,
    }
