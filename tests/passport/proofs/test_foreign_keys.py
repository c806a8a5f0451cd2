"""Signed, but not by the issuer's key: refused, in both forms; and a key of ours that no longer signs still verifies."""

import hashlib
import hmac
import json
from base64 import urlsafe_b64encode

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key as generate_rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from passport.proofs.did import PublicKey, did_document
from passport.proofs.jose import sign_token, verify_token
from passport.proofs.keys import to_multibase
from passport.proofs.reasons import Reason, Refused
from tests.passport.proofs import examples
from tests.passport.proofs.test_altered_proofs import refusal_of


def genuine_forms() -> tuple[str, str]:
    document, token = json.dumps(examples.proved(examples.credential())), examples.as_token(examples.credential())
    assert examples.believe(document) == examples.believe(token) == examples.credential()
    return document, token


def signed_by_a_thief(issuer: str = examples.DID, method: str | None = None) -> tuple[str, str]:
    body = examples.credential()
    body["issuer"]["id"] = issuer
    proof_method, kid = method or examples.PROOF_METHOD, method or examples.TOKEN_METHOD
    document = examples.proved(body, key=Ed25519PrivateKey.generate(), method=proof_method)
    return json.dumps(document), examples.as_token(body, key=generate_private_key(SECP256R1()), kid=kid)


def test_another_key_under_our_key_name():
    genuine_forms()

    document, token = signed_by_a_thief()

    assert refusal_of(document) is Reason.PROOF_ALTERED
    assert refusal_of(token) is Reason.TOKEN_ALTERED


OWN = to_multibase(Ed25519PrivateKey.generate().public_key())


@pytest.mark.parametrize("issuer", ["did:web:autre.example", f"did:key:{OWN}", "did:jwk:eyJrdHkiOiJFQyJ9"])
def test_an_issuer_of_its_own(issuer):
    genuine_forms()

    for forged in signed_by_a_thief(issuer, f"{issuer}#{OWN}"):
        assert refusal_of(forged) is Reason.KEY_UNKNOWN


@pytest.mark.parametrize("method", ["did:web:autre.example#ed25519-2026a", "did:web:passeport.example.autre.example#k"])
def test_our_name_signed_with_the_key_of_another_site(method, sign_payload):
    document, _token = genuine_forms()

    forged = document.replace(examples.PROOF_METHOD, method)

    assert refusal_of(forged) is Reason.KEY_UNKNOWN
    assert refusal_of(sign_payload(sign_payload.payload(), kid=method)) is Reason.KEY_UNKNOWN


@pytest.mark.parametrize("kid", ["https://passeport.example/cles/es256-2026a.json", "es256-2026a", "#es256-2026a", ""])
def test_a_kid_that_is_not_the_url_of_a_key(kid, sign_payload):
    document, _token = genuine_forms()

    assert refusal_of(document.replace(examples.PROOF_METHOD, kid)) is Reason.KEY_ELSEWHERE
    expected = Reason.KEY_ELSEWHERE if kid else Reason.HEADER_REFUSED
    assert refusal_of(sign_payload(sign_payload.payload(), kid=kid)) is expected


def test_a_key_name_that_nobody_published(sign_payload):
    document, _token = genuine_forms()
    unknown = f"{examples.DID}#2019"

    assert refusal_of(document.replace(examples.PROOF_METHOD, unknown)) is Reason.KEY_UNKNOWN
    assert refusal_of(sign_payload(sign_payload.payload(), kid=unknown)) is Reason.KEY_UNKNOWN


def test_the_key_of_tokens_named_by_an_embedded_proof_and_the_reverse(sign_payload):
    document, _token = genuine_forms()

    assert refusal_of(document.replace(examples.PROOF_METHOD, examples.TOKEN_METHOD)) is Reason.KEY_UNKNOWN
    assert refusal_of(sign_payload(sign_payload.payload(), kid=examples.PROOF_METHOD)) is Reason.KEY_UNKNOWN


