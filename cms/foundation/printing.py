"""PDFs drawn by xhtml2pdf, which reads tables, solid fills and TrueType fonts.

It draws one document at a time per process: another thread waits for its turn. Whatever a page names is read from two
folders, the fonts’ and the mark’s; nothing is ever fetched. A font it cannot read would only be logged and replaced by
one without « ł », « ő » or « ș »: the test suite looks at the fonts that are embedded.
"""

import io
import textwrap
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, Final

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from xhtml2pdf import pisa
from xhtml2pdf.config.resources import ResourceAccessPolicy

MARK: Final = "foundation/passeport-digital.svg"
FONTS: Final = {
    "besley-700.ttf": "besley/700Bold/Besley_700Bold.ttf",
    "atkinson-400.ttf": "atkinson-hyperlegible-next/400Regular/AtkinsonHyperlegibleNext_400Regular.ttf",
    "atkinson-700.ttf": "atkinson-hyperlegible-next/700Bold/AtkinsonHyperlegibleNext_700Bold.ttf",
}
_one_at_a_time = Lock()


class DrawingFailed(Exception):
    """The page could not be drawn; the message says what the renderer stumbled on."""


def draw_pdf(
    *, template: str, context: Mapping[str, Any], title: str, author: str, subject: str, keywords: str = ""
) -> bytes:
    """The PDF of a template that extends `foundation/printed.html`; a comma would part the keywords."""
    page = render_to_string(template, {**context, "printed_title": title})
    drawn = io.BytesIO()
    with _one_at_a_time:
        result = pisa.CreatePDF(
            page.replace("\u202f", "\u00a0"),  # the fonts draw a box for the narrow one
            dest=drawn,
            encoding="utf-8",
            link_callback=_locate,
            context_meta={"title": title, "author": author, "subject": subject, "keywords": keywords},
            resource_policy=_policy(),
        )
    if result.err:
        raise DrawingFailed(str(result.log))
    return drawn.getvalue()


def breakable(text: str, longest: int) -> str:
    """The renderer only breaks lines between words: cut those that would run off the page."""
    return " ".join(piece for word in text.split() for piece in textwrap.wrap(word, longest))


def _locate(uri: str, _relative_to: str | None = None) -> str:
    """From the short names that templates use to files; a picture written inside the page is left alone."""
    if uri.startswith("data:"):
        return uri
    return str(_mark() if uri == "mark.svg" else _fonts_folder() / FONTS[Path(uri).name])


def _policy() -> ResourceAccessPolicy:
    return ResourceAccessPolicy.server(_fonts_folder(), extra_roots=(_mark().parent,), allow_remote=False)


def _fonts_folder() -> Path:
    return settings.NODE_MODULES / "@expo-google-fonts"


@cache
def _mark() -> Path:
    found = finders.find(MARK)
    if found is None:
        raise DrawingFailed(f"{MARK} is missing")
    return Path(found)
