"""The lessons that tools come from and lead to, as long as everybody can read them."""

from collections.abc import Collection
from dataclasses import replace

from courses.modules.models import LessonPage
from courses.tools.documents import Sheet


def lessons_by_code(codes: Collection[str]) -> dict[str, LessonPage]:
    """Those that are on line for all; one query."""
    if not codes:
        return {}
    pages = LessonPage.objects.live().public().defer_streamfields().filter(code__in=codes)
    return {page.code: page for page in pages}


def with_titles(sheet: Sheet) -> Sheet:
    """The lessons to read take their title of today; those that are not on line are left out, and their part too."""
    found = lessons_by_code({reading.code for part in sheet.parts for reading in part.readings})
    parts = []
    for part in sheet.parts:
        known = tuple(replace(one, title=found[one.code].title) for one in part.readings if one.code in found)
        if known or not part.readings:
            parts.append(replace(part, readings=known))
    return replace(sheet, parts=tuple(parts))
