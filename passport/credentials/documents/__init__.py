"""What is handed out: the certificate as a PDF, the code to scan, the sentence they carry."""

from passport.credentials.documents.badge import baked_badge
from passport.credentials.documents.certificate import CertificateFailed, render_certificate
from passport.credentials.documents.network import linkedin_address
from passport.credentials.documents.open_badge import compose_document
from passport.credentials.documents.qr import qr_png, qr_svg
from passport.credentials.documents.sealing import seal_certificate, sealed_with_photograph
from passport.credentials.documents.storing import (
    discard_pdf,
    has_pdf,
    mark_failed,
    photograph_name,
    store_certificate,
    store_photograph,
)
from passport.credentials.documents.tidying import discard_orphans
from passport.credentials.documents.wording import compose_content

__all__ = [
    "CertificateFailed",
    "baked_badge",
    "compose_content",
    "compose_document",
    "discard_orphans",
    "discard_pdf",
    "has_pdf",
    "linkedin_address",
    "mark_failed",
    "photograph_name",
    "qr_png",
    "qr_svg",
    "render_certificate",
    "seal_certificate",
    "sealed_with_photograph",
    "store_certificate",
    "store_photograph",
]
