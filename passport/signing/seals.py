"""The seal of PDF: its certificates, and what pyHanko signs with.

A local root issues the seals of laptops and of whoever has no other; its key is in the keystore under the name
`racine`. A bought seal comes as PKCS#12 or PEM, or stays on a device that speaks PKCS#11.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID
from django.conf import settings
from django.utils.translation import gettext as _
from pyhanko.sign import SimpleSigner
from pyhanko.sign.signers import Signer
from pyhanko_certvalidator.registry import SimpleCertificateStore

from passport.signing import keystore
from passport.signing.errors import SealUnusable

PublicKey = Ed25519PublicKey | ec.EllipticCurvePublicKey | rsa.RSAPublicKey

ROOT: Final = "racine"
# Readers judge a seal without a time stamp at the day they read it: both outlive the passports.
ROOT_LIFE: Final = timedelta(days=365 * 20)
SEAL_LIFE: Final = timedelta(days=365 * 10)
_sessions: Final[dict[tuple[str, str], Any]] = {}
# Against clocks that are late.
_BACKDATED: Final = timedelta(minutes=10)


def issue_certificate(public: PublicKey) -> str:
    """A certificate for a seal, then that of our root, as PEM; the root is made the first time.

    Key usage: digitalSignature and contentCommitment (RFC 5280 § 4.2.1.3). Raises KeyUnreadable, PassphraseMissing.
    """
    root = _root()
    now = datetime.now(UTC)
    leaf = (
        _builder(
            _name(_("Cachet de %(issuer)s")), root.subject, public, now, min(now + SEAL_LIFE, root.not_valid_after_utc)
        )
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(digital_signature=True, content_commitment=True), critical=True)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(
                root.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
            ),
            critical=False,
        )
        .sign(_root_key(), hashes.SHA256())
    )
    return write_certificates([leaf, root])


def is_from_our_root(certificates: str) -> bool:
    """Whether the last of these is the root that this installation holds."""
    path = _root_path()
    return path.exists() and load_certificates(certificates)[-1] == load_certificates(path.read_text())[0]


def read_seal(file: Path, chain: Path | None, password: str) -> tuple[keystore.PrivateKey, str]:
    """The key and the certificates (its own first, as PEM) of a bought seal. Raises SealUnusable."""
    held = pkcs12_or_pem(file, password)
    others = read_certificates(chain) if chain else []
    own = [each for each in [*held[1], *others] if _same_key(each, held[0])]
    if not own:
        raise SealUnusable(why=_("aucun certificat ne correspond à la clef."))
    check_certificate(own[0])
    ordered = _in_order(own[0], [*held[1], *others])
    return held[0], write_certificates(ordered)


def pkcs12_or_pem(file: Path, password: str) -> tuple[keystore.PrivateKey, list[x509.Certificate]]:
    """What a file of a trust provider holds. Raises SealUnusable."""
    key: object = None
    certificates: list[x509.Certificate] = []
    try:
        if file.suffix.lower() in {".p12", ".pfx"}:
            key, own, others = pkcs12.load_key_and_certificates(file.read_bytes(), password.encode() or None)
            certificates = [*([own] if own else []), *others]
        else:
            key = serialization.load_pem_private_key(file.read_bytes(), password.encode() or None)
            if b"BEGIN CERTIFICATE" in file.read_bytes():
                certificates = x509.load_pem_x509_certificates(file.read_bytes())
    except (OSError, ValueError, TypeError):
        key = None
    if not isinstance(key, ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey):
        raise SealUnusable(why=_("le fichier ne s’ouvre pas, ou ne contient ni clef RSA ni clef à courbe elliptique."))
    return key, certificates


def read_certificates(file: Path) -> list[x509.Certificate]:
    """Raises SealUnusable for a file that holds none."""
    try:
        return x509.load_pem_x509_certificates(file.read_bytes())
    except (OSError, ValueError):
        raise SealUnusable(why=_("le fichier des certificats ne s’ouvre pas, ou n’en contient aucun.")) from None


def check_certificate(certificate: x509.Certificate) -> PublicKey:
    """Its public key, if it may seal today: contentCommitment is what verifiers ask of it. Raises SealUnusable."""
    try:
        may_sign = certificate.extensions.get_extension_for_class(x509.KeyUsage).value.content_commitment
    except x509.ExtensionNotFound:
        may_sign = True
    if not may_sign:
        raise SealUnusable(why=_("son certificat n’est pas fait pour signer des documents."))
    if not certificate.not_valid_before_utc <= datetime.now(UTC) <= certificate.not_valid_after_utc:
        raise SealUnusable(why=_("son certificat n’est pas valable aujourd’hui."))
    public = certificate.public_key()
    if not isinstance(public, ec.EllipticCurvePublicKey | rsa.RSAPublicKey):
        raise SealUnusable(why=_("sa clef n’est ni RSA ni à courbe elliptique."))
    return public


def load_certificates(text: str) -> list[x509.Certificate]:
    return x509.load_pem_x509_certificates(text.encode())


def write_certificates(certificates: Sequence[x509.Certificate]) -> str:
    return "".join(each.public_bytes(serialization.Encoding.PEM).decode() for each in certificates)


def file_signer(name: str, certificates: str) -> Signer:
    """What pyHanko seals with, for a key of the keystore. Raises KeyUnreadable, PassphraseMissing."""
    own, *others = _for_pyhanko(certificates)
    registry = SimpleCertificateStore.from_certs([own, *others])
    return SimpleSigner(
        own,
        asn1_keys.PrivateKeyInfo.load(
            keystore.private_key(name).private_bytes(
                serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
        ),
        registry,
    )


def device_signer(certificates: str) -> Signer:
    """What pyHanko seals with, for a key on a device. Raises SealUnusable when it does not answer."""
    device = settings.PDF_SEAL_PKCS11
    if not device["MODULE"]:
        raise SealUnusable(why=_("PDF_SEAL_PKCS11_MODULE ne dit pas où est la bibliothèque du matériel."))
    try:
        from pyhanko.sign.pkcs11 import PKCS11Signer
    except ImportError:
        raise SealUnusable(why=_("installez « pyHanko[pkcs11] » pour parler au matériel.")) from None
    own, *others = _for_pyhanko(certificates)
    return PKCS11Signer(
        _session(device["MODULE"], device["TOKEN"]),
        signing_cert=own,
        ca_chain=others,
        key_label=device["KEY_LABEL"] or None,
        # Every device signs a digest with ECDSA; not all make the digest themselves.
        use_raw_mechanism=own.public_key.algorithm == "ec",
    )


def _session(module: str, token: str) -> Any:
    """The session of this process, since a device lets a process in once; opened anew when it was unplugged."""
    from pkcs11 import ObjectClass, PKCS11Error
    from pkcs11.constants import Attribute
    from pyhanko.config.pkcs11 import TokenCriteria
    from pyhanko.sign.pkcs11 import open_pkcs11_session

    session = _sessions.pop((module, token), None)
    try:
        if session is not None and not list(session.get_objects({Attribute.CLASS: ObjectClass.PRIVATE_KEY})):
            session = None
    except PKCS11Error:
        session = None
    try:
        session = session or open_pkcs11_session(
            module,
            token_criteria=TokenCriteria(label=token) if token else None,
            user_pin=settings.PDF_SEAL_PKCS11["KEY_CODE"] or None,
        )
    except (PKCS11Error, RuntimeError):
        raise SealUnusable(why=_("le matériel ne répond pas, ou refuse son code.")) from None
    _sessions[module, token] = session
    return session


def _for_pyhanko(certificates: str) -> list[asn1_x509.Certificate]:
    return [
        asn1_x509.Certificate.load(each.public_bytes(serialization.Encoding.DER))
        for each in load_certificates(certificates)
    ]


def _same_key(certificate: x509.Certificate, key: keystore.PrivateKey) -> bool:
    return certificate.public_key() == key.public_key()


def _in_order(own: x509.Certificate, others: Sequence[x509.Certificate]) -> list[x509.Certificate]:
    """From the seal's own to its root, as far as these go."""
    chain = [own]
    while chain[-1].issuer != chain[-1].subject:
        above = next((each for each in others if each.subject == chain[-1].issuer and each not in chain), None)
        if above is None:
            break
        chain.append(above)
    return chain


