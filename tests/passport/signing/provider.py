"""A trust provider that sells seals, for tests."""

from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

from passport.signing import seals


def certificate(name, public, *, issuer=None, key, ca=False, days=30, usage=True):
    now = datetime.now(UTC)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.subject if issuer else subject)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=60))
        .not_valid_after(now + timedelta(days=days))
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        .add_extension(seals._usage(digital_signature=True, content_commitment=usage, key_cert_sign=ca), critical=True)
    )
    return made.sign(key, hashes.SHA256())


class Provider:
    """A trust provider, and a seal that it sold."""

    def __init__(self, folder, **options):
        self.root_key, self.key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
        self.root = certificate("Prestataire", self.root_key.public_key(), key=self.root_key, ca=True)
        self.own = certificate("Ville", self.key.public_key(), issuer=self.root, key=self.root_key, **options)
        self.folder = folder

    def p12(self, password):
        file = self.folder / "cachet.p12"
        closed = serialization.BestAvailableEncryption(password.encode())
        file.write_bytes(pkcs12.serialize_key_and_certificates(b"cachet", self.key, self.own, [self.root], closed))
        return file

    def pem(self):
        file, chain = self.folder / "cachet.pem", self.folder / "chaine.pem"
        file.write_bytes(
            self.key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
        )
        chain.write_text(seals.write_certificates([self.root, self.own]))
        return file, chain
