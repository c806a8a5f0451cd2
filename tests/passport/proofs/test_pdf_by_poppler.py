"""What a program that we did not write says of our seals: `pdfsig`, from poppler, with the certificates of NSS."""

import pytest

from tests.browser import SEAL_READERS, missing_programs
from tests.passport.proofs.sealing import (
    ISSUER,
    NOW,
    Authority,
    a_page,
    a_sealed_pdf,
    authority,
    pdfsig,
    store_of_certificates,
)

pytestmark = pytest.mark.skipif(
    bool(missing_programs()), reason=f"Il manque {', '.join(missing_programs())} : installez {', '.join(SEAL_READERS)}."
)


@pytest.fixture(scope="module")
def trusted(tmp_path_factory):
    return store_of_certificates(tmp_path_factory.mktemp("nss"), authority().root)


@pytest.fixture
def read(trusted, tmp_path):
    def read(pdf):
        path = tmp_path / "passeport.pdf"
        path.write_bytes(pdf)
        return pdfsig(path, trusted)

    return read


def test_it_reads_a_valid_seal_over_the_whole_document_by_a_trusted_certificate(read):
    said = read(a_sealed_pdf())

    assert "Signature #2" not in said
    assert f"Signer Certificate Common Name: {ISSUER}" in said
    assert "Signature Type: ETSI.CAdES.detached" in said
    assert "- Total document signed" in said
    assert "Signature Validation: Signature is Valid." in said
    assert "Certificate Validation: Certificate is Trusted." in said


def test_it_reads_it_with_a_time_stamp_too(read):
    said = read(a_sealed_pdf(timestamper=authority().timestamper(NOW)))

    assert "Signature Validation: Signature is Valid." in said
    assert "Certificate Validation: Certificate is Trusted." in said


def test_it_sees_a_byte_that_changed_what_was_appended_and_who_is_a_stranger(read):
    sealed = a_sealed_pdf(a_page())
    at = sealed.index(b"/EmbeddedFile") + 200
    stranger = Authority.new(authority().name).signer(ISSUER)

    assert "Signature is Valid." not in read(sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :])
    assert "Not total document signed" in read(sealed + b"\n")
    assert "Certificate is Trusted." not in read(a_sealed_pdf(signer=stranger))