def _root() -> x509.Certificate:
    path = _root_path()
    if not path.exists():
        _make_root()
    return load_certificates(path.read_text())[0]


def _root_path() -> Path:
    return keystore.folder() / f"{ROOT}.crt"


def _root_key() -> ec.EllipticCurvePrivateKey:
    key = keystore.private_key(ROOT)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise SealUnusable(why=_("la clef de la racine n’est pas celle que nous avons faite."))
    return key


def _make_root() -> None:
    """Whoever is quicker; its certificate is written last, and says that the root is whole."""
    if not keystore.has(ROOT):
        try:
            keystore.store(ROOT, ec.generate_private_key(ec.SECP256R1()))
        except FileExistsError:
            keystore.forget()
    now = datetime.now(UTC)
    name = _name(_("Racine locale de %(issuer)s"))
    certificate = (
        _builder(name, name, _root_key().public_key(), now, now + ROOT_LIFE)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(key_cert_sign=True, crl_sign=True), critical=True)
        .sign(_root_key(), hashes.SHA256())
    )
    keystore.store_certificate(_root_path(), write_certificates([certificate]))


def _builder(
    subject: x509.Name, issuer: x509.Name, public: PublicKey, now: datetime, until: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _BACKDATED)
        .not_valid_after(until)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
    )


def _name(common: str) -> x509.Name:
    """An X.520 common name holds 64 characters at most."""
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, settings.ISSUER_NAME[:64]),
            x509.NameAttribute(NameOID.COMMON_NAME, (common % {"issuer": settings.ISSUER_NAME})[:64]),
        ]
    )


def _usage(**granted: bool) -> x509.KeyUsage:
    none = dict.fromkeys(
        (
            "digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
            "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
        ),
        False,
    )  # fmt: skip
    return x509.KeyUsage(**{**none, **granted})
