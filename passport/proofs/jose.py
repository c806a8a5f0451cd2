"""The same credential as a token: compact JWS (RFC 7515), the credential itself being the payload (VC-JOSE-COSE)."""

import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Collection
from typing import Any, Final

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, RSAKey
from joserfc.jws import JWSRegistry, deserialize_compact, serialize_compact

from passport.proofs.contexts import Contexts
from passport.proofs.instants import read_instant
from passport.proofs.integrity import METHOD, issuer_of
from passport.proofs.keys import TokenKey, algorithm_of
from passport.proofs.members import LARGEST
from passport.proofs.reasons import Reason, Refused
from passport.proofs.strict import check_form, read_json

TYPE: Final = "JWT"
HEADER: Final = frozenset({"alg", "typ", "kid"})
# Both are asymmetric, and each goes with one kind of key: the header cannot turn a public key into a shared secret.
ALGORITHMS: Final = ("ES256", "RS256")
CLAIMS: Final = ("iss", "sub", "jti", "nbf", "exp")
COMPACT: Final = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+", re.ASCII)


def sign_token(
    document: dict[str, Any],
    *,
    key: EllipticCurvePrivateKey | RSAPrivateKey,
    kid: str,
    algorithm: str = "ES256",
    contexts: Contexts | None = None,
) -> str:
    """The token of a credential or of a status list, without its embedded proof.

    `kid`: the DID URL of the key. With `contexts` the form is checked first; without, the caller has done it (signing
    the same document with `sign_document` does). Raises Refused; ValueError for a key of another algorithm.
    """
    body = {name: value for name, value in document.items() if name != "proof"}
    if contexts is not None:
        check_form(body, contexts)
    if kid.partition("#")[0] != issuer_of(body):
        raise Refused(Reason.KEY_ELSEWHERE, "kid")
    if algorithm not in ALGORITHMS or algorithm_of(key.public_key()) != algorithm:
        raise ValueError(f"not a key for {algorithm}")
    payload = json.dumps({**body, **claims_of(body)}, ensure_ascii=False, separators=(",", ":"))
    header = {"alg": algorithm, "typ": TYPE, "kid": kid}
    return serialize_compact(header, payload.encode(), _jose_key(key), registry=_registry((algorithm,)))


def claims_of(body: dict[str, Any]) -> dict[str, Any]:
    """The registered claims that say again what the body says; `exp` only when it ends. Raises Refused."""
    subject = body.get("credentialSubject")
    claims = {
        "iss": issuer_of(body),
        "sub": subject.get("id") if isinstance(subject, dict) else None,
        "jti": body.get("id"),
        "nbf": int(read_instant(body.get("validFrom"), "/validFrom").timestamp()),
    }
    if not isinstance(claims["sub"], str) or not isinstance(claims["jti"], str):
        raise Refused(Reason.RELATIVE_IDENTIFIER, "/id" if isinstance(claims["sub"], str) else "/credentialSubject/id")
    if "validUntil" in body:
        claims["exp"] = int(read_instant(body["validUntil"], "/validUntil").timestamp())
    return claims


def kid_of(token: str) -> str:
    """The DID URL of the key that is said to have signed. Raises Refused, for a header that is not ours."""
    return _read_header(_parts(token)[0])["kid"]


def verify_token(
    token: str,
    *,
    key: TokenKey,
    algorithms: Collection[str] = ("ES256",),
    contexts: Contexts | None = None,
) -> dict[str, Any]:
    """The body of the credential or status list, once the token holds for this key; the claims are taken out.

    `algorithms` are ours to choose, never the header's. With `contexts` the form of the body is checked as well.
    Whose key it is, whether it is still trusted, dates and status are for the caller. Raises Refused: TOKEN_MALFORMED,
    HEADER_REFUSED, ALGORITHM_REFUSED, KEY_ELSEWHERE, TOKEN_ALTERED, WRAPPER_REFUSED, CLAIM_MISMATCH, or of form.
    """
    encoded_header, encoded_payload, signature = _parts(token)
    header = _read_header(encoded_header)
    if header["alg"] not in algorithms or header["alg"] not in ALGORITHMS or header["alg"] != algorithm_of(key):
        raise Refused(Reason.ALGORITHM_REFUSED, "alg")
    _decode(signature)
    try:
        deserialize_compact(token, _jose_key(key), registry=_registry((header["alg"],)))
    except JoseError as error:
        raise Refused(Reason.TOKEN_ALTERED) from error
    payload = read_json(_decode(encoded_payload))
    if "vc" in payload:
        raise Refused(Reason.WRAPPER_REFUSED, "vc")
    body = {name: value for name, value in payload.items() if name not in CLAIMS}
    if contexts is not None:
        check_form(body, contexts)
    _check_claims(payload, claims_of(body))
    if header["kid"].partition("#")[0] != issuer_of(body):
        raise Refused(Reason.KEY_ELSEWHERE, "kid")
    return body


def _check_claims(payload: dict[str, Any], expected: dict[str, Any]) -> None:
    for name in CLAIMS:
        if payload.get(name) != expected.get(name) or type(payload.get(name)) is not type(expected.get(name)):
            raise Refused(Reason.CLAIM_MISMATCH, name)


def _read_header(encoded: str) -> dict[str, str]:
    header = read_json(_decode(encoded))
    if header.get("alg") not in ALGORITHMS:
        raise Refused(Reason.ALGORITHM_REFUSED, "alg")
    if header.keys() != HEADER or header["typ"] != TYPE:
        raise Refused(Reason.HEADER_REFUSED, "typ" if header.keys() == HEADER else "")
    if not isinstance(header["kid"], str) or not METHOD.fullmatch(header["kid"]):
        raise Refused(Reason.KEY_ELSEWHERE, "kid")
    return header


def _parts(token: str) -> list[str]:
    if len(token) > 2 * LARGEST:
        raise Refused(Reason.TOO_LARGE)
    if not COMPACT.fullmatch(token):
        raise Refused(Reason.TOKEN_MALFORMED)
    return token.split(".")


def _decode(part: str) -> bytes:
    """Raises Refused (TOKEN_MALFORMED), also when the same bytes are written otherwise than base64url would."""
    try:
        raw = urlsafe_b64decode(part + "=" * (-len(part) % 4))
    except ValueError as error:
        raise Refused(Reason.TOKEN_MALFORMED) from error
    if urlsafe_b64encode(raw).rstrip(b"=").decode("ascii") != part:
        raise Refused(Reason.TOKEN_MALFORMED)
    return raw


def _registry(algorithms: Collection[str]) -> JWSRegistry:
    return JWSRegistry(algorithms=algorithms)


def _jose_key(key: EllipticCurvePrivateKey | RSAPrivateKey | TokenKey) -> ECKey | RSAKey:
    if isinstance(key, RSAPrivateKey | RSAPublicKey):
        return RSAKey.import_key(key)
    return ECKey.import_key(key)
