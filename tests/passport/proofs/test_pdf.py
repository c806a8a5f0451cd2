import asyncio
import io
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from cryptography import x509
from pypdf import PdfReader

from passport.proofs.pdf import attachments_of, check_seal, read_attachments
from tests.passport.proofs.sealing import (
    CREDENTIAL_ID,
    DOCUMENT,
    ISSUER,
    NOW,
    NUMBER,
    TOKEN,
    Authority,
    a_page,
    a_sealed_pdf,
    authority,
)


def checked(pdf, *, roots=None, now=NOW):
    return check_seal(pdf, trust_roots=roots or [authority().root], now=now)


def certificate_of(signer):
    return x509.load_der_x509_certificate(signer.signing_cert.dump())


def test_a_seal_tells_who_sealed_and_which_page():
    found = checked(a_sealed_pdf())

    assert found.subject == f"CN={ISSUER}"
    assert (found.number, found.credential_id) == (NUMBER, CREDENTIAL_ID)
    assert found.stamped_at is None


def test_the_attached_files_come_back_byte_for_byte():
    attached = attachments_of(DOCUMENT, TOKEN, photograph='{"encodedList": "uH4sI"}')

    assert read_attachments(a_sealed_pdf(attachments=attached)) == attached


def test_another_program_reads_the_same_attachments_and_the_language():
    pdf = PdfReader(io.BytesIO(a_sealed_pdf()))

    assert pdf.attachments == {"passeport.json": [DOCUMENT.encode()], "passeport.jwt": [TOKEN.encode()]}
    assert pdf.trailer["/Root"]["/Lang"] == "fr"
    assert [file.get_object()["/AFRelationship"] for file in pdf.trailer["/Root"]["/AF"]] == ["/Data", "/Data"]
    kinds = [file.get_object()["/EF"]["/F"]["/Subtype"] for file in pdf.trailer["/Root"]["/AF"]]
    assert kinds == ["/application/vc", "/application/jwt"]


def test_the_page_is_left_as_it_was_drawn_and_updated_once():
    page = a_page()
    sealed = a_sealed_pdf(page)

    assert sealed.startswith(page)
    assert sealed[len(page) :].count(b"startxref") == 1


def test_it_is_a_certification_that_allows_no_change_in_one_named_field():
    pdf = PdfReader(io.BytesIO(a_sealed_pdf()))
    [field] = pdf.trailer["/Root"]["/AcroForm"]["/Fields"]
    signature = field.get_object()["/V"]

    assert field.get_object()["/T"] == "Cachet"
    assert signature["/SubFilter"] == "/ETSI.CAdES.detached"
    assert signature["/Reference"][0]["/TransformMethod"] == "/DocMDP"
    assert signature["/Reference"][0]["/TransformParams"]["/P"] == 1


def test_a_time_stamp_says_when():
    stamped = NOW - timedelta(days=3)

    assert checked(a_sealed_pdf(timestamper=authority().timestamper(stamped))).stamped_at == stamped


def test_a_stamped_seal_outlives_its_certificate():
    signer = authority().signer(until=NOW)
    stamper = authority().timestamper(NOW - timedelta(days=3))

    found = checked(a_sealed_pdf(signer=signer, timestamper=stamper), now=NOW + timedelta(days=900))

    assert found.stamped_at == NOW - timedelta(days=3)


def test_a_seal_given_itself_as_trusted_outlives_its_certificate_and_trusts_no_other():
    signer = authority().signer(until=NOW)
    trusted = [certificate_of(signer)]
    later = NOW + timedelta(days=900)

    assert checked(a_sealed_pdf(signer=signer), roots=trusted, now=later).subject == f"CN={ISSUER}"


def test_an_authority_that_is_not_the_first_trusted_one_will_do():
    assert checked(a_sealed_pdf(), roots=[Authority.new().root, authority().root])


def test_it_can_be_sealed_and_checked_where_a_loop_already_runs():
    async def at_work():
        return checked(a_sealed_pdf())

    with ThreadPoolExecutor(1) as thread:  # a journey before this one may have left its own loop running here
        assert thread.submit(asyncio.run, at_work()).result().number == NUMBER


def test_nothing_is_fetched(monkeypatch):
    monkeypatch.setattr("socket.socket.connect", lambda *_a: pytest.fail("the network was asked"))

    assert checked(a_sealed_pdf())
