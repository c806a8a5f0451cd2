"""The files that a passport carries, and what its page says of itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pyhanko.pdf_utils import embed, generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader

from passport.proofs.pdf.reading import at, reading
from passport.proofs.reasons import Reason, Refused

DOCUMENT_NAME: Final = "passeport.json"
TOKEN_NAME: Final = "passeport.jwt"  # noqa: S105
PHOTOGRAPH_NAME: Final = "statuts.json"
DOCUMENT_TYPE: Final = "application/vc"
TOKEN_TYPE: Final = "application/jwt"  # noqa: S105
# In bytes, once decompressed: the status list with everything revoked stays under 30 KiB.
LARGEST_ATTACHMENT: Final = 64 * 1024
MOST_ATTACHMENTS: Final = 3


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside a PDF: `content` is its exact bytes."""

    name: str
    media_type: str
    content: bytes


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


def read_attachments(pdf: bytes) -> list[Attachment]:
    """The files inside, in their order, whatever the seal says: check it first.

    Raises Refused: TOO_LARGE, PDF_UNREADABLE, ATTACHMENT_REFUSED (too many, too large, a name twice, malformed).
    """
    return reading(pdf, _attachments, otherwise=Reason.ATTACHMENT_REFUSED)


def attach(writer: IncrementalPdfFileWriter, attachments: Sequence[Attachment]) -> None:
    """Add these files, as data that goes with the whole document (ISO 32000-2 § 14.13)."""
    for attachment in attachments:
        _attach(writer, attachment)


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


def _attachments(reader: PdfFileReader) -> list[Attachment]:
    names = at(reader.root, "/Names", "/EmbeddedFiles", "/Names") or []
    if len(names) > 2 * MOST_ATTACHMENTS:
        raise Refused(Reason.ATTACHMENT_REFUSED)
    read = [_attachment(str(names[at]), names[at + 1]) for at in range(0, len(names), 2)]
    if len({attachment.name for attachment in read}) < len(read):
        raise Refused(Reason.ATTACHMENT_REFUSED)
    return read


def _attachment(name: str, spec: generic.DictionaryObject) -> Attachment:
    stream = spec["/EF"]["/F"]
    if at(spec, "/UF") != name or len(stream.data) > LARGEST_ATTACHMENT:
        raise Refused(Reason.ATTACHMENT_REFUSED, name)
    return Attachment(name, str(at(stream, "/Subtype")).removeprefix("/"), stream.data)