@pytest.mark.parametrize("encoding", [Encoding.PEM, Encoding.DER])
def test_the_public_key_used_as_a_shared_secret(encoding, sign_payload):
    _document, token = genuine_forms()
    secret = examples.token_key().public_key().public_bytes(encoding, PublicFormat.SubjectPublicKeyInfo)
    header = {"alg": "HS256", "typ": "JWT", "kid": examples.TOKEN_METHOD}
    signed = f"{encode(header)}.{token.split('.')[1]}"
    mac = hmac.new(secret, signed.encode(), hashlib.sha256).digest()

    forged = f"{signed}.{urlsafe_b64encode(mac).decode().rstrip('=')}"

    assert refusal_of(forged) is Reason.ALGORITHM_REFUSED
    with pytest.raises(Refused):
        verify_token(forged, key=examples.token_key().public_key(), algorithms=("ES256", "HS256", "none"))


@pytest.mark.parametrize("algorithm", ["none", "None", "", "ES384", "EdDSA", None, ["ES256"]])
def test_no_signature_or_another_algorithm(algorithm):
    _document, token = genuine_forms()
    header = encode({"alg": algorithm, "typ": "JWT", "kid": examples.TOKEN_METHOD})
    _header, body, signature = token.split(".")

    assert refusal_of(f"{header}.{body}.{signature}") is Reason.ALGORITHM_REFUSED
    assert refusal_of(f"{header}.{body}.") is Reason.TOKEN_MALFORMED


def test_an_algorithm_of_ours_is_refused_where_it_is_not_chosen():
    rsa = generate_rsa(public_exponent=65537, key_size=2048)
    body, kid = examples.credential(), f"{examples.DID}#rs256-2026a"
    token = sign_token(body, key=rsa, kid=kid, algorithm="RS256")

    assert verify_token(token, key=rsa.public_key(), algorithms=("RS256",)) == body
    for key, algorithms in ((rsa.public_key(), ("ES256",)), (examples.token_key().public_key(), ("ES256", "RS256"))):
        with pytest.raises(Refused) as refusal:
            verify_token(token, key=key, algorithms=algorithms)
        assert refusal.value.reason is Reason.ALGORITHM_REFUSED


def test_a_key_signs_with_its_own_algorithm_only():
    with pytest.raises(ValueError, match="RS256"):
        sign_token(examples.credential(), key=examples.token_key(), kid=examples.TOKEN_METHOD, algorithm="RS256")
    with pytest.raises(ValueError, match="HS256"):
        sign_token(examples.credential(), key=examples.token_key(), kid=examples.TOKEN_METHOD, algorithm="HS256")


def test_nobody_signs_with_the_key_of_another_issuer():
    body = examples.credential()
    body["issuer"]["id"] = "did:web:autre.example"

    with pytest.raises(Refused) as of_document:
        examples.proved(body)
    with pytest.raises(Refused) as of_token:
        examples.as_token(body)

    assert of_document.value.reason is of_token.value.reason is Reason.KEY_ELSEWHERE


def test_a_withdrawn_key_no_longer_verifies():
    forms = genuine_forms()
    withdrawn = did_document(examples.DID, examples.public_keys(), [])

    for form in forms:
        with pytest.raises(Refused) as refusal:
            examples.believe(form, withdrawn)
        assert refusal.value.reason is Reason.KEY_UNKNOWN


def test_the_did_document_of_somebody_else_verifies_nothing_of_ours():
    forms = genuine_forms()
    other = did_document("did:web:autre.example", examples.public_keys(), examples.public_keys())

    for form in forms:
        with pytest.raises(Refused) as refusal:
            examples.believe(form, other)
        assert refusal.value.reason is Reason.KEY_UNKNOWN


def test_a_retired_key_still_verifies_after_rotation():
    forms = genuine_forms()
    new = [
        PublicKey("ed25519-2027a", "ed25519", Ed25519PrivateKey.generate().public_key()),
        PublicKey("es256-2027a", "es256", generate_private_key(SECP256R1()).public_key()),
    ]
    keys = [*new, *examples.public_keys()]
    after = did_document(examples.DID, keys, keys)

    for form in forms:
        assert examples.believe(form, after) == examples.credential()


def encode(header: dict[str, object]) -> str:
    return urlsafe_b64encode(json.dumps(header).encode()).decode().rstrip("=")
