"""Signed by whom? Only keys that the issuer publishes and still believes count."""

import hmac
import json

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from joserfc import jws
from joserfc.jwk import ECKey

from passport.proofs.did import PublicKey
from passport.proofs.keys import to_jwk, to_multibase
from passport.verify.issuer import FolderUnusable
from passport.verify.verdict import Check, State
from tests.passport.proofs import examples
from tests.passport.verify.presenting import (
    DOCUMENT,
    FORMS,
    NOW,
    TOKEN,
    a_list,
    accepted,
    changed,
    export,
    file_of,
    header_of,
    originals,
    pack,
    pack_bytes,
    reason_of,
    unpack,
    verdict_of,
    with_header,
)

STRANGER = Ed25519PrivateKey.generate()
TOKEN_STRANGER = generate_private_key(SECP256R1())
EVIL = "did:web:evil.example"


def proved_by_a_stranger(did, method):
    document = changed(examples.credential(), lambda body: body["issuer"].update(id=did))
    return json.dumps(examples.proved(document, key=STRANGER, method=method)).encode()


def token_of_a_stranger(did, kid):
    document = changed(examples.credential(), lambda body: body["issuer"].update(id=did))
    return examples.as_token(document, key=TOKEN_STRANGER, kid=kid).encode()


def test_another_key_under_the_name_of_ours_is_refused(issuer):
    assert accepted(DOCUMENT, issuer)
    assert accepted(TOKEN, issuer)

    document = proved_by_a_stranger(examples.DID, examples.PROOF_METHOD)
    token = token_of_a_stranger(examples.DID, examples.TOKEN_METHOD)

    assert reason_of(verdict_of(document, issuer)) == (Check.PROOF, "proof-altered")
    assert reason_of(verdict_of(token, issuer)) == (Check.PROOF, "token-altered")


@pytest.mark.parametrize("did", [EVIL, f"did:key:{to_multibase(STRANGER.public_key())}"], ids=["did:web", "did:key"])
def test_a_proof_by_somebody_s_own_identity_is_refused(did, issuer):
    assert accepted(DOCUMENT, issuer)

    own = proved_by_a_stranger(did, f"{did}#{did.removeprefix('did:key:').removeprefix('did:web:')}")

    assert reason_of(verdict_of(own, issuer)) == (Check.ISSUER, "issuer-unknown")


def own_jwk():
    return f"did:jwk:{pack(to_jwk(TOKEN_STRANGER.public_key(), kid='x'))}"


@pytest.mark.parametrize(
    "did",
    [EVIL, "did:key:zDnaerx9CtbPJ1q36T5Ln5wYt3MQYeGRG5ehnPAmxcf5mDZpv", own_jwk()],
    ids=["did:web", "did:key", "did:jwk"],
)
def test_a_token_by_somebody_s_own_identity_is_refused(did, issuer):
    assert accepted(TOKEN, issuer)

    assert reason_of(verdict_of(token_of_a_stranger(did, f"{did}#0"), issuer)) == (Check.KEY, "key-elsewhere")


@pytest.mark.parametrize("did", [EVIL, own_jwk()], ids=["did:web", "did:jwk"])
def test_a_foreign_method_in_a_document_of_ours_is_refused(did, issuer):
    document = json.loads(originals()[0])
    document["proof"]["verificationMethod"] = f"{did}#0"

    assert reason_of(verdict_of(json.dumps(document).encode(), issuer)) == (Check.KEY, "key-elsewhere")


def test_an_unknown_key_of_ours_is_refused(issuer):
    assert accepted(DOCUMENT, issuer)
    assert accepted(TOKEN, issuer)
    document = json.loads(originals()[0])
    document["proof"]["verificationMethod"] = f"{examples.DID}#ed25519-1999a"
    token = with_header(originals()[1], header_of(originals()[1]) | {"kid": f"{examples.DID}#es256-1999a"})

    assert reason_of(verdict_of(json.dumps(document).encode(), issuer)) == (Check.KEY, "key-unknown")
    assert reason_of(verdict_of(token.encode(), issuer)) == (Check.KEY, "key-unknown")


def test_each_form_wants_its_own_kind_of_key(issuer):
    document = json.loads(originals()[0])
    document["proof"]["verificationMethod"] = examples.TOKEN_METHOD
    token = with_header(originals()[1], header_of(originals()[1]) | {"kid": examples.PROOF_METHOD})

    assert reason_of(verdict_of(json.dumps(document).encode(), issuer)) == (Check.KEY, "key-unknown")
    assert reason_of(verdict_of(token.encode(), issuer)) == (Check.KEY, "key-unknown")


