"""Small words that lessons need."""

import datetime as dt

from django import template
from django.utils.dates import MONTHS

from courses.modules.models import LessonPage

register = template.Library()


@register.filter
def month(value: str) -> str:
    """« 2026-11 » read as « novembre 2026 »."""
    try:
        day = dt.datetime.strptime(value, "%Y-%m").replace(tzinfo=dt.UTC)
    except ValueError:
        return value
    return f"{MONTHS[day.month]}\u00a0{day.year}"


@register.simple_tag
def lesson_titles(module_code: str) -> dict[str, LessonPage]:
    """The live lessons of a module by their code, for pages that know codes alone: one query."""
    lessons = LessonPage.objects.live().filter(code__startswith=f"{module_code}-").only("code", "title", "minutes")
    return {lesson.code: lesson for lesson in lessons}


@register.filter
def titled(titles: dict[str, LessonPage], code: str) -> LessonPage | None:
    """One of `lesson_titles`, None when it is gone."""
    return titles.get(code)
