"""The badge with the credential in it: a stand-in picture until the drawn one is there."""

import io

from PIL import Image

from passport.credentials.models import Credential
from passport.proofs.baking import bake


def baked_badge(credential: Credential) -> bytes:
    """The picture of the achievement, with the signed JSON in it."""
    picture = io.BytesIO()
    Image.new("RGB", (600, 600), "#7a1b3a").save(picture, "PNG")
    return bake(picture.getvalue(), credential.document)
