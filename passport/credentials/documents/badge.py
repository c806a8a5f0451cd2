"""The badge of a credential, with the credential in it."""

from passport.achievements.badges import badge_png
from passport.credentials.models import Credential
from passport.proofs.baking import bake


def baked_badge(credential: Credential) -> bytes:
    """The picture of the achievement (PNG) with the exact signed JSON in it."""
    return bake(badge_png(credential.achievement), credential.document)
