"""What seals PDFs in tests: a small authority, seals under it, and a page to seal."""

import io
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.sign.signers import SimpleSigner
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore
from reportlab.pdfgen.canvas import Canvas

from passport.proofs.pdf import attachments_of, keywords_of, seal

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
ISSUER = "Plateforme Passeport digital"
NUMBER = "7Q2XM4KD9P0T"
CREDENTIAL_ID = "urn:uuid:7c1f0c1e-6c86-4a3e-9f57-2f8a5d0c9b11"
DOCUMENT = '{"name": "Passeport digital de l’élu·e", "id": "' + CREDENTIAL_ID + '"}'
TOKEN = "eyJhbGciOiJFUzI1NiJ9.eyJqdGkiOiJ1cm4ifQ.c2lnbmF0dXJl"


@dataclass(frozen=True)
class Authority:
    """A root that issues seals and time stamps; another one of the same name is another root."""

    name: str
    key: ec.EllipticCurvePrivateKey
    root: x509.Certificate

    @classmethod
    def new(cls, name: str = "Racine locale") -> "Authority":
        key = ec.generate_private_key(ec.SECP256R1())
        return cls(name, key, _certificate(name, key.public_key(), by=(name, key), is_authority=True))

    def signer(self, name: str = ISSUER, *, until: datetime = NOW + timedelta(days=1500)) -> SimpleSigner:
        key = ec.generate_private_key(ec.SECP256R1())
        leaf = _certificate(name, key.public_key(), by=(self.name, self.key), until=until)
        store = SimpleCertificateStore()
        store.register(_as_asn1(self.root))
        return SimpleSigner(_as_asn1(leaf), _private(key), store)

    def timestamper(self, at: datetime) -> DummyTimeStamper:
        key = _rsa_key()  # the only kind that pyHanko's test server of stamps signs with
        leaf = _certificate("Horodatage", key.public_key(), by=(self.name, self.key), stamps=True)
        return DummyTimeStamper(_as_asn1(leaf), _private(key), fixed_dt=at)


def _certificate(name, key, *, by, is_authority=False, stamps=False, until=NOW + timedelta(days=1500)):
    issuer, issuer_key = by
    built = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)]))
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW - timedelta(days=1000))
        .not_valid_after(until)
        .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
        .add_extension(_usage(is_authority), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False)
    )
    if stamps:
        built = built.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    return built.sign(issuer_key, hashes.SHA256())


def _usage(is_authority):
    return x509.KeyUsage(
        digital_signature=not is_authority, content_commitment=not is_authority,
        key_cert_sign=is_authority, crl_sign=is_authority,
        key_encipherment=False, data_encipherment=False, key_agreement=False, encipher_only=False, decipher_only=False,
    )  # fmt: skip


def _as_asn1(certificate):
    return asn1.Certificate.load(certificate.public_bytes(Encoding.DER))


def _private(key):
    pkcs8 = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return asn1_keys.PrivateKeyInfo.load(pkcs8)


@cache
def _rsa_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


@cache
def authority() -> Authority:
    return Authority.new()


@cache
def signer() -> SimpleSigner:
    return authority().signer()


def a_page(text: str = "Camille Éluard-Noël", number: str = NUMBER, credential_id: str = CREDENTIAL_ID) -> bytes:
    """One page with a line of text, as the renderer hands it over."""
    drawn = io.BytesIO()
    canvas = Canvas(drawn, pagesize=(595, 842))
    canvas.setKeywords(keywords_of(number=number, credential_id=credential_id))
    canvas.drawString(72, 720, text)
    canvas.save()
    return drawn.getvalue()


def a_sealed_pdf(page: bytes | None = None, **options) -> bytes:
    options = {"attachments": attachments_of(DOCUMENT, TOKEN), "signer": signer()} | options
    return seal(page or a_page(), **options)


def store_of_certificates(folder: Path, root: x509.Certificate) -> Path:
    """What NSS trusts: this root and no other."""
    (folder / "root.pem").write_bytes(root.public_bytes(Encoding.PEM))
    store = f"sql:{folder}"
    subprocess.run(["certutil", "-N", "-d", store, "--empty-password"], check=True, capture_output=True)
    command = ["certutil", "-A", "-d", store, "-n", "root", "-t", "CT,C,C", "-i", folder / "root.pem"]
    subprocess.run(command, check=True, capture_output=True)
    return folder


def pdfsig(pdf: Path, store: Path) -> str:
    """What poppler says of a seal."""
    said = subprocess.run(["pdfsig", "-nssdir", store, pdf], capture_output=True, text=True, check=False)
    return said.stdout
