"""The issuer's public identity: its `did:web`, the DID document, and the same keys as a JWKS (DID Core 1.0)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from passport.proofs.keys import algorithm_of, from_jwk, from_multibase, to_jwk, to_multibase
from passport.proofs.reasons import Reason, Refused

CONTEXTS: Final = (
    "https://www.w3.org/ns/did/v1",
    "https://w3id.org/security/multikey/v1",
    "https://w3id.org/security/jwk/v1",
)

Kind = Literal["ed25519", "es256", "rs256"]


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A key anyone may know. `name` is the fragment of its DID URL; `kind` says what it signs, and how.

    ed25519 signs embedded proofs; es256 (P-256) and rs256 sign tokens.
    """

    name: str
    kind: Kind
    public: Ed25519PublicKey | EllipticCurvePublicKey | RSAPublicKey


def did_web(site_url: str) -> str:
    """`https://passeport.example/` → `did:web:passeport.example`; a port is written `%3A8000`.

    Raises ValueError for a URL without a host, or with a path: our keys are at the root of their site.
    """
    parts = urlsplit(site_url)
    if not parts.hostname or parts.path.strip("/"):
        raise ValueError(f"not the root of a site: {site_url}")
    port = f"%3A{parts.port}" if parts.port else ""
    return f"did:web:{parts.hostname}{port}"


def key_url(did: str, name: str) -> str:
    """The DID URL of a key: what a proof names in `verificationMethod` and a token in `kid`."""
    return f"{did}#{name}"


def did_document(did: str, keys: Sequence[PublicKey], trusted: Sequence[PublicKey]) -> dict[str, Any]:
    """All `keys` are published; only those `trusted` may assert, so that what others signed no longer holds."""
    return {
        "@context": list(CONTEXTS),
        "id": did,
        "verificationMethod": [_method(did, key) for key in keys],
        "assertionMethod": [key_url(did, key.name) for key in trusted],
    }


def jwks(did: str, keys: Sequence[PublicKey]) -> dict[str, Any]:
    """The token keys among `keys`, as a JWK set (RFC 7517 § 5). The others have no place in a JWKS of ours."""
    return {"keys": [jwk_of(did, key) for key in keys if key.kind != "ed25519"]}


def jwk_of(did: str, key: PublicKey) -> dict[str, Any]:
    """One token key as a bare JWK. TypeError for a key of embedded proofs."""
    if isinstance(key.public, Ed25519PublicKey):
        raise TypeError("a key of embedded proofs is a Multikey, not a JWK")
    return to_jwk(key.public, kid=key_url(did, key.name))


def read_did_document(document: object) -> dict[str, PublicKey]:
    """The keys that may assert, by DID URL. Those published but no longer trusted are not among them.

    Raises Refused: KEYS_MALFORMED when the document is not one of the shape above, KEY_ELSEWHERE when a method has
    another controller than the document's `id`, KEY_MALFORMED for a key that cannot be read.
    """
    if not isinstance(document, dict) or not isinstance(did := document.get("id"), str):
        raise Refused(Reason.KEYS_MALFORMED)
    methods, trusted = document.get("verificationMethod"), document.get("assertionMethod")
    if not isinstance(methods, list) or not isinstance(trusted, list):
        raise Refused(Reason.KEYS_MALFORMED)
    if not all(isinstance(method, dict) and isinstance(method.get("id"), str) for method in methods):
        raise Refused(Reason.KEYS_MALFORMED, "/verificationMethod")
    if not all(isinstance(url, str) for url in trusted):
        raise Refused(Reason.KEYS_MALFORMED, "/assertionMethod")
    if len({method["id"] for method in methods}) != len(methods):
        raise Refused(Reason.KEYS_MALFORMED, "/verificationMethod")
    return {method["id"]: _read_method(did, method) for method in methods if method["id"] in trusted}


def _method(did: str, key: PublicKey) -> dict[str, Any]:
    method = {"id": key_url(did, key.name), "controller": did}
    if isinstance(key.public, Ed25519PublicKey):
        return {**method, "type": "Multikey", "publicKeyMultibase": to_multibase(key.public)}
    return {**method, "type": "JsonWebKey", "publicKeyJwk": jwk_of(did, key)}


def _read_method(did: str, method: dict[str, Any]) -> PublicKey:
    controller, _hash, name = method["id"].partition("#")
    if controller != did or method.get("controller") != did or not name:
        raise Refused(Reason.KEY_ELSEWHERE, "/verificationMethod")
    if method.get("type") == "Multikey":
        return PublicKey(name, "ed25519", from_multibase(method.get("publicKeyMultibase")))
    if method.get("type") == "JsonWebKey":
        public = from_jwk(method.get("publicKeyJwk"))
        return PublicKey(name, "es256" if algorithm_of(public) == "ES256" else "rs256", public)
    raise Refused(Reason.KEYS_MALFORMED, "/verificationMethod")
