"""A sealed PDF, touched after it was sealed, or sealed by somebody else."""

import io

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils import embed, generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pypdf import PdfWriter

from passport.proofs.pdf import Attachment, attachments_of
from passport.verify.issuer import FolderIssuer
from passport.verify.verdict import State
from tests.passport.proofs.sealing import Authority, a_page, a_sealed_pdf, authority
from tests.passport.verify.presenting import SEALED, accepted, export, file_of, originals, reason_of, verdict_of


def updated(pdf, change):
    """One more update after the seal, as an editor would write it."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf), strict=False)
    change(writer)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def other_page(writer):
    page = writer.root["/Pages"]["/Kids"][0]
    content = generic.StreamObject(stream_data=b"BT /F1 12 Tf 72 720 Td (Dominique Tricheur) Tj ET")
    page["/Contents"] = writer.add_object(content)
    writer.update_container(page)


def one_more_file(writer):
    file = embed.EmbeddedFileObject.from_file_data(writer, b"{}", mime_type="application/vc")
    embed.embed_file(writer, embed.FileSpec("autre.json", file_name="autre.json", embedded_data=file))


def other_file(writer):
    spec = writer.root["/Names"]["/EmbeddedFiles"]["/Names"][1]
    spec["/EF"]["/F"] = writer.add_object(
        embed.EmbeddedFileObject.from_file_data(writer, b"{}", mime_type="application/vc")
    )
    writer.update_container(spec)


def saved_again(pdf):
    written = io.BytesIO()
    PdfWriter(clone_from=io.BytesIO(pdf)).write(written)
    return written.getvalue()


def without_seal(_pdf):
    writer = PdfWriter(clone_from=io.BytesIO(a_page()))
    writer.add_attachment("passeport.json", originals()[0].encode())
    writer.add_attachment("passeport.jwt", originals()[1].encode())
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def flipped(pdf):
    at = pdf.index(b"stream") + 20
    return pdf[:at] + bytes([pdf[at] ^ 1]) + pdf[at + 1 :]


def by_a_namesake(_pdf):
    return a_sealed_pdf(signer=Authority.new(authority().name).signer(), attachments=attachments_of(*originals()))


ALTERATIONS = {
    "a byte flipped": (flipped, {"seal-altered", "pdf-unreadable"}),
    "another page by a later update": (lambda pdf: updated(pdf, other_page), {"seal-modified"}),
    "a file added by a later update": (lambda pdf: updated(pdf, one_more_file), {"seal-modified"}),
    "a file replaced by a later update": (lambda pdf: updated(pdf, other_file), {"seal-modified"}),
    "saved again by a tool": (saved_again, {"seal-altered", "seal-modified", "pdf-unreadable"}),
    "its seal stripped": (without_seal, {"seal-missing"}),
    "sealed by a namesake": (by_a_namesake, {"seal-untrusted"}),
    "truncated": (lambda pdf: pdf[: len(pdf) * 2 // 3], {"pdf-unreadable", "seal-missing"}),
    "its end cut": (lambda pdf: pdf[:-30], {"pdf-unreadable", "seal-altered", "seal-missing"}),
    "bytes appended": (lambda pdf: pdf + b"\n% bonjour\n", {"seal-partial"}),
    "appended to itself": (lambda pdf: pdf + pdf, {"pdf-unreadable", "seal-partial", "seal-modified", "seal-altered"}),
    "no page of ours": (lambda _pdf: b"%PDF-1.7\n", {"pdf-unreadable"}),
}


@pytest.mark.parametrize("case", ALTERATIONS)
def test_a_pdf_touched_after_its_seal_is_refused(case, issuer):
    assert accepted(SEALED, issuer)
    alter, reasons = ALTERATIONS[case]

    verdict = verdict_of(alter(file_of(SEALED)), issuer)

    assert verdict.state is State.REFUSED
    assert reason_of(verdict)[1] in reasons
    assert verdict.facts is None


def sealed_with(*attachments):
    return a_sealed_pdf(attachments=attachments)


def test_every_file_under_the_seal_is_one_that_the_issuer_puts_there(issuer):
    document, token = attachments_of(*originals())
    extra = Attachment("autre.json", "application/vc", b"{}")
    swapped = [
        Attachment(document.name, document.media_type, token.content),
        Attachment(token.name, token.media_type, token.content),
    ]

    assert verdict_of(sealed_with(document, token), issuer).state is State.VALID
    assert reason_of(verdict_of(sealed_with(document), issuer))[1] == "attachment-missing"
    assert reason_of(verdict_of(sealed_with(token), issuer))[1] == "attachment-missing"
    assert reason_of(verdict_of(sealed_with(), issuer))[1] == "attachment-missing"
    assert reason_of(verdict_of(sealed_with(document, token, extra), issuer))[1] == "attachment-refused"
    assert reason_of(verdict_of(sealed_with(*swapped), issuer))[1] == "attachment-refused"


@pytest.mark.parametrize(
    "page",
    [
        a_page(credential_id="urn:uuid:00000000-0000-4000-8000-00000000000c"),
        a_page(credential_id=""),
        a_page(number=""),
    ],
)
def test_a_page_that_is_not_this_credential_s_is_refused(page, issuer):
    assert accepted(SEALED, issuer)

    assert reason_of(verdict_of(file_of(SEALED, page=page), issuer))[1] == "printed-differs"


class Register:
    """The same issuer, with its register at hand."""

    def __init__(self, issuer, number):
        self.issuer, self.number = issuer, number

    def __getattr__(self, name):
        return getattr(self.issuer, name)

    def number_of(self, credential_id):
        return self.number


def test_the_number_on_the_page_is_the_one_of_the_register(issuer):
    assert verdict_of(file_of(SEALED), Register(issuer, "7Q2XM4KD9P0T")).state is State.VALID

    assert reason_of(verdict_of(file_of(SEALED), Register(issuer, "000000000000")))[1] == "printed-differs"


def test_where_the_seals_themselves_were_exported_their_root_is_not_enough(tmp_path):
    """A seal that was withdrawn, or bought under the same root by a namesake, is not trusted."""
    ours, other = authority().signer(), authority().signer()
    files = attachments_of(*originals())
    folder = export(tmp_path).folder
    (folder / "cachets").mkdir()
    (folder / "cachets/cachet.pem").write_bytes(as_pem(ours))
    issuer = FolderIssuer(folder)

    assert verdict_of(a_sealed_pdf(signer=ours, attachments=files), issuer).state is State.VALID
    assert reason_of(verdict_of(a_sealed_pdf(signer=other, attachments=files), issuer))[1] == "seal-untrusted"


def as_pem(signer):
    return x509.load_der_x509_certificate(signer.signing_cert.dump()).public_bytes(Encoding.PEM)