HEADERS = {
    "key in the header": (lambda head: head | {"jwk": to_jwk(TOKEN_STRANGER.public_key(), kid="x")}, "header-refused"),
    "address of a key": (lambda head: head | {"x5u": "https://evil.example/key.pem"}, "header-refused"),
    "address of a set": (lambda head: head | {"jku": "https://evil.example/jwks.json"}, "header-refused"),
    "critical member": (lambda head: head | {"crit": ["b64"], "b64": False}, "header-refused"),
    "key on another site": (lambda head: head | {"kid": "https://evil.example/key.json"}, "key-elsewhere"),
    "no key": (lambda head: {"alg": head["alg"], "typ": head["typ"]}, "header-refused"),
    "other type": (lambda head: head | {"typ": "vc+jwt"}, "header-refused"),
    "no algorithm": (lambda head: head | {"alg": "none"}, "algorithm-refused"),
    "shared secret": (lambda head: head | {"alg": "HS256"}, "algorithm-refused"),
    "other algorithm": (lambda head: head | {"alg": "RS256"}, "algorithm-refused"),
}


@pytest.mark.parametrize("case", HEADERS)
def test_a_header_that_is_not_ours_is_refused(case, issuer):
    assert accepted(TOKEN, issuer)
    change, reason = HEADERS[case]
    token = with_header(originals()[1], change(header_of(originals()[1])))

    assert reason_of(verdict_of(token.encode(), issuer))[1] == reason


def test_a_token_signed_with_our_public_key_as_a_secret_is_refused(issuer):
    assert accepted(TOKEN, issuer)
    public = examples.token_key().public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    header = {"alg": "HS256", "typ": "JWT", "kid": examples.TOKEN_METHOD}
    payload = unpack(originals()[1].split(".")[1])
    signature = hmac.digest(public, f"{pack(header)}.{pack_bytes(payload)}".encode(), "sha256")
    forged = f"{pack(header)}.{pack_bytes(payload)}.{pack_bytes(signature)}"

    assert reason_of(verdict_of(forged.encode(), issuer))[1] == "algorithm-refused"


def test_a_key_of_the_attacker_in_the_header_is_not_used(issuer):
    header = {"alg": "ES256", "typ": "JWT", "kid": examples.TOKEN_METHOD}
    header["jwk"] = to_jwk(TOKEN_STRANGER.public_key(), kid=examples.TOKEN_METHOD)
    payload = unpack(originals()[1].split(".")[1])
    forged = jws.serialize_compact(header, payload, ECKey.import_key(TOKEN_STRANGER))

    assert reason_of(verdict_of(forged.encode(), issuer))[1] == "header-refused"


@pytest.mark.parametrize("form", FORMS)
def test_what_a_withdrawn_key_signed_no_longer_holds(form, tmp_path, issuer):
    assert accepted(form, issuer)

    verdict = verdict_of(file_of(form), export(tmp_path, trusted=[]))

    assert verdict.state is State.REFUSED
    assert reason_of(verdict) == (Check.KEY, "key-compromised")


@pytest.mark.parametrize("form", FORMS)
def test_what_a_retired_key_signed_still_holds_after_a_rotation(form, tmp_path):
    """A newer key signs the list; the older one stays published and believed."""
    new = Ed25519PrivateKey.generate()
    keys = [*examples.public_keys(), PublicKey("ed25519-2026b", "ed25519", new.public_key())]
    signed = examples.proved(examples.status_list(), key=new, method=f"{examples.DID}#ed25519-2026b")

    assert accepted(form, export(tmp_path, keys=keys, lists={"1": json.dumps(signed)}))


def test_the_keys_of_somebody_else_judge_nothing_of_ours(tmp_path, issuer):
    assert accepted(DOCUMENT, issuer)
    theirs = export(tmp_path / "theirs", did=EVIL, keys=examples.public_keys())

    for form in FORMS:
        verdict = verdict_of(file_of(form), theirs)
        assert verdict.state is State.REFUSED
        assert reason_of(verdict)[1] in ("issuer-unknown", "key-elsewhere")


def test_a_folder_that_mixes_two_issuers_is_not_used(tmp_path):
    export(tmp_path)
    (tmp_path / "emetteur.json").write_text(json.dumps({"did": EVIL}))

    with pytest.raises(FolderUnusable, match="autre émetteur"):
        type(export(tmp_path / "whole"))(tmp_path)


@pytest.mark.parametrize("name", ["emetteur.json", ".well-known/did.json", "contextes/credentials-v2.json"])
@pytest.mark.parametrize("content", [None, "", "[]", "{"])
def test_a_folder_that_is_not_whole_is_not_used(name, content, tmp_path):
    whole = export(tmp_path)
    if content is None:
        (tmp_path / name).unlink()
    else:
        (tmp_path / name).write_text(content)

    with pytest.raises(FolderUnusable):
        type(whole)(tmp_path)


def test_a_list_may_come_in_either_form(tmp_path):
    token = examples.as_token(examples.status_list())

    assert accepted(DOCUMENT, export(tmp_path / "a", lists={"1.jwt": token}), NOW)
    assert accepted(TOKEN, export(tmp_path / "b", lists=a_list()), NOW)
