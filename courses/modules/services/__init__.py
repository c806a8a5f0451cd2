"""What can be done with modules: bring one in, put one out."""

from courses.modules.services.exporting import ExportRefused, export_module
from courses.modules.services.importing import HomePageMissing, import_module
from courses.modules.services.reports import ImportReport

__all__ = ["ExportRefused", "HomePageMissing", "ImportReport", "export_module", "import_module"]
