"""Whatever was said of a person, a date or a status, and said otherwise since: refused, in both forms."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from typing import Any

import pytest

from passport.proofs.reasons import Reason, Refused
from tests.passport.proofs import examples

Change = Callable[[dict[str, Any]], object]


def subject(body: dict[str, Any]) -> dict[str, Any]:
    return body["credentialSubject"]


CHANGES: dict[str, Change] = {
    "recipient name": lambda body: subject(body)["identifier"][0].update(identityHash="Camille Autre"),
    "e-mail hash": lambda body: subject(body)["identifier"][1].update(identityHash="sha256$" + "0" * 64),
    "subject id": lambda body: subject(body).update(id="urn:uuid:00000000-0000-4000-8000-000000000000"),
    "score": lambda body: subject(body)["result"][0].update(value="100"),
    "achievement name": lambda body: subject(body)["achievement"].update(name="Passeport expert"),
    "criteria": lambda body: subject(body)["achievement"]["criteria"].update(narrative="Réussir une évaluation."),
    "evidence added": lambda body: body["evidence"].append({"type": ["Evidence"], "name": "Autre"}),
    "issuer name": lambda body: body["issuer"].update(name="Ministère"),
    "credential id": lambda body: body.update(id="urn:uuid:00000000-0000-4000-8000-000000000000"),
    "end later": lambda body: body.update(validUntil="2039-11-22T09:30:00Z"),
    "end removed": lambda body: body.pop("validUntil"),
    "beginning moved": lambda body: body.update(validFrom="2025-11-23T09:30:00Z"),
    "status index": lambda body: body["credentialStatus"].update(statusListIndex="48214"),
    "status list": lambda body: body["credentialStatus"].update(statusListCredential=f"{examples.SITE}/statuts/2"),
    "status removed": lambda body: body.pop("credentialStatus"),
}


def change_document(text: str, change: Change) -> str:
    document = json.loads(text)
    change(document)
    return json.dumps(document, ensure_ascii=False)


def change_token(token: str, change: Change, part: int = 1) -> str:
    parts = token.split(".")
    content = json.loads(urlsafe_b64decode(parts[part] + "=="))
    change(content)
    parts[part] = urlsafe_b64encode(json.dumps(content, ensure_ascii=False).encode()).decode().rstrip("=")
    return ".".join(parts)


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_claim_changed_in_the_json_is_refused(change):
    genuine = json.dumps(examples.proved(examples.credential()))
    assert examples.believe(genuine) == examples.credential()

    with pytest.raises(Refused) as refusal:
        examples.believe(change_document(genuine, change))

    assert refusal.value.reason is Reason.PROOF_ALTERED


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_claim_changed_in_the_token_is_refused(change):
    genuine = examples.as_token(examples.credential())
    assert examples.believe(genuine) == examples.credential()

    with pytest.raises(Refused) as refusal:
        examples.believe(change_token(genuine, change))

    assert refusal.value.reason is Reason.TOKEN_ALTERED


def test_another_issuer_cannot_take_a_credential_over():
    document, token = json.dumps(examples.proved(examples.credential())), examples.as_token(examples.credential())

    def take_over(body):
        body["issuer"]["id"] = "did:web:autre.example"

    with pytest.raises(Refused) as of_document:
        examples.believe(change_document(document, take_over))
    with pytest.raises(Refused) as of_token:
        examples.believe(change_token(token, take_over))

    assert of_document.value.reason is Reason.KEY_ELSEWHERE
    assert of_token.value.reason is Reason.TOKEN_ALTERED
    assert examples.believe(document) == examples.believe(token)


CLAIMS: dict[str, Change] = {
    "iss": lambda body: body.update(iss="did:web:autre.example"),
    "sub": lambda body: body.update(sub="urn:uuid:00000000-0000-4000-8000-000000000000"),
    "jti": lambda body: body.update(jti="urn:uuid:00000000-0000-4000-8000-000000000000"),
    "nbf": lambda body: body.update(nbf=body["nbf"] - 1),
    "exp": lambda body: body.update(exp=body["exp"] + 86_400),
}


@pytest.mark.parametrize("claim", CLAIMS)
@pytest.mark.parametrize("how", ["changed", "removed", "written otherwise"])
def test_a_claim_that_does_not_say_what_the_body_says_is_refused_even_well_signed(claim, how, sign_payload):
    """As a signer of ours that erred would do: the signature holds, and the token is refused all the same."""
    payload = sign_payload.payload()
    assert examples.believe(sign_payload(payload)) == examples.credential()

    match how:
        case "changed":
            CLAIMS[claim](payload)
        case "removed":
            del payload[claim]
        case _:
            payload[claim] = float(payload[claim]) if isinstance(payload[claim], int) else [payload[claim]]

    with pytest.raises(Refused) as refusal:
        examples.believe(sign_payload(payload))
    expected = Reason.BAD_NUMBER if isinstance(payload.get(claim), float) else Reason.CLAIM_MISMATCH
    assert refusal.value.reason is expected
    assert refusal.value.place == ("" if expected is Reason.BAD_NUMBER else claim)


def test_a_token_without_end_says_no_exp():
    endless = examples.credential()
    del endless["validUntil"]

    token = examples.as_token(endless)

    assert examples.believe(token) == endless
    assert "exp" not in json.loads(urlsafe_b64decode(token.split(".")[1] + "=="))
