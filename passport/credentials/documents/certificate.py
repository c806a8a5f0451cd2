"""The certificate: one A4 page. Drawing takes a second or so, so this runs in a task."""

import base64
from typing import Any, Final

from django.conf import settings
from django.utils.translation import gettext as _

from cms.foundation.printing import DrawingFailed, breakable, draw_pdf
from passport.credentials.documents.qr import qr_png
from passport.credentials.models import Credential
from passport.proofs.pdf import keywords_of

# Up to how many signs the name is set in which size, in points, before it takes another line.
NAME_SIZES: Final = ((22, 31), (30, 24), (44, 20))
SMALLEST_NAME: Final = 16
LONGEST_WORD: Final = 30
MOST_AIRY_MODULES: Final = 4
# Where anybody may have a file checked.
CHECKING_PATH: Final = "/v/verifier"


class CertificateFailed(Exception):
    """The page could not be drawn; the message says what the renderer stumbled on."""


def render_certificate(credential: Credential) -> bytes:
    """The page of a credential, made of its frozen content alone, before it is sealed."""
    try:
        return draw_pdf(
            template="credentials/certificate.html",
            context=_context(credential),
            title=_("Certificat %(code)s – Passeport digital") % {"code": credential.display_code},
            author=credential.content["issuer"]["name"],
            subject=credential.content["name"],
            keywords=keywords_of(number=credential.code, credential_id=credential.uuid.urn),
        )
    except DrawingFailed as failure:
        raise CertificateFailed(f"{credential.pk}: {failure}") from failure


def _context(credential: Credential) -> dict[str, Any]:
    content = credential.content
    modules = credential.modules
    return {
        "credential": credential,
        "content": content,
        "rows": [modules[start : start + 2] for start in range(0, len(modules), 2)],
        "tight": len(modules) > MOST_AIRY_MODULES or len(content["holder_name"]) > NAME_SIZES[-1][0],
        "holder_name": breakable(content["holder_name"], LONGEST_WORD),
        "name_size": name_size(content["holder_name"]),
        "checking_address": f"{settings.SITE_URL}{CHECKING_PATH}",
        "qr": "data:image/png;base64," + base64.b64encode(qr_png(credential)).decode(),
    }


def name_size(name: str) -> int:
    """Smaller for a long name, so that it wraps onto few lines and the page stays one page."""
    return next((size for longest, size in NAME_SIZES if len(name) <= longest), SMALLEST_NAME)
