"""Is this file the picture that it claims to be?"""

import hashlib
import io
import warnings
from dataclasses import dataclass

from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

FORMATS = {"PNG": (".png",), "JPEG": (".jpg", ".jpeg"), "WEBP": (".webp",)}
MAX_PIXELS = 16_000_000


@dataclass(frozen=True, slots=True)
class ImageFile:
    """A picture, known by the hash that Wagtail also keeps."""

    name: str
    content: bytes

    @property
    def digest(self) -> str:
        return hashlib.sha1(self.content, usedforsecurity=False).hexdigest()

    @property
    def size(self) -> tuple[int, int]:
        """Width and height."""
        with Image.open(io.BytesIO(self.content), formats=tuple(FORMATS)) as picture:
            return picture.size


def image_flaw(name: str, content: bytes) -> str | None:
    """Why a file cannot be imported as an image; None when it can."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=tuple(FORMATS)) as picture:
                if not name.endswith(FORMATS[str(picture.format)]):
                    return _("Donnez à cette image l’extension de son vrai format : {format}.").format(
                        format=picture.format
                    )
                if picture.width * picture.height > MAX_PIXELS or getattr(picture, "n_frames", 1) > 1:
                    return _("Réduisez cette image : seize millions de points au plus, sans animation.")
                picture.verify()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombWarning):
        return _("Remplacez ce fichier : ce n’est pas une image PNG, JPEG ou WebP lisible.")
    except Image.DecompressionBombError:
        return _("Réduisez cette image : seize millions de points au plus, sans animation.")
    return None
