"""The charter as an ODT text, to be taken up again in a word processor."""

import io
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _
from odfdo import Document, Element, Header, List, Paragraph

from cms.foundation.typography import french
from sandbox.labs.documents.charter import CharterArticle, CharterSheet

BODY: Final = "Text_20_body"
BLANK_PICTURE: Final = "Thumbnails/thumbnail.png"  # the template’s own, of an empty page


def charter_odt(sheet: CharterSheet) -> bytes:
    document = Document("text")
    document.del_part(BLANK_PICTURE)
    document.set_language("fr-FR")
    made_at = timezone.localtime(sheet.made_at).replace(tzinfo=None, microsecond=0)
    document.meta.title = sheet.title
    document.meta.creation_date = made_at
    document.meta.date = made_at
    document.body.clear()
    for element in elements(sheet):
        document.body.append(element)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def elements(sheet: CharterSheet) -> list[Element]:
    found: list[Element] = [Header(1, french(sheet.title)), paragraph(sheet.dated), paragraph(sheet.warning)]
    for number, article in enumerate(sheet.articles, start=1):
        found += [Header(2, french(f"{number}. {article.title}")), *article_elements(article)]
    found.append(Header(2, _("Contradictions")))
    found += [bullets(sheet.contradictions)] if sheet.contradictions else [paragraph(_("Aucune contradiction."))]
    return [*found, Header(2, _("Limite")), paragraph(sheet.limit), Header(2, _("Sources")), bullets(sheet.sources)]


def article_elements(article: CharterArticle) -> list[Element]:
    lines = [_("Choix : {choice}").format(choice=article.choice or _("à faire"))]
    if article.measured:
        lines.append(article.measured)
    if article.paragraphs:
        lines.append(_("Argument :"))
    return [paragraph(line) for line in (*lines, *article.paragraphs)]


def paragraph(text: str) -> Paragraph:
    return Paragraph(french(text), style=BODY)


def bullets(lines: tuple[str, ...]) -> List:
    return List([french(line) for line in lines])
