"""From what a pathway asks of a module to the paper that the quizzes draw."""

from courses.pathways.services.outlines import AskedModule
from courses.quizzes.rules import Blueprint


def blueprint_of(asked: AskedModule, audience: str) -> Blueprint:
    """The paper that a pathway wants for a module."""
    return Blueprint(
        audience=audience,
        easy=asked.row.easy,
        medium=asked.row.medium,
        hard=asked.row.hard,
        required_lessons=tuple(lesson.page.code for lesson in asked.required),
    )
