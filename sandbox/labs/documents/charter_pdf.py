"""The charter as a PDF to print or to hand round."""

from typing import Final

from django.utils.translation import gettext as _

from cms.foundation.printing import breakable, draw_pdf
from sandbox.labs.documents.charter import CharterSheet

LONGEST_WORD: Final = 60


def charter_pdf(sheet: CharterSheet) -> bytes:
    articles = [
        (article, [breakable(paragraph, LONGEST_WORD) for paragraph in article.paragraphs])
        for article in sheet.articles
    ]
    return draw_pdf(
        template="labs/charter_sheet.html",
        context={"sheet": sheet, "articles": articles},
        title=sheet.title,
        author="",
        subject=_("Laboratoire 10 du bac à sable"),
    )
