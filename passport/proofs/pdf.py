"""A PDF that carries credentials and one electronic seal over every byte (PAdES B-B, or B-T with a time stamp).

`seal` adds one incremental update to a drawn page: language, attachments, and a certification signature that allows
no change (ETSI EN 319 142-1; ISO 32000-2 § 12.8). Nothing may follow. So the “photograph” of a status list, which its
holder asks for later, cannot be added to a sealed file: the page is drawn and sealed again, with one attachment more.
It costs a signature, which is why it is made in a task and kept while its list is current; in return there is one
kind of file, with one rule, that opens like any PDF and of which every reader says the same. A container around the
sealed file would have spared that signature, but readers would show a cover page and no seal.
"""

import asyncio
import io
import logging
import struct
import zlib
from collections.abc import Callable, Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, TypeVar

from asn1crypto import cms as asn1_cms
from asn1crypto import x509 as asn1
from asn1crypto.algos import DigestAlgorithm
from asn1crypto.core import Null
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils import embed, generic
from pyhanko.pdf_utils.decode_limits import DecodeLimits, DocumentDecodeBudget, StreamDecodeLimits
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers.pdf_cms import Signer
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from passport.proofs.reasons import Reason, Refused

FIELD: Final = "Cachet"
DOCUMENT_NAME: Final = "passeport.json"
TOKEN_NAME: Final = "passeport.jwt"  # noqa: S105
PHOTOGRAPH_NAME: Final = "statuts.json"
DOCUMENT_TYPE: Final = "application/vc"
TOKEN_TYPE: Final = "application/jwt"  # noqa: S105
# In bytes: ours weigh about 55 kB, and reading takes up to a second for each 250 kB of a file made to be slow.
LARGEST_PDF: Final = 256 * 1024
# In bytes, once decompressed: the status list with everything revoked stays under 30 KiB.
LARGEST_ATTACHMENT: Final = 64 * 1024
MOST_ATTACHMENTS: Final = 3
LIMITS: Final = DecodeLimits(
    per_stream=StreamDecodeLimits(max_output_size=2 * 1024 * 1024),
    document_budget=DocumentDecodeBudget(base_allowance=8 * 1024 * 1024, max_ratio=8),
)
# What pyHanko and asn1crypto raise, besides their own errors, on files made to trip them.
STUMBLES: Final = (
    PdfError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, AssertionError,
    RecursionError, NotImplementedError, OSError, zlib.error, struct.error,
)  # fmt: skip

# AlgorithmIdentifier, DER (RFC 5754 § 2).
SHA256: Final = DigestAlgorithm({"algorithm": "sha256", "parameters": Null()}).dump()

