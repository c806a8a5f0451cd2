"""Sealing: one incremental update, one signature, and nothing after."""

import io
from collections.abc import Sequence
from typing import Final

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers.pdf_cms import Signer
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.timestamps import TimeStamper

from passport.proofs.pdf.attachments import Attachment, attach
from passport.proofs.pdf.reading import run

FIELD: Final = "Cachet"
# In bytes, the certificates of the seal apart; a stamp brings its own.
LARGEST_SIGNATURE: Final = 2048
LARGEST_STAMP: Final = 12 * 1024


def seal(
    pdf: bytes,
    *,
    attachments: Sequence[Attachment],
    signer: Signer,
    language: str = "fr",
    timestamper: TimeStamper | None = None,
) -> bytes:
    """The page with its attachments, sealed in one incremental update; `language` is a BCP 47 tag."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    writer.root["/Lang"] = generic.pdf_string(language)
    writer.update_root()
    attach(writer, attachments)
    metadata = PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
    )
    signer.embed_roots = False  # a root inside proves nothing, and no signature would cover it
    pdf_signer = PdfSigner(metadata, signer, timestamper=timestamper, new_field_spec=SigFieldSpec(FIELD))
    room = _room_for(signer, is_stamped=timestamper is not None)
    sealed: io.BytesIO = run(pdf_signer.async_sign_pdf(writer, bytes_reserved=room))
    return sealed.getvalue()


def _room_for(signer: Signer, *, is_stamped: bool) -> int:
    """How many hexadecimal digits to leave for the signature: pyHanko would sign twice, and ask for two stamps."""
    certificates = [signer.signing_cert, *(signer.cert_registry or ())]
    size = LARGEST_SIGNATURE + sum(len(certificate.dump()) for certificate in certificates if certificate)
    return 2 * (size + (LARGEST_STAMP if is_stamped else 0))
