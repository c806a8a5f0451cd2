import base58
import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP384R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key as generate_rsa
from joserfc.jwk import ECKey

from passport.proofs.did import PublicKey, did_document, did_web, jwk_of, jwks, read_did_document
from passport.proofs.keys import from_jwk, from_multibase, to_jwk, to_multibase
from passport.proofs.reasons import Reason, Refused
from tests.passport.proofs import examples

# The example key of Data Integrity EdDSA Cryptosuites 1.0, appendix B.1, and its 32 bytes.
PUBLISHED = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"


@pytest.fixture(scope="module")
def rsa():
    return generate_rsa(public_exponent=65537, key_size=2048)


def test_a_multikey_is_two_bytes_then_the_key():
    key = examples.proof_key().public_key()

    raw = base58.b58decode(to_multibase(key).removeprefix("z"))

    assert raw == b"\xed\x01" + key.public_bytes_raw()
    assert from_multibase(to_multibase(key)) == key


def test_a_published_multikey_is_read_and_written_the_same():
    assert to_multibase(from_multibase(PUBLISHED)) == PUBLISHED
    assert isinstance(from_multibase(PUBLISHED), Ed25519PublicKey)


def base58btc(raw):
    return "z" + base58.b58encode(raw).decode()


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "z",
        PUBLISHED[1:],
        PUBLISHED[:-1],
        PUBLISHED + "\n",
        "u" + PUBLISHED[1:],
        "z" + PUBLISHED[1:].replace("6", "0"),
        base58btc(b"\xed\x01" + bytes(31)),
        base58btc(b"\xed\x01" + bytes(33)),
        base58btc(b"\x80\x24" + bytes(33)),  # P-256
        base58btc(b"\x80\x26" + bytes(32)),  # a private key
        "z" + "6" * 200_000,
    ],
)
def test_anything_else_is_not_a_multikey(text):
    with pytest.raises(Refused) as refusal:
        from_multibase(text)
    assert refusal.value.reason is Reason.KEY_MALFORMED


def test_a_jwk_never_holds_the_private_part(rsa):
    private_members = {"d", "p", "q", "dp", "dq", "qi", "oth", "k"}
    for key, algorithm in ((examples.token_key(), "ES256"), (rsa, "RS256")):
        jwk = to_jwk(key.public_key(), kid=examples.TOKEN_METHOD)

        assert not private_members & jwk.keys()
        assert (jwk["alg"], jwk["use"], jwk["kid"]) == (algorithm, "sig", examples.TOKEN_METHOD)
        assert from_jwk(jwk) == key.public_key()


@pytest.mark.parametrize(
    "change",
    [
        {"d": "AA"},
        {"kty": "oct", "k": "AA"},
        {"kty": None},
        {"crv": "P-384"},
        {"x": "AA"},
        {"x": 1},
        {"y": None},
        {"alg": "HS256"},
        {"alg": None},
        {"use": "enc"},
    ],
    ids=str,
)
def test_a_jwk_that_is_not_a_public_key_of_ours_is_refused(change):
    genuine = to_jwk(examples.token_key().public_key(), kid=examples.TOKEN_METHOD)
    assert from_jwk(genuine) == examples.token_key().public_key()

    with pytest.raises(Refused) as refusal:
        from_jwk({**genuine, **change})
    assert refusal.value.reason is Reason.KEY_MALFORMED


def test_a_point_that_is_not_on_the_curve_is_refused():
    genuine = to_jwk(examples.token_key().public_key(), kid=examples.TOKEN_METHOD)

    with pytest.raises(Refused):
        from_jwk({**genuine, "x": genuine["y"], "y": genuine["x"]})


def test_other_curves_and_short_keys_are_not_published(rsa):
    for key in (generate_private_key(SECP384R1()), generate_rsa(public_exponent=65537, key_size=1024)):
        with pytest.raises(Refused):
            to_jwk(key.public_key(), kid=examples.TOKEN_METHOD)
    other = ECKey.import_key(generate_private_key(SECP384R1()).public_key()).as_dict()
    with pytest.raises(Refused):
        from_jwk({**other, "alg": "ES384"})