# They write down what they find in files of strangers, names and all; what is refused is told by `Refused` alone.
for _library in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(_library).setLevel(logging.CRITICAL)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside a PDF: `content` is its exact bytes."""

    name: str
    media_type: str
    content: bytes


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


def attachments_of(document: str, token: str, photograph: str | None = None) -> list[Attachment]:
    """The files that a passport carries: both forms of the credential and, if given, a signed status list (JSON)."""
    carried = [
        Attachment(DOCUMENT_NAME, DOCUMENT_TYPE, document.encode()),
        Attachment(TOKEN_NAME, TOKEN_TYPE, token.encode()),
    ]
    if photograph is not None:
        carried.append(Attachment(PHOTOGRAPH_NAME, DOCUMENT_TYPE, photograph.encode()))
    return carried


def keywords_of(*, number: str, credential_id: str) -> str:
    """What a page says of itself, to be drawn as its keywords: the printed number, then the credential's `id`.

    The seal covers it, so that a genuine seal around the credential of somebody else is found out.
    """
    return f"{number} {credential_id}"


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
    for attachment in attachments:
        _attach(writer, attachment)
    metadata = PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
    )
    signer.embed_roots = False  # a root inside proves nothing, and no signature would cover it
    pdf_signer = PdfSigner(metadata, signer, timestamper=timestamper, new_field_spec=SigFieldSpec(FIELD))
    sealed: io.BytesIO = _run(pdf_signer.async_sign_pdf(writer))
    return sealed.getvalue()


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
    return _reading(pdf, lambda reader: _check(reader, trust_roots, now), otherwise=Reason.SEAL_ALTERED)


def read_attachments(pdf: bytes) -> list[Attachment]:
    """The files inside, in their order, whatever the seal says: check it first.

    Raises Refused: TOO_LARGE, PDF_UNREADABLE, ATTACHMENT_REFUSED (too many, too large, a name twice, malformed).
    """
    return _reading(pdf, _attachments, otherwise=Reason.ATTACHMENT_REFUSED)


def _attach(writer: IncrementalPdfFileWriter, attachment: Attachment) -> None:
    content = embed.EmbeddedFileObject.from_file_data(
        writer, attachment.content, mime_type=attachment.media_type, params=embed.EmbeddedFileParams()
    )
    spec = embed.FileSpec(
        file_spec_string=attachment.name,
        file_name=attachment.name,
        embedded_data=content,
        af_relationship=generic.pdf_name("/Data"),
    )
    embed.embed_file(writer, spec)


def _reading(pdf: bytes, read: Callable[[PdfFileReader], T], *, otherwise: Reason) -> T:
    """What `read` makes of the file; `otherwise` is why it is refused when the file opens and makes `read` stumble."""
    if len(pdf) > LARGEST_PDF:
        raise Refused(Reason.TOO_LARGE)
    reason = Reason.PDF_UNREADABLE
    try:
        reader = PdfFileReader(io.BytesIO(pdf), decode_limits=LIMITS)
        if reader.encrypted:
            raise Refused(reason)
        reason = otherwise
        return read(reader)
    except STUMBLES as stumble:
        raise Refused(reason) from stumble


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
    fields = list(_at(reader.root, "/AcroForm", "/Fields") or [])
    signed = [field for field in map(_dereferenced, fields) if _at(field, "/FT") == "/Sig" and "/V" in field]
    if not signed:
        raise Refused(Reason.SEAL_MISSING)
    if len(signed) > 1:
        raise Refused(Reason.SEAL_REPEATED)
    if len(fields) > 1 or "/Kids" in signed[0]:
        raise Refused(Reason.SEAL_MODIFIED)
    return EmbeddedPdfSignature(reader, signed[0], str(_at(signed[0], "/T")))


def _validate(found: EmbeddedPdfSignature, roots: Sequence[asn1.Certificate], moment: datetime) -> PdfSignatureStatus:
    return _run(async_validate_pdf_signature(found, _trust(roots, moment), _trust(roots, moment), skip_diff=True))


def _trust(roots: Sequence[asn1.Certificate], moment: datetime) -> ValidationContext:
    return ValidationContext(trust_roots=list(roots), moment=moment, allow_fetching=False)


def _refuse_unless_whole(reader: PdfFileReader, found: EmbeddedPdfSignature, status: PdfSignatureStatus) -> None:
    """pyHanko also calls valid a seal that covers a revision and not the file; others do not."""
    if not (status.intact and status.valid) or not (_fills_its_gap(reader, found) and _is_plain(found)):
        raise Refused(Reason.SEAL_ALTERED)
    if status.coverage is not SignatureCoverageLevel.ENTIRE_FILE:
        updated = reader.total_revisions > found.signed_revision + 1
        raise Refused(Reason.SEAL_MODIFIED if updated else Reason.SEAL_PARTIAL)
    allowed = (found.field_name, _at(found.sig_object, "/SubFilter"), found.docmdp_level)
    if allowed != (FIELD, SigSeedSubFilter.PADES.value, MDPPerm.NO_CHANGES) or not status.docmdp_ok:
        raise Refused(Reason.SEAL_MODIFIED)


def _keywords(reader: PdfFileReader) -> str:
    return str(_at(reader.trailer_view, "/Info", "/Keywords") or "")


def _attachments(reader: PdfFileReader) -> list[Attachment]:
    names = _at(reader.root, "/Names", "/EmbeddedFiles", "/Names") or []
    if len(names) > 2 * MOST_ATTACHMENTS:
        raise Refused(Reason.ATTACHMENT_REFUSED)
    read = [_attachment(str(names[at]), names[at + 1]) for at in range(0, len(names), 2)]
    if len({attachment.name for attachment in read}) < len(read):
        raise Refused(Reason.ATTACHMENT_REFUSED)
    return read


def _attachment(name: str, spec: generic.DictionaryObject) -> Attachment:
    stream = spec["/EF"]["/F"]
    if _at(spec, "/UF") != name or len(stream.data) > LARGEST_ATTACHMENT:
        raise Refused(Reason.ATTACHMENT_REFUSED, name)
    return Attachment(name, str(_at(stream, "/Subtype")).removeprefix("/"), stream.data)


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
    return versions == ("v1", "v1") and digests == [SHA256, SHA256]


def _dereferenced(node: generic.PdfObject) -> Any:
    return node.get_object() if isinstance(node, generic.IndirectObject) else node


def _at(node: generic.DictionaryObject, *path: str) -> Any:
    """What lies at the end of the path, or None. Unlike `get`, indexing follows references."""
    for step in path:
        if step not in node:
            return None
        node = node[step]
    return node


def _run(work: Coroutine[Any, Any, T]) -> T:
    """To its end; in a thread of its own where a loop already runs, as under an asynchronous server."""
    if not _loop_is_running():
        return asyncio.run(work)
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


def _loop_is_running() -> bool:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True
