"""Checking a seal: genuine, ours, and over every byte."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from asn1crypto import cms as asn1_cms
from asn1crypto import x509 as asn1
from asn1crypto.algos import DigestAlgorithm
from asn1crypto.core import Null
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from passport.proofs.pdf.reading import at, dereferenced, reading, run
from passport.proofs.pdf.sealing import FIELD
from passport.proofs.reasons import Reason, Refused

# AlgorithmIdentifier, DER (RFC 5754 § 2).
SHA256: Final = DigestAlgorithm({"algorithm": "sha256", "parameters": Null()}).dump()


@dataclass(frozen=True, slots=True)
class Seal:
    """A seal that holds.

    `subject` names who sealed, as its certificate writes it (RFC 4514); `stamped_at` is the instant of a time stamp,
    None when there is none; `number` and `credential_id` are what the sealed page says of itself (its keywords, see
    `keywords_of`), "" when it says nothing.
    """

    subject: str
    certificate: x509.Certificate
    stamped_at: datetime | None
    number: str
    credential_id: str


def check_seal(pdf: bytes, *, trust_roots: Sequence[x509.Certificate], now: datetime) -> Seal:
    """Whether one genuine seal covers the whole file, to the last byte. Nothing is fetched.

    `trust_roots` are the only certificates trusted: roots, or better the seal certificates themselves, since under a
    public root anybody may buy a certificate that bears our name. The certificate must be within its dates now, or
    at the time of its time stamp when this one is trusted by the same roots; a certificate given itself as trusted
    is trusted whatever its dates, as a retired key is.

    Raises Refused: TOO_LARGE, PDF_UNREADABLE, SEAL_MISSING, SEAL_REPEATED, SEAL_ALTERED (bytes or signature),
    SEAL_PARTIAL (something follows what was sealed), SEAL_MODIFIED (a later update changes the document, or changes
    were allowed), SEAL_UNTRUSTED.
    """
    return reading(pdf, lambda reader: _check(reader, trust_roots, now), otherwise=Reason.SEAL_ALTERED)


def _check(reader: PdfFileReader, trust_roots: Sequence[x509.Certificate], now: datetime) -> Seal:
    found = _only_seal(reader)
    roots = [asn1.Certificate.load(root.public_bytes(Encoding.DER)) for root in trust_roots]
    status = _validate(found, roots, now)
    stamp = status.timestamp_validity
    if stamp is not None and not (stamp.intact and stamp.valid):
        raise Refused(Reason.SEAL_ALTERED)
    if stamp is not None and stamp.trusted and not status.trusted:
        status = _validate(found, roots, stamp.timestamp)
    _refuse_unless_whole(reader, found, status)
    if not status.trusted:
        raise Refused(Reason.SEAL_UNTRUSTED)
    certificate = x509.load_der_x509_certificate(status.signing_cert.dump())
    number, _space, credential_id = _keywords(reader).partition(" ")
    return Seal(
        subject=certificate.subject.rfc4514_string(),
        certificate=certificate,
        stamped_at=stamp.timestamp if stamp is not None and stamp.trusted else None,
        number=number,
        credential_id=credential_id,
    )


def _only_seal(reader: PdfFileReader) -> EmbeddedPdfSignature:
    """The one field of a form without a second level: a form made to be walked through for hours is not entered."""
    fields = list(at(reader.root, "/AcroForm", "/Fields") or [])
    signed = [field for field in map(dereferenced, fields) if at(field, "/FT") == "/Sig" and "/V" in field]
    if not signed:
        raise Refused(Reason.SEAL_MISSING)
    if len(signed) > 1:
        raise Refused(Reason.SEAL_REPEATED)
    if len(fields) > 1 or "/Kids" in signed[0]:
        raise Refused(Reason.SEAL_MODIFIED)
    return EmbeddedPdfSignature(reader, signed[0], str(at(signed[0], "/T")))


def _validate(found: EmbeddedPdfSignature, roots: Sequence[asn1.Certificate], moment: datetime) -> PdfSignatureStatus:
    return run(async_validate_pdf_signature(found, _trust(roots, moment), _trust(roots, moment), skip_diff=True))


def _trust(roots: Sequence[asn1.Certificate], moment: datetime) -> ValidationContext:
    return ValidationContext(trust_roots=list(roots), moment=moment, allow_fetching=False)


def _refuse_unless_whole(reader: PdfFileReader, found: EmbeddedPdfSignature, status: PdfSignatureStatus) -> None:
    """pyHanko also calls valid a seal that covers a revision and not the file; others do not."""
    if not (status.intact and status.valid) or not (_fills_its_gap(reader, found) and _is_plain(found)):
        raise Refused(Reason.SEAL_ALTERED)
    if status.coverage is not SignatureCoverageLevel.ENTIRE_FILE:
        updated = reader.total_revisions > found.signed_revision + 1
        raise Refused(Reason.SEAL_MODIFIED if updated else Reason.SEAL_PARTIAL)
    allowed = (found.field_name, at(found.sig_object, "/SubFilter"), found.docmdp_level)
    if allowed != (FIELD, SigSeedSubFilter.PADES.value, MDPPerm.NO_CHANGES) or not status.docmdp_ok:
        raise Refused(Reason.SEAL_MODIFIED)


def _keywords(reader: PdfFileReader) -> str:
    return str(at(reader.trailer_view, "/Info", "/Keywords") or "")


def _fills_its_gap(reader: PdfFileReader, found: EmbeddedPdfSignature) -> bool:
    """Whether the bytes that no signature can cover hold the signature, then zeros, and nothing else."""
    _start, before, after, _length = found.byte_range
    reader.stream.seek(before)
    gap = reader.stream.read(after - before)
    message = asn1_cms.ContentInfo.load(found.pkcs7_content).dump()
    return gap == b"<" + message.ljust(len(found.pkcs7_content), b"\0").hex().upper().encode() + b">"


def _is_plain(found: EmbeddedPdfSignature) -> bool:
    """Whether the members of the CMS that its signature does not cover are as `seal` writes them (RFC 5652 § 5)."""
    data, signer = found.signed_data, found.signer_info
    versions = (data["version"].native, signer["version"].native)
    digests = [each.dump() for each in (*data["digest_algorithms"], signer["digest_algorithm"])]
    unsigned = {each["type"] for each in signer["unsigned_attrs"].native or ()}
    return versions == ("v1", "v1") and digests == [SHA256, SHA256] and unsigned <= {"signature_time_stamp_token"}
