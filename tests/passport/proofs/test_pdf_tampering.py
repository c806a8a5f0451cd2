"""Sealed files that somebody touched: each is refused for the right reason, next to the untouched one."""

import io
import re
from datetime import timedelta

import pypdfium2
import pytest
from asn1crypto import x509 as asn1
from cryptography import x509
from pyhanko.pdf_utils import embed, generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pypdf import PdfReader, PdfWriter

from passport.proofs.pdf import Attachment, attachments_of, check_seal, read_attachments, seal
from passport.proofs.pdf.reading import run
from passport.proofs.reasons import Reason, Refused
from tests.passport.proofs.sealing import (
    DOCUMENT,
    ISSUER,
    NOW,
    TOKEN,
    Authority,
    a_page,
    a_sealed_pdf,
    authority,
    signer,
)

PAGE = a_page()
ORIGINAL = a_sealed_pdf(PAGE)
CONTENTS = re.search(rb"/Contents <([0-9A-F]+?)0*>", ORIGINAL)


def checked(pdf, now=NOW):
    return check_seal(pdf, trust_roots=[authority().root], now=now)


def flipped(at):
    return ORIGINAL[:at] + bytes([ORIGINAL[at] ^ 1]) + ORIGINAL[at + 1 :]


def updated(change):
    """A later incremental update, as any PDF editor writes one."""
    writer = IncrementalPdfFileWriter(io.BytesIO(ORIGINAL))
    change(writer)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def replace_page(writer):
    page = writer.root["/Pages"]["/Kids"][0]
    stream = generic.StreamObject(stream_data=b"BT /F1 12 Tf 72 720 Td (Quelqu'un d'autre) Tj ET")
    page["/Contents"] = writer.add_object(stream)
    writer.update_container(page)


def attach(name, content):
    def change(writer):
        file = embed.EmbeddedFileObject.from_file_data(writer, content, mime_type="application/vc")
        embed.embed_file(writer, embed.FileSpec(file_spec_string=name, file_name=name, embedded_data=file))

    return change


def replace_attachment(writer):
    embedded = writer.root["/Names"]["/EmbeddedFiles"]["/Names"][1]["/EF"]
    file = embedded["/F"]
    file._data, file._encoded_data = b'{"name": "Quelqu\'un d\'autre"}', None
    writer.mark_update(embedded.raw_get("/F"))


def sealed_otherwise(page=PAGE, by=None, field="Cachet", **options):
    """A genuine signature that is no seal of ours."""
    options = {"certify": True, "docmdp_permissions": MDPPerm.NO_CHANGES, "subfilter": SigSeedSubFilter.PADES} | options
    metadata = PdfSignatureMetadata(field_name=field, md_algorithm=options.pop("md_algorithm", "sha256"), **options)
    by_whom = PdfSigner(metadata, by or signer(), new_field_spec=SigFieldSpec(field))
    return run(by_whom.async_sign_pdf(IncrementalPdfFileWriter(io.BytesIO(page)))).getvalue()


def sealed_twice():
    return sealed_otherwise(sealed_otherwise(certify=False), field="Autre", certify=False)


def resaved_by_pypdf():
    written = io.BytesIO()
    PdfWriter(clone_from=PdfReader(io.BytesIO(ORIGINAL))).write(written)
    return written.getvalue()


def resaved_by_pdfium():
    written = io.BytesIO()
    with pypdfium2.PdfDocument(ORIGINAL) as document:
        document.save(written)
    return written.getvalue()


def stripped_of_its_field():
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(ORIGINAL)))
    del writer.root_object["/AcroForm"]
    del writer.root_object["/Perms"]
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def encrypted():
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(ORIGINAL)))
    writer.encrypt("", algorithm="RC4-128")
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def with_contents(text):
    """The same length, another signature in it."""
    start, end = CONTENTS.start(1), ORIGINAL.index(b">", CONTENTS.start(1))
    return ORIGINAL[:start] + text.ljust(end - start, b"0") + ORIGINAL[end:]


def by_a_namesake():
    return a_sealed_pdf(PAGE, signer=Authority.new(authority().name).signer(ISSUER))


def by_a_namesake_that_carries_our_root():
    stranger = Authority.new(authority().name).signer(ISSUER)
    stranger.cert_registry.register(asn1.Certificate.load(signer().signing_cert.dump()))
    return a_sealed_pdf(PAGE, signer=stranger)


