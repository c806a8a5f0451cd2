"""The seal of PDF: made by our root, bought as a file, or kept on a device."""

import io
import sys

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.signers import PdfSignatureMetadata, async_sign_pdf
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from reportlab.pdfgen.canvas import Canvas

from passport.proofs.pdf.reading import run
from passport.signing import keystore, seals
from passport.signing.errors import KeyUnreadable, SealUnusable
from passport.signing.models import SigningKey
from passport.signing.rules import Act, Kind, State
from passport.signing.services import (
    activate_key,
    active_key,
    compromise_key,
    describe_change,
    ensure_keys,
    generate_key,
    import_seal,
    published_did,
    register_device_seal,
    seal_certificates,
    seal_signer,
    seal_timestamper,
)
from tests.passport.signing.provider import Provider

pytestmark = pytest.mark.django_db


def sealed(signer):
    page = io.BytesIO()
    canvas = Canvas(page)
    canvas.drawString(72, 720, "Passeport digital")
    canvas.save()
    metadata = PdfSignatureMetadata(field_name="Cachet", md_algorithm="sha256")
    return run(async_sign_pdf(IncrementalPdfFileWriter(page), metadata, signer=signer))


def is_trusted(pdf, certificates):
    roots = [seals.asn1_x509.Certificate.load(each.public_bytes(serialization.Encoding.DER)) for each in certificates]
    context = ValidationContext(trust_roots=roots, allow_fetching=False)
    status = run(async_validate_pdf_signature(PdfFileReader(pdf).embedded_signatures[0], context))
    assert status.intact
    assert status.valid
    return status.trusted


def test_our_root_issues_seals_that_sign_documents_and_nothing_else():
    key = generate_key(kind=Kind.SEAL)
    own, root = seals.load_certificates(key.certificates)
    usage = own.extensions.get_extension_for_class(x509.KeyUsage).value

    own.verify_directly_issued_by(root)
    root.verify_directly_issued_by(root)
    assert (usage.digital_signature, usage.content_commitment, usage.key_cert_sign) == (True, True, False)
    assert not own.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    assert root.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    assert seals.load_certificates(generate_key(kind=Kind.SEAL).certificates)[1] == root, "one root, kept"


def test_what_is_sealed_is_trusted_by_its_root_and_by_its_own_certificate():
    pdf = sealed(seal_signer())
    own, root = seals.load_certificates(active_key(Kind.SEAL).certificates)

    assert is_trusted(pdf, [root])
    assert is_trusted(pdf, seal_certificates())
    assert seal_certificates() == [own]


def test_a_namesake_of_the_same_root_is_not_trusted():
    mine = active_key(Kind.SEAL)
    other = generate_key(kind=Kind.SEAL)
    pdf = sealed(seals.file_signer(other.name, other.certificates))

    assert not is_trusted(pdf, seals.load_certificates(mine.certificates)[:1])


def test_a_new_seal_replaces_at_once_and_old_pages_stay_trusted():
    before = sealed(seal_signer())
    new = generate_key(kind=Kind.SEAL)

    activate_key(key=new)

    assert is_trusted(before, seal_certificates())
    assert is_trusted(sealed(seal_signer()), seal_certificates())


def test_a_compromised_seal_is_replaced_and_trusted_no_more():
    before = sealed(seal_signer())

    successor = compromise_key(key=active_key(Kind.SEAL))

    assert not is_trusted(before, seal_certificates())
    assert is_trusted(sealed(seal_signer()), seal_certificates())
    assert successor == active_key(Kind.SEAL)


def test_seals_are_not_among_the_keys_of_credentials():
    ensure_keys()

    assert "seal-" not in str(published_did())


def test_a_bought_seal_is_read_from_a_pkcs12_file_with_its_chain(tmp_path):
    provider = Provider(tmp_path)

    key = import_seal(file=provider.p12("secret du prestataire"), password="secret du prestataire")
    activate_key(key=key)

    assert seals.load_certificates(key.certificates) == [provider.own, provider.root]
    assert is_trusted(sealed(seal_signer()), [provider.root])
    keystore.forget()
    assert keystore.private_key(key.name).public_key() == provider.own.public_key()


def test_a_bought_seal_is_read_from_pem_with_its_chain_beside(tmp_path):
    provider = Provider(tmp_path)
    file, chain = provider.pem()

    key = import_seal(file=file, chain=chain)

    assert seals.load_certificates(key.certificates) == [provider.own, provider.root]


@pytest.mark.parametrize(
    ("options", "why"),
    [({"days": -1}, "pas valable aujourd’hui"), ({"usage": False}, "pas fait pour signer")],
    ids=["expired", "other usage"],
)
def test_a_seal_that_may_not_sign_is_refused(tmp_path, options, why):
    file, chain = Provider(tmp_path, **options).pem()

    with pytest.raises(SealUnusable, match=why):
        import_seal(file=file, chain=chain)
    assert not SigningKey.objects.exists()


def test_a_seal_that_does_not_open_or_has_no_certificate_is_refused(tmp_path):
    provider = Provider(tmp_path)

    with pytest.raises(SealUnusable, match="ne s’ouvre pas"):
        import_seal(file=provider.p12("bon"), password="mauvais")
    with pytest.raises(SealUnusable, match="aucun certificat"):
        import_seal(file=provider.pem()[0])


def test_a_compromised_bought_seal_gives_way_to_the_one_that_waits_or_to_none(tmp_path):
    bought = import_seal(file=Provider(tmp_path).p12("a"), password="a")
    activate_key(key=bought)
    waiting = import_seal(file=Provider(tmp_path).p12("a"), password="a")

    assert compromise_key(key=bought) == waiting
    waiting.refresh_from_db()
    last = describe_change(waiting, Act.COMPROMISE)
    assert any("Aucun autre cachet" in sentence for sentence in last.consequences)
    assert compromise_key(key=waiting) is None
    assert not SigningKey.objects.filter(state=State.ACTIVE).exists()


def test_a_seal_on_a_device_keeps_its_key_there_and_says_what_is_missing(tmp_path, settings, monkeypatch):
    chain = tmp_path / "chaine.pem"
    provider = Provider(tmp_path)
    chain.write_text(seals.write_certificates([provider.own, provider.root]))
    key = register_device_seal(certificates=chain)
    activate_key(key=key)

    with pytest.raises(SealUnusable, match="PDF_SEAL_PKCS11_MODULE"):
        seal_signer()
    settings.PDF_SEAL_PKCS11 = {**settings.PDF_SEAL_PKCS11, "MODULE": "/usr/lib/pkcs11.so"}
    monkeypatch.setitem(sys.modules, "pkcs11", None)
    with pytest.raises(SealUnusable, match="installez"):
        seal_signer()
    assert key.held_by == SigningKey.Holder.DEVICE
    with pytest.raises(KeyUnreadable):
        keystore.private_key(key.name)


def test_a_time_stamp_is_asked_only_when_an_authority_is_named(settings):
    assert seal_timestamper() is None

    settings.PDF_SEAL_TIMESTAMP_URL = "https://horodatage.example/tsa"
    assert seal_timestamper().url == "https://horodatage.example/tsa"
