"""Public keys as other programs read them: Multikey for the embedded proof, JWK for tokens."""

import re
from typing import Any, Final

import base58
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, RSAKey

from passport.proofs.reasons import Reason, Refused

TokenKey = EllipticCurvePublicKey | RSAPublicKey

# Multicodec `ed25519-pub` (0xed as an unsigned varint), before the 32 bytes of the key (Controlled Identifiers 1.0).
ED25519_PREFIX: Final = b"\xed\x01"
ED25519_LENGTH: Final = 32
MULTIBASE: Final = re.compile(r"z[1-9A-HJ-NP-Za-km-z]{1,100}", re.ASCII)
SMALLEST_RSA: Final = 2048


def to_multibase(key: Ed25519PublicKey) -> str:
    """`z6Mk…`: the public key as `publicKeyMultibase` writes it (Multikey, base58btc)."""
    return "z" + base58.b58encode(ED25519_PREFIX + key.public_bytes_raw()).decode("ascii")


def from_multibase(text: object) -> Ed25519PublicKey:
    """Raises Refused (KEY_MALFORMED) for anything but an Ed25519 public key."""
    if not isinstance(text, str) or not MULTIBASE.fullmatch(text):
        raise Refused(Reason.KEY_MALFORMED, "publicKeyMultibase")
    raw = base58.b58decode(text[1:])
    if len(raw) != len(ED25519_PREFIX) + ED25519_LENGTH or not raw.startswith(ED25519_PREFIX):
        raise Refused(Reason.KEY_MALFORMED, "publicKeyMultibase")
    return Ed25519PublicKey.from_public_bytes(raw[len(ED25519_PREFIX) :])


def algorithm_of(key: TokenKey) -> str:
    """ES256 for P-256, RS256 for RSA of 2048 bits and more (RFC 7518 § 3.1). Raises Refused (KEY_MALFORMED)."""
    if isinstance(key, EllipticCurvePublicKey) and isinstance(key.curve, SECP256R1):
        return "ES256"
    if isinstance(key, RSAPublicKey) and key.key_size >= SMALLEST_RSA:
        return "RS256"
    raise Refused(Reason.KEY_MALFORMED)


def to_jwk(key: TokenKey, *, kid: str) -> dict[str, Any]:
    """The public key as a JWK (RFC 7517) for signatures; `kid` is the DID URL of the key. Never a private part.

    Raises Refused (KEY_MALFORMED) for a key that signs with no algorithm of ours.
    """
    algorithm = algorithm_of(key)
    made = ECKey.import_key(key) if isinstance(key, EllipticCurvePublicKey) else RSAKey.import_key(key)
    return {**made.as_dict(private=False), "alg": algorithm, "use": "sig", "kid": kid}


def from_jwk(jwk: object) -> TokenKey:
    """Raises Refused (KEY_MALFORMED) for what is not a public P-256 or RSA signature key, or has a private part."""
    if not isinstance(jwk, dict) or "d" in jwk or jwk.get("use", "sig") != "sig":
        raise Refused(Reason.KEY_MALFORMED, "publicKeyJwk")
    try:
        kind = jwk.get("kty")
        key = ECKey.import_key(jwk).public_key if kind == "EC" else RSAKey.import_key(jwk).public_key
    except (TypeError, ValueError, JoseError) as error:
        raise Refused(Reason.KEY_MALFORMED, "publicKeyJwk") from error
    if jwk.get("alg") != algorithm_of(key):
        raise Refused(Reason.KEY_MALFORMED, "publicKeyJwk")
    return key
