"""The Markdown bank: a question is the same bytes whether it is read or written.

A file holds one module: its heading `## Module 02 Sécurité`, then its questions. The form is unique, so that
reading then writing gives the very file that was read; anything else is refused with its line and its reason.
"""

from courses.questions.markdown.drafts import QuestionDraft, bank_heading
from courses.questions.markdown.reading import parse_bank
from courses.questions.markdown.writing import render_bank

__all__ = ["QuestionDraft", "bank_heading", "parse_bank", "render_bank"]
