"""The pictures of badges: drawn as SVG, one per audience and one for attestations, and rendered as PNG.

svglib reads the drawing, reportlab writes it as a PDF page, PDFium paints it: three parts that the certificate needs
or that its tests do, and no other library.
"""

import io
from functools import cache
from threading import Lock
from typing import Final

import pypdfium2
from django.contrib.staticfiles import finders
from PIL import Image
from reportlab.graphics import renderPDF
from svglib.svglib import svg2rlg

from passport.achievements.models import Achievement

SIDE: Final = 600
ATTESTATION: Final = "attestation"
_one_at_a_time = Lock()  # PDFium knows no threads


def badge_drawing(achievement: Achievement) -> str:
    """The SVG, as static files are named. A passport's says its audience; an attestation's does not."""
    name = achievement.pathway.audience if achievement.is_passport else ATTESTATION
    return f"achievements/insignes/{name}.svg"


def badge_png(achievement: Achievement) -> bytes:
    """The picture of a badge: PNG, 600 pixels a side, transparent around its disc."""
    return _painted(badge_drawing(achievement))


@cache
def _painted(name: str) -> bytes:
    drawing = finders.find(name)
    if drawing is None:
        raise FileNotFoundError(name)
    page = renderPDF.drawToString(svg2rlg(drawing))
    painted = io.BytesIO()
    with _one_at_a_time, pypdfium2.PdfDocument(page) as document:
        width, _height = document[0].get_size()
        picture = document[0].render(scale=SIDE / width, fill_color=(0, 0, 0, 0), maybe_alpha=True).to_pil()
    picture.quantize(256, method=Image.Quantize.FASTOCTREE).save(painted, "PNG", optimize=True)
    return painted.getvalue()
