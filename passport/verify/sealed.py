"""A sealed PDF: a page for people, and the credential itself attached, all under one seal."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from cryptography import x509

from passport.proofs.pdf import (
    DOCUMENT_NAME,
    PHOTOGRAPH_NAME,
    TOKEN_NAME,
    Attachment,
    Seal,
    check_seal,
    read_attachments,
)
from passport.proofs.reasons import Reason, Refused
from passport.verify.reading import credential_text


@dataclass(frozen=True, slots=True)
class Sealed:
    """What a seal that holds covers."""

    seal: Seal
    attachments: Sequence[Attachment]

    def credentials(self) -> list[tuple[str, str]]:
        """The name and the text of both forms. Raises Refused: ATTACHMENT_MISSING, ATTACHMENT_REFUSED."""
        carried = {attachment.name: attachment.content for attachment in self.attachments}
        for name in (DOCUMENT_NAME, TOKEN_NAME):
            if name not in carried:
                raise Refused(Reason.ATTACHMENT_MISSING, name)
        if unknown := carried.keys() - {DOCUMENT_NAME, TOKEN_NAME, PHOTOGRAPH_NAME}:
            raise Refused(Reason.ATTACHMENT_REFUSED, min(unknown))
        document, token = (credential_text(carried[name]) for name in (DOCUMENT_NAME, TOKEN_NAME))
        if not document.startswith("{"):
            raise Refused(Reason.ATTACHMENT_REFUSED, DOCUMENT_NAME)
        if token.startswith("{"):
            raise Refused(Reason.ATTACHMENT_REFUSED, TOKEN_NAME)
        return [(DOCUMENT_NAME, document), (TOKEN_NAME, token)]

    @property
    def photographs(self) -> list[str]:
        """The signed status list as it was when the file was downloaded, if it was asked for."""
        return [
            attachment.content.decode("utf-8", "replace")
            for attachment in self.attachments
            if attachment.name == PHOTOGRAPH_NAME
        ]

    @property
    def number(self) -> str:
        """What the page shows, in groups of four."""
        signs = plain(self.seal.number)
        return "-".join(signs[start : start + 4] for start in range(0, len(signs), 4))

    def check_printed(self, credential_id: str, registered: str | None) -> None:
        """Is the page about that credential? It names one in its keywords, which the seal covers.

        `registered`: the number that the issuer’s register gives this credential, None when it is not at hand.
        Raises Refused (PRINTED_DIFFERS).
        """
        if self.seal.credential_id != credential_id or not self.seal.number:
            raise Refused(Reason.PRINTED_DIFFERS)
        if registered is not None and registered != plain(self.seal.number):
            raise Refused(Reason.PRINTED_DIFFERS)


def plain(number: str) -> str:
    """The twelve signs of a number, without the dashes it is printed with."""
    return number.replace("-", "")


def open_sealed(content: bytes, *, trust_roots: Sequence[x509.Certificate], now: datetime) -> Sealed:
    """Raises Refused: PDF_UNREADABLE, ATTACHMENT_REFUSED, and the ways a seal does not hold."""
    return Sealed(check_seal(content, trust_roots=trust_roots, now=now), read_attachments(content))
