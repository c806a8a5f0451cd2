"""The certificate under its seal: the page, with the exact text of both signed forms attached."""

from passport.credentials.documents.certificate import render_certificate
from passport.credentials.models import Credential
from passport.proofs.pdf import attachments_of, seal
from passport.signing.services import seal_signer, seal_timestamper


def seal_certificate(credential: Credential, page: bytes, *, photograph: str | None = None) -> bytes:
    """The page that was drawn, sealed; `photograph` is a signed status list (JSON), to check the file off-line.

    What is not signed (it had ended before credentials were) has nothing to attach: its page is left as drawn.
    Raises NoActiveKey, KeyUnreadable, PassphraseMissing, SealUnusable, and OSError when the time-stamp authority of
    the settings does not answer.
    """
    if not credential.is_signed:
        return page
    return seal(
        page,
        attachments=attachments_of(credential.document, credential.token, photograph),
        signer=seal_signer(),
        timestamper=seal_timestamper(),
    )


def sealed_with_photograph(credential: Credential, photograph: str) -> bytes:
    """Drawn and sealed anew, since nothing can be added to what is sealed; the page says the same."""
    return seal_certificate(credential, render_certificate(credential), photograph=photograph)
