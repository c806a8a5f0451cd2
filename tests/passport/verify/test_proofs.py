"""The signature itself, spoilt: cut, altered, emptied, removed, dated otherwise, made by another suite."""

import json

import pytest

from passport.verify.verdict import State
from tests.passport.verify.presenting import (
    DOCUMENT,
    PICTURE,
    SEALED,
    TOKEN,
    accepted,
    file_of,
    originals,
    reason_of,
    verdict_of,
)

EMBEDDED = (DOCUMENT, PICTURE, SEALED)


def another_character(text, at):
    return text[:at] + ("2" if text[at] != "2" else "3") + text[at + 1 :]


PROOFS = {
    "cut": (lambda proof: proof | {"proofValue": proof["proofValue"][:40]}, "proof-malformed"),
    "altered": (lambda proof: proof | {"proofValue": another_character(proof["proofValue"], 30)}, "proof-altered"),
    "emptied": (lambda proof: proof | {"proofValue": ""}, "proof-malformed"),
    "for another purpose": (lambda proof: proof | {"proofPurpose": "authentication"}, "purpose-refused"),
    "of another date": (lambda proof: proof | {"created": "2026-11-22T09:30:00Z"}, "proof-altered"),
    "of another suite": (lambda proof: proof | {"cryptosuite": "eddsa-jcs-2022"}, "suite-refused"),
    "of another type": (lambda proof: proof | {"type": "Ed25519Signature2020"}, "suite-refused"),
    "with a challenge": (lambda proof: proof | {"challenge": "x"}, "proof-malformed"),
    "a list": (lambda proof: [proof, proof], "proof-malformed"),
}


def with_proof(change):
    document = json.loads(originals()[0])
    return json.dumps(document | {"proof": change(document["proof"])})


@pytest.mark.parametrize("form", EMBEDDED)
@pytest.mark.parametrize("case", PROOFS)
def test_a_spoilt_proof_is_refused(form, case, issuer):
    assert accepted(form, issuer)
    change, reason = PROOFS[case]

    verdict = verdict_of(file_of(form, with_proof(change)), issuer)

    assert verdict.state is State.REFUSED
    assert reason_of(verdict)[1] == reason


@pytest.mark.parametrize("form", EMBEDDED)
def test_a_proof_that_was_removed_is_refused(form, issuer):
    assert accepted(form, issuer)
    document = json.loads(originals()[0])
    del document["proof"]

    assert reason_of(verdict_of(file_of(form, json.dumps(document)), issuer))[1] == "proof-missing"


@pytest.mark.parametrize("form", EMBEDDED)
def test_a_document_cut_short_is_refused(form, issuer):
    assert accepted(form, issuer)

    assert reason_of(verdict_of(file_of(form, originals()[0][:-40]), issuer))[1] == "not-json"


def parts():
    return originals()[1].split(".")


def dotted(*pieces):
    return ".".join(pieces)


TOKENS = {
    "signature cut": (lambda: originals()[1][:-20], {"token-altered", "token-malformed"}),
    "one character altered": (lambda: dotted(*parts()[:2], another_character(parts()[2], 10)), {"token-altered"}),
    "signature emptied": (lambda: dotted(*parts()[:2], ""), {"token-malformed"}),
    "two parts only": (lambda: dotted(*parts()[:2]), {"token-malformed"}),
    "a part too many": (lambda: dotted(*parts(), "e30"), {"token-malformed"}),
    "payload cut": (lambda: dotted(parts()[0], parts()[1][:-4], parts()[2]), {"token-altered"}),
    "padded": (lambda: originals()[1] + "==", {"file-unknown"}),
}


@pytest.mark.parametrize("form", [TOKEN, SEALED])
@pytest.mark.parametrize("case", TOKENS)
def test_a_spoilt_token_is_refused(form, case, issuer):
    assert accepted(form, issuer)
    spoil, reasons = TOKENS[case]

    verdict = verdict_of(file_of(form, token=spoil()), issuer)

    assert verdict.state is State.REFUSED
    assert reason_of(verdict)[1] in reasons
