"""The certificate: one A4 page drawn by xhtml2pdf, which reads tables, solid fills and TrueType fonts.

It draws one document at a time per process, so this runs in a task. Whatever the page names is read from two
folders, the fonts’ and the mark’s; nothing is ever fetched. A font it cannot read would only be logged and
replaced by one without « ł », « ő » or « ș »: the test suite looks at the fonts that are embedded.
"""

import base64
import io
import textwrap
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from xhtml2pdf import pisa
from xhtml2pdf.config.resources import ResourceAccessPolicy

from passport.credentials.documents.qr import qr_png
from passport.credentials.models import Credential

MARK: Final = "foundation/passeport-digital.svg"
FONTS: Final = {
    "besley-700.ttf": "besley/700Bold/Besley_700Bold.ttf",
    "atkinson-400.ttf": "atkinson-hyperlegible-next/400Regular/AtkinsonHyperlegibleNext_400Regular.ttf",
    "atkinson-700.ttf": "atkinson-hyperlegible-next/700Bold/AtkinsonHyperlegibleNext_700Bold.ttf",
}
# Up to how many signs the name is set in which size, in points, before it takes another line.
NAME_SIZES: Final = ((22, 31), (30, 24), (44, 20))
SMALLEST_NAME: Final = 16
LONGEST_WORD: Final = 30
MOST_AIRY_MODULES: Final = 4


class CertificateFailed(Exception):
    """The page could not be drawn; the message says what the renderer stumbled on."""


def render_certificate(credential: Credential) -> bytes:
    """The PDF of a credential, made of its frozen content alone."""
    page = render_to_string("credentials/certificate.html", _context(credential))
    drawn = io.BytesIO()
    result = pisa.CreatePDF(
        page.replace("\u202f", "\u00a0"),  # the fonts draw a box for the narrow one
        dest=drawn,
        encoding="utf-8",
        link_callback=_locate,
        context_meta={
            "title": _("Certificat %(code)s – Passeport digital") % {"code": credential.display_code},
            "author": credential.content["issuer"]["name"],
            "subject": credential.content["name"],
        },
        resource_policy=_policy(),
    )
    if result.err:
        raise CertificateFailed(f"{credential.pk}: {result.log}")
    return drawn.getvalue()


def _context(credential: Credential) -> dict[str, Any]:
    content = credential.content
    modules = credential.modules
    return {
        "credential": credential,
        "content": content,
        "rows": [modules[start : start + 2] for start in range(0, len(modules), 2)],
        "tight": len(modules) > MOST_AIRY_MODULES or len(content["holder_name"]) > NAME_SIZES[-1][0],
        "holder_name": breakable(content["holder_name"]),
        "name_size": name_size(content["holder_name"]),
        "qr": "data:image/png;base64," + base64.b64encode(qr_png(credential)).decode(),
        "fonts": FONTS,
    }


def name_size(name: str) -> int:
    """Smaller for a long name, so that it wraps onto few lines and the page stays one page."""
    return next((size for longest, size in NAME_SIZES if len(name) <= longest), SMALLEST_NAME)


def breakable(name: str) -> str:
    """The renderer only breaks lines between words: cut those that would run off the page."""
    return " ".join(piece for word in name.split() for piece in textwrap.wrap(word, LONGEST_WORD))


def _locate(uri: str, _relative_to: str | None = None) -> str:
    """From the short names that the template uses to files; a picture written inside the page is left alone."""
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
        raise CertificateFailed(f"{MARK} is missing")
    return Path(found)
