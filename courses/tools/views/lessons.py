"""The way back to the lesson that somebody comes from: known by its code, looked up, never an address."""

import re
from typing import Final

from django.http import HttpRequest

from courses.modules.limits import LESSON_CODE
from courses.modules.models import LessonPage
from courses.tools.catalogue import Tool
from courses.tools.services import lessons_by_code

CODE: Final = re.compile(r"[A-Z]{2,8}-[1-9][0-9]?\Z")


def came_from(request: HttpRequest) -> LessonPage | None:
    """The lesson named by the address, then by each form of the tool."""
    code = (request.POST.get("lecon") or request.GET.get("lecon") or "")[:LESSON_CODE]
    return lessons_by_code([code]).get(code) if CODE.match(code) else None


def lessons_of(tool: Tool) -> list[LessonPage]:
    """The lessons that the tool comes from, in its own order."""
    found = lessons_by_code(tool.lessons)
    return [found[code] for code in tool.lessons if code in found]
