"""What a learner takes away from a lab: the charter of lab 10 as a PDF, as an ODT text, as JSON."""

from sandbox.labs.documents.charter import CharterArticle, CharterSheet, charter_json
from sandbox.labs.documents.charter_odt import charter_odt
from sandbox.labs.documents.charter_pdf import charter_pdf

__all__ = ["CharterArticle", "CharterSheet", "charter_json", "charter_odt", "charter_pdf"]
