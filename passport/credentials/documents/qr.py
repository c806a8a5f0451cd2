"""The code to scan: the verification address in capitals, so that it takes the compact alphanumeric mode."""

import io
from typing import Final

import segno
from django.utils.safestring import SafeString, mark_safe

from passport.credentials.models import Credential

QUIET_ZONE: Final = 4
INK: Final = "#18231f"


def _qr(credential: Credential) -> segno.QRCode:
    return segno.make_qr(credential.public_address.upper(), error="m", boost_error=False)


def qr_png(credential: Credential) -> bytes:
    drawn = io.BytesIO()
    _qr(credential).save(drawn, kind="png", scale=8, border=QUIET_ZONE, dark=INK, light="#fff")
    return drawn.getvalue()


def qr_svg(credential: Credential) -> SafeString:
    """Attributes only, no style: the content policy holds. What it says is written on what surrounds it."""
    drawn = _qr(credential).svg_inline(scale=4, border=QUIET_ZONE, dark=INK, svgclass="qr", lineclass=None)
    return mark_safe(drawn)  # noqa: S308 - drawn from our own address
