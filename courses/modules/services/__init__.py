"""What can be done with modules: bring one in, put one out, proofread it."""

from courses.modules.services.checking import check_sources, read_admitted
from courses.modules.services.exporting import ExportRefused, export_module
from courses.modules.services.importing import HomePageMissing, import_module, import_modules
from courses.modules.services.mentions import Mentions, lessons_of_terms, mentions
from courses.modules.services.placing import place_activities
from courses.modules.services.proofreading import (
    FileEase,
    Measured,
    check_typography,
    hard_briefs,
    hardest,
    measure_texts,
)
from courses.modules.services.reports import ImportReport

__all__ = [
    "ExportRefused",
    "FileEase",
    "HomePageMissing",
    "ImportReport",
    "Measured",
    "Mentions",
    "check_sources",
    "check_typography",
    "export_module",
    "hard_briefs",
    "hardest",
    "import_module",
    "import_modules",
    "lessons_of_terms",
    "measure_texts",
    "mentions",
    "place_activities",
    "read_admitted",
]
