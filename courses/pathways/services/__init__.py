"""What pathways do for the rest."""

from courses.pathways.services.blueprints import blueprint_of
from courses.pathways.services.importing import Outcome, import_pathway
from courses.pathways.services.outlines import AskedActivity, AskedLesson, AskedModule, lessons_by_module, outlines

__all__ = [
    "AskedActivity",
    "AskedLesson",
    "AskedModule",
    "Outcome",
    "blueprint_of",
    "import_pathway",
    "lessons_by_module",
    "outlines",
]