def with_a_maze_of_a_form(levels):
    """Each level names the next one twice: walking through takes two to the power of `levels` steps."""
    writer = IncrementalPdfFileWriter(io.BytesIO(PAGE))
    below = writer.add_object(generic.DictionaryObject({"/T": generic.pdf_string("fond")}))
    for _level in range(levels):
        level = {"/T": generic.pdf_string("niveau"), "/Kids": generic.ArrayObject([below, below])}
        below = writer.add_object(generic.DictionaryObject(level))
    fields = generic.DictionaryObject({"/Fields": generic.ArrayObject([below])})
    writer.root["/AcroForm"] = writer.add_object(fields)
    writer.update_root()
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


TOUCHED = {
    "a byte of the page": (lambda: flipped(ORIGINAL.index(b"stream") + 20), Reason.SEAL_ALTERED),
    "a byte of an attachment": (lambda: flipped(ORIGINAL.index(b"/EmbeddedFile") + 200), Reason.SEAL_ALTERED),
    "a byte of the keywords": (lambda: ORIGINAL.replace(b"7Q2XM4KD9P0T", b"7Q2XM4KD9P0V", 1), Reason.SEAL_ALTERED),
    "a digit of the signature": (lambda: flipped(CONTENTS.end(1) - 9), Reason.SEAL_ALTERED),
    "a digit of the certificate": (lambda: flipped(CONTENTS.start(1) + 900), Reason.SEAL_ALTERED),
    "a digit after the signature": (lambda: flipped(CONTENTS.end(1) + 40), Reason.SEAL_ALTERED),
    "the case of a digit": (lambda: ORIGINAL[: CONTENTS.start(1)] + ORIGINAL[CONTENTS.start(1) :].replace(b"A", b"a", 1), Reason.SEAL_ALTERED),
    "an empty signature": (lambda: with_contents(b""), Reason.SEAL_ALTERED),
    "the signature of another file": (lambda: with_contents(re.search(rb"/Contents <([0-9A-F]+?)0*>", a_sealed_pdf(a_page("Autre"))).group(1)), Reason.SEAL_ALTERED),
    "the range that is signed": (lambda: re.sub(rb"/ByteRange \[0 ", b"/ByteRange [9 ", ORIGINAL), Reason.SEAL_ALTERED),
    "the page, replaced by a later update": (lambda: updated(replace_page), Reason.SEAL_MODIFIED),
    "an attachment added by a later update": (lambda: updated(attach("autre.json", b"{}")), Reason.SEAL_MODIFIED),
    "an attachment replaced by a later update": (lambda: updated(replace_attachment), Reason.SEAL_MODIFIED),
    "a photograph of the list added by a later update": (lambda: updated(attach("statuts.json", b"{}")), Reason.SEAL_MODIFIED),
    "a second seal": (sealed_twice, Reason.SEAL_REPEATED),
    "saved again by pypdf": (resaved_by_pypdf, Reason.SEAL_ALTERED),
    "saved again by PDFium": (resaved_by_pdfium, Reason.SEAL_ALTERED),
    "the seal stripped with the update that holds it": (lambda: ORIGINAL[: len(PAGE)], Reason.SEAL_MISSING),
    "the seal stripped by a tool": (stripped_of_its_field, Reason.SEAL_MISSING),
    "never sealed": (a_page, Reason.SEAL_MISSING),
    "sealed by a namesake": (by_a_namesake, Reason.SEAL_UNTRUSTED),
    "sealed by a namesake that carries our certificate": (by_a_namesake_that_carries_our_root, Reason.SEAL_UNTRUSTED),
    "sealed with a certificate that has ended": (lambda: a_sealed_pdf(PAGE, signer=authority().signer(until=NOW - timedelta(days=1))), Reason.SEAL_UNTRUSTED),
    "cut short": (lambda: ORIGINAL[:-200], Reason.PDF_UNREADABLE),
    "cut in two": (lambda: ORIGINAL[len(ORIGINAL) // 2 :], Reason.PDF_UNREADABLE),
    "the last byte missing": (lambda: ORIGINAL[:-1], Reason.SEAL_ALTERED),
    "a line appended": (lambda: ORIGINAL + b"\n", Reason.SEAL_PARTIAL),
    "a comment appended": (lambda: ORIGINAL + b"% a word\n", Reason.SEAL_PARTIAL),
    "another PDF appended": (lambda: ORIGINAL + a_page("Autre"), Reason.PDF_UNREADABLE),
    "bytes before": (lambda: b"\n" + ORIGINAL, Reason.PDF_UNREADABLE),
    "encrypted": (encrypted, Reason.PDF_UNREADABLE),
    "signed without being certified": (lambda: sealed_otherwise(certify=False), Reason.SEAL_MODIFIED),
    "sealed so that forms may be filled": (lambda: sealed_otherwise(docmdp_permissions=MDPPerm.FILL_FORMS), Reason.SEAL_MODIFIED),
    "sealed in another field": (lambda: sealed_otherwise(field="Signature1"), Reason.SEAL_MODIFIED),
    "sealed in the older way": (lambda: sealed_otherwise(subfilter=SigSeedSubFilter.ADOBE_PKCS7_DETACHED), Reason.SEAL_MODIFIED),
    "sealed with another digest": (lambda: sealed_otherwise(md_algorithm="sha512"), Reason.SEAL_ALTERED),
    "with a form that takes hours to read": (lambda: with_a_maze_of_a_form(60), Reason.SEAL_MISSING),
    "heavier than ours ever are": (lambda: ORIGINAL + b"%" * 300_000, Reason.TOO_LARGE),
    "no PDF": (lambda: b"GIF89a", Reason.PDF_UNREADABLE),
    "nothing": (lambda: b"", Reason.PDF_UNREADABLE),
}  # fmt: skip


@pytest.mark.parametrize("touched", TOUCHED)
def test_what_was_touched_is_refused_and_the_original_is_not(touched):
    make, reason = TOUCHED[touched]

    assert checked(ORIGINAL).subject == f"CN={ISSUER}"
    with pytest.raises(Refused) as refusal:
        checked(make())
    assert refusal.value.reason is reason


def test_no_byte_of_a_sealed_file_can_be_changed_without_being_found_out():
    """Nor makes the checker stumble: whatever is wrong is a refusal."""
    for at in range(0, len(ORIGINAL), 31):
        with pytest.raises(Refused):
            checked(flipped(at))


def test_nothing_of_a_strangers_file_is_written_in_the_logs(caplog):
    with pytest.raises(Refused):
        checked(by_a_namesake())

    assert caplog.text == ""


def test_the_time_stamp_of_a_stranger_does_not_make_a_seal_outlive_its_certificate():
    ended = authority().signer(until=NOW)
    ours, theirs = (each.timestamper(NOW - timedelta(days=3)) for each in (authority(), Authority.new()))
    later = NOW + timedelta(days=90)

    assert checked(a_sealed_pdf(PAGE, signer=ended, timestamper=ours), now=later)
    with pytest.raises(Refused) as refusal:
        checked(a_sealed_pdf(PAGE, signer=ended, timestamper=theirs), now=later)
    assert refusal.value.reason is Reason.SEAL_UNTRUSTED


def test_a_seal_trusted_by_itself_says_nothing_for_the_others_of_its_authority():
    ours = [x509.load_der_x509_certificate(signer().signing_cert.dump())]

    assert check_seal(ORIGINAL, trust_roots=ours, now=NOW)
    with pytest.raises(Refused) as refusal:
        check_seal(a_sealed_pdf(PAGE, signer=authority().signer(ISSUER)), trust_roots=ours, now=NOW)
    assert refusal.value.reason is Reason.SEAL_UNTRUSTED


@pytest.mark.parametrize(
    "attached",
    [
        [Attachment(f"{n}.json", "application/vc", b"{}") for n in range(4)],
        [Attachment("passeport.json", "application/vc", b"{}")] * 2,
        [Attachment("passeport.json", "application/vc", b" " * (64 * 1024 + 1))],
        [Attachment("passeport.json", "application/vc", b"\0" * (64 * 1024 * 1024))],
    ],
    ids=["too many", "a name twice", "too large", "a bomb"],
)
def test_attachments_beyond_what_a_passport_carries_are_refused(attached):
    assert read_attachments(ORIGINAL) == attachments_of(DOCUMENT, TOKEN)
    with pytest.raises(Refused) as refusal:
        read_attachments(seal(PAGE, attachments=attached, signer=signer()))
    assert refusal.value.reason is Reason.ATTACHMENT_REFUSED
