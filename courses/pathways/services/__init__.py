"""What pathways do for the rest."""

from courses.pathways.services.blueprints import blueprint_of
from courses.pathways.services.drafting import export_pathway
from courses.pathways.services.importing import Outcome, import_pathway
from courses.pathways.services.outlines import (
    AskedActivity,
    AskedLesson,
    AskedModule,
    assignments_of,
    lessons_by_module,
    outlines,
)
from courses.pathways.services.reporting import draw_facts, module_facts

__all__ = [
    "AskedActivity",
    "AskedLesson",
    "AskedModule",
    "Outcome",
    "assignments_of",
    "blueprint_of",
    "draw_facts",
    "export_pathway",
    "import_pathway",
    "lessons_by_module",
    "module_facts",
    "outlines",
]
