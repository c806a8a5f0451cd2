"""The seal of PDF, ready for `passport.proofs.pdf`."""

from cryptography import x509
from django.conf import settings
from pyhanko.sign.signers import Signer
from pyhanko.sign.timestamps import HTTPTimeStamper, TimeStamper

from passport.signing import seals
from passport.signing.models import SigningKey
from passport.signing.rules import Kind
from passport.signing.services.keys import active_key


def seal_signer() -> Signer:
    """What pyHanko seals with, whether the key is in the keystore or on a device.

    Raises NoActiveKey, KeyUnreadable, PassphraseMissing, SealUnusable.
    """
    key = active_key(Kind.SEAL)
    if key.held_by == SigningKey.Holder.DEVICE:
        return seals.device_signer(key.certificates)
    return seals.file_signer(key.name, key.certificates)


def seal_timestamper() -> TimeStamper | None:
    """The time-stamp authority of the settings (RFC 3161), None when there is none."""
    return HTTPTimeStamper(settings.PDF_SEAL_TIMESTAMP_URL) if settings.PDF_SEAL_TIMESTAMP_URL else None


def seal_certificates() -> list[x509.Certificate]:
    """The very certificates whose seals are ours, all but the compromised: what `check_seal` trusts.

    Not their roots: under a public root, anybody may buy a certificate that bears our name.
    """
    sealing = SigningKey.objects.filter(kind=Kind.SEAL).trusted().oldest_first()
    return [seals.load_certificates(key.certificates)[0] for key in sealing]
