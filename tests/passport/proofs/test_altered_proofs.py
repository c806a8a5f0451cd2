"""A proof cut, changed, emptied or taken away: refused, in both forms."""

import json
from typing import Any

import pytest

from passport.proofs.integrity import sign_document
from passport.proofs.reasons import Reason, Refused
from tests.passport.proofs import examples
from tests.passport.proofs.test_altered_claims import change_document


def refusal_of(text: str) -> Reason:
    with pytest.raises(Refused) as refusal:
        examples.believe(text)
    return refusal.value.reason


def other(character: str) -> str:
    return "A" if character != "A" else "B"


def proof_with(**members: Any) -> Any:
    return lambda document: document["proof"].update(members)


DOCUMENTS = {
    "truncated": (lambda document: document["proof"].update(proofValue=document["proof"]["proofValue"][:-1]), None),
    "one character altered": (
        lambda document: document["proof"].update(
            proofValue=document["proof"]["proofValue"][:40]
            + other(document["proof"]["proofValue"][40])
            + document["proof"]["proofValue"][41:]
        ),
        Reason.PROOF_ALTERED,
    ),
    "emptied": (proof_with(proofValue=""), Reason.PROOF_MALFORMED),
    "in another base": (proof_with(proofValue="u" + "A" * 86), Reason.PROOF_MALFORMED),
    "removed": (lambda document: document.pop("proof"), Reason.PROOF_MISSING),
    "null": (lambda document: document.update(proof=None), Reason.PROOF_MALFORMED),
    "two of them": (lambda document: document.update(proof=[document["proof"]] * 2), Reason.PROOF_MALFORMED),
    "value missing": (lambda document: document["proof"].pop("proofValue"), Reason.PROOF_MALFORMED),
    "another purpose": (proof_with(proofPurpose="authentication"), Reason.PURPOSE_REFUSED),
    "purpose written in full": (
        proof_with(proofPurpose="https://w3id.org/security#assertionMethod"),
        Reason.PURPOSE_REFUSED,
    ),
    "another date": (proof_with(created="2026-11-23T09:30:01Z"), Reason.PROOF_ALTERED),
    "a date in another zone": (proof_with(created="2026-11-23T10:30:00+01:00"), Reason.DATE_MALFORMED),
    "another suite": (proof_with(cryptosuite="eddsa-jcs-2022"), Reason.SUITE_REFUSED),
    "another type": (proof_with(type="Ed25519Signature2020"), Reason.SUITE_REFUSED),
    "an end of its own": (proof_with(expires="2036-01-01T00:00:00Z"), Reason.PROOF_MALFORMED),
    "a context of its own": (proof_with(**{"@context": "https://autre.example"}), Reason.PROOF_MALFORMED),
}


@pytest.mark.parametrize(("change", "reason"), DOCUMENTS.values(), ids=DOCUMENTS)
def test_an_embedded_proof_that_was_touched_is_refused(change, reason):
    genuine = json.dumps(examples.proved(examples.credential()))
    assert examples.believe(genuine) == examples.credential()

    found = refusal_of(change_document(genuine, change))

    assert found is reason or (reason is None and found in {Reason.PROOF_MALFORMED, Reason.PROOF_ALTERED})


def test_a_json_file_cut_short_is_refused():
    genuine = json.dumps(examples.proved(examples.credential()))
    assert examples.believe(genuine) == examples.credential()

    assert refusal_of(genuine[:-40]) is Reason.NOT_JSON


TOKENS = {
    "truncated": (lambda header, body, signature: (header, body, signature[:-4]), None),
    "cut in the middle of a byte": (lambda header, body, signature: (header, body, signature[:-1]), None),
    "one character altered": (
        lambda header, body, signature: (header, body, signature[:20] + other(signature[20]) + signature[21:]),
        Reason.TOKEN_ALTERED,
    ),
    "emptied": (lambda header, body, signature: (header, body, ""), Reason.TOKEN_MALFORMED),
    "two parts only": (lambda header, body, signature: (header, body), Reason.TOKEN_MALFORMED),
    "four parts": (lambda header, body, signature: (header, body, signature, signature), Reason.TOKEN_MALFORMED),
    "padded": (lambda header, body, signature: (header, body, signature + "=="), Reason.TOKEN_MALFORMED),
    "a line added": (lambda header, body, signature: (header, body, signature + "\n"), Reason.TOKEN_MALFORMED),
    "body emptied": (lambda header, body, signature: (header, "", signature), Reason.TOKEN_MALFORMED),
}


@pytest.mark.parametrize(("change", "reason"), TOKENS.values(), ids=TOKENS)
def test_a_token_whose_signature_was_touched_is_refused(change, reason):
    genuine = examples.as_token(examples.credential())
    assert examples.believe(genuine) == examples.credential()

    found = refusal_of(".".join(change(*genuine.split("."))))

    assert found is reason or (reason is None and found in {Reason.TOKEN_MALFORMED, Reason.TOKEN_ALTERED})


def test_the_last_character_of_a_token_has_one_spelling_only():
    """Its low bits decode to nothing: a lax reader takes sixteen texts for one signature."""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    genuine = examples.as_token(examples.credential())
    twin = genuine[:-1] + alphabet[alphabet.index(genuine[-1]) ^ 1]
    assert examples.believe(genuine) == examples.credential()

    assert refusal_of(twin) is Reason.TOKEN_MALFORMED


HEADERS = {
    "another key in the header": ({"jwk": {"kty": "EC"}}, Reason.HEADER_REFUSED),
    "a chain of certificates": ({"x5c": ["MII"]}, Reason.HEADER_REFUSED),
    "the address of a chain": ({"x5u": "https://autre.example/x"}, Reason.HEADER_REFUSED),
    "the address of keys": ({"jku": "https://autre.example/jwks.json"}, Reason.HEADER_REFUSED),
    "something critical": ({"crit": ["kid"]}, Reason.HEADER_REFUSED),
    "a content type": ({"cty": "vc"}, Reason.HEADER_REFUSED),
    "another type": ({"typ": "vc+jwt"}, Reason.HEADER_REFUSED),
    "no type": ({"typ": None}, Reason.HEADER_REFUSED),
}


@pytest.mark.parametrize(("header", "reason"), HEADERS.values(), ids=HEADERS)
def test_a_header_that_is_not_ours_is_refused_even_well_signed(header, reason, sign_payload):
    payload = sign_payload.payload()
    assert examples.believe(sign_payload(payload)) == examples.credential()

    assert refusal_of(sign_payload(payload, **header)) is reason


def test_what_is_already_proved_is_not_proved_again():
    proved = examples.proved(examples.credential())

    with pytest.raises(ValueError, match="already proved"):
        sign_document(
            proved,
            key=examples.proof_key(),
            method=examples.PROOF_METHOD,
            created=examples.CREATED,
            contexts=examples.contexts(),
        )
    assert "proof" not in examples.believe(examples.as_token(proved))
