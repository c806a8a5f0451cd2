"""What can be done with the glossary."""

from courses.glossary.services.importing import TermImport, export_terms, import_terms
from courses.glossary.services.searching import glossary_links, search_hits, search_terms

__all__ = ["TermImport", "export_terms", "glossary_links", "import_terms", "search_hits", "search_terms"]