@pytest.mark.parametrize(
    ("address", "did"),
    [
        ("https://passeport.example", "did:web:passeport.example"),
        ("https://Passeport.Example/", "did:web:passeport.example"),
        ("http://localhost:8000", "did:web:localhost%3A8000"),
    ],
)
def test_the_identifier_of_a_site(address, did):
    assert did_web(address) == did


@pytest.mark.parametrize("address", ["passeport.example", "https://", "https://exemple.fr/passeport", ""])
def test_a_site_that_is_not_at_its_root_has_no_identifier(address):
    with pytest.raises(ValueError, match="root of a site"):
        did_web(address)


def test_the_did_document_has_the_specified_shape():
    document = examples.issuer_document()

    assert document == {
        "@context": [
            "https://www.w3.org/ns/did/v1",
            "https://w3id.org/security/multikey/v1",
            "https://w3id.org/security/jwk/v1",
        ],
        "id": examples.DID,
        "verificationMethod": [
            {
                "id": examples.PROOF_METHOD,
                "type": "Multikey",
                "controller": examples.DID,
                "publicKeyMultibase": to_multibase(examples.proof_key().public_key()),
            },
            {
                "id": examples.TOKEN_METHOD,
                "type": "JsonWebKey",
                "controller": examples.DID,
                "publicKeyJwk": to_jwk(examples.token_key().public_key(), kid=examples.TOKEN_METHOD),
            },
        ],
        "assertionMethod": [examples.PROOF_METHOD, examples.TOKEN_METHOD],
    }


def test_only_trusted_keys_are_read_back(rsa):
    keys = [*examples.public_keys(), PublicKey("rs256-2026a", "rs256", rsa.public_key())]

    found = read_did_document(did_document(examples.DID, keys, keys[1:]))

    assert found == {f"{examples.DID}#{key.name}": key for key in keys[1:]}


def test_the_jwks_holds_token_keys_alone():
    proof, token = examples.public_keys()

    assert jwks(examples.DID, [proof, token]) == {"keys": [jwk_of(examples.DID, token)]}
    with pytest.raises(TypeError):
        jwk_of(examples.DID, proof)


def spoil_method(**members):
    return lambda document: document["verificationMethod"][0].update(members)


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda document: document.pop("id"), Reason.KEYS_MALFORMED),
        (lambda document: document.update(id="did:web:autre.example"), Reason.KEY_ELSEWHERE),
        (lambda document: document.pop("assertionMethod"), Reason.KEYS_MALFORMED),
        (lambda document: document.update(assertionMethod=[{"id": examples.PROOF_METHOD}]), Reason.KEYS_MALFORMED),
        (lambda document: document.update(verificationMethod={}), Reason.KEYS_MALFORMED),
        (lambda document: document["verificationMethod"].append("did:web:x#y"), Reason.KEYS_MALFORMED),
        (
            lambda document: document["verificationMethod"].append(document["verificationMethod"][0]),
            Reason.KEYS_MALFORMED,
        ),
        (spoil_method(controller="did:web:autre.example"), Reason.KEY_ELSEWHERE),
        (spoil_method(type="Ed25519VerificationKey2020"), Reason.KEYS_MALFORMED),
        (spoil_method(publicKeyMultibase="z6Mk"), Reason.KEY_MALFORMED),
        (lambda document: document["verificationMethod"][1]["publicKeyJwk"].update(d="AA"), Reason.KEY_MALFORMED),
    ],
)
def test_a_did_document_of_another_shape_is_refused(spoil, reason):
    document = examples.issuer_document()
    assert len(read_did_document(document)) == 2

    spoil(document)

    with pytest.raises(Refused) as refusal:
        read_did_document(document)
    assert refusal.value.reason is reason


@pytest.mark.parametrize("document", [None, [], "did:web:passeport.example", {}])
def test_what_is_not_a_did_document_is_refused(document):
    with pytest.raises(Refused):
        read_did_document(document)
