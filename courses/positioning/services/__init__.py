"""What can be done with the positioning test."""

from courses.positioning.services.advising import ModuleAdvice, advice_on
from courses.positioning.services.drawing import NothingToAsk, draw_paper
from courses.positioning.services.keeping import (
    export_positioning,
    forget_positioning,
    graded,
    positioning_links,
    record_positioning,
)

__all__ = [
    "ModuleAdvice",
    "NothingToAsk",
    "advice_on",
    "draw_paper",
    "export_positioning",
    "forget_positioning",
    "graded",
    "positioning_links",
    "record_positioning",
]
