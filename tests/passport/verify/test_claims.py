"""What a credential claims, changed after it was signed."""

import pytest

from passport.verify.verdict import Check, State
from tests.passport.proofs import examples
from tests.passport.verify.presenting import (
    DOCUMENT,
    FORMS,
    PICTURE,
    SEALED,
    TOKEN,
    accepted,
    changed,
    file_of,
    originals,
    reason_of,
    signed,
    spoilt,
    verdict_of,
    with_payload,
)

EVIL = "did:web:evil.example"


def subject(document):
    return document["credentialSubject"]


def name(document):
    subject(document)["identifier"][0]["identityHash"] = "Dominique Tricheur"


def email(document):
    subject(document)["identifier"][1]["identityHash"] = "sha256$" + "0" * 64


def subject_id(document):
    subject(document)["id"] = "urn:uuid:00000000-0000-4000-8000-000000000000"


def score(document):
    subject(document)["result"][0]["value"] = "100"


def achievement(document):
    subject(document)["achievement"]["name"] = "Passeport d’expert"


def criteria(document):
    subject(document)["achievement"]["criteria"]["narrative"] = "Aucune évaluation."


def more_evidence(document):
    document["evidence"].append({"type": ["Evidence"], "name": "Félicitations du jury"})


def issuer_name(document):
    document["issuer"]["name"] = "Ministère"


def longer(document):
    document["validUntil"] = "2099-01-01T00:00:00Z"


def endless(document):
    del document["validUntil"]


def earlier(document):
    document["validFrom"] = "2020-01-01T00:00:00Z"


def other_index(document):
    document["credentialStatus"] |= {"id": f"{examples.LIST_ADDRESS}#7", "statusListIndex": "7"}


def without_status(document):
    del document["credentialStatus"]


CHANGES = [
    name, email, subject_id, score, achievement, criteria, more_evidence, issuer_name, longer, endless, earlier,
    other_index, without_status,
]  # fmt: skip
BROKEN = {DOCUMENT: "proof-altered", PICTURE: "proof-altered", SEALED: "proof-altered", TOKEN: "token-altered"}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_a_changed_claim_breaks_the_signature(form, change, issuer):
    assert accepted(form, issuer)

    verdict = verdict_of(spoilt(form, change), issuer)

    assert verdict.state is State.REFUSED
    assert reason_of(verdict) == (Check.PROOF, BROKEN[form])
    assert verdict.facts is None


@pytest.mark.parametrize("form", FORMS)
def test_an_index_written_as_a_number_is_refused(form, issuer):
    assert accepted(form, issuer)

    def as_number(document):
        document["credentialStatus"]["statusListIndex"] = examples.INDEX

    assert verdict_of(spoilt(form, as_number), issuer).state is State.REFUSED


@pytest.mark.parametrize("form", FORMS)
def test_another_issuer_is_not_ours(form, issuer):
    assert accepted(form, issuer)

    def other(document):
        document["issuer"]["id"] = EVIL

    expected = (Check.PROOF, "token-altered") if form == TOKEN else (Check.ISSUER, "issuer-unknown")
    assert reason_of(verdict_of(spoilt(form, other), issuer)) == expected


@pytest.mark.parametrize("claim", ["iss", "sub", "jti", "nbf", "exp"])
def test_a_changed_claim_of_the_token_breaks_its_signature(claim, issuer):
    assert accepted(TOKEN, issuer)
    other = {"iss": EVIL, "sub": "urn:x:1", "jti": "urn:x:2", "nbf": 0, "exp": 4102444800}[claim]

    altered = with_payload(originals()[1], lambda body: body.update({claim: other}))

    assert reason_of(verdict_of(altered.encode(), issuer)) == (Check.PROOF, "token-altered")


@pytest.mark.parametrize("change", [name, longer, other_index], ids=lambda change: change.__name__)
def test_both_attachments_must_be_the_same_credential(change, issuer):
    assert accepted(SEALED, issuer)
    other_document, other_token = signed(changed(examples.credential(), change))

    for pair in ({"document": other_document}, {"token": other_token}):
        verdict = verdict_of(file_of(SEALED, **pair), issuer)
        assert reason_of(verdict) == (Check.ATTACHMENTS, "attachments-differ")
        assert verdict.facts is None


def test_a_genuine_seal_around_the_credential_of_somebody_else_is_found_out(issuer):
    assert accepted(SEALED, issuer)

    def somebody_else(document):
        document["id"] = "urn:uuid:00000000-0000-4000-8000-00000000000b"
        name(document)

    document, token = signed(changed(examples.credential(), somebody_else))

    assert verdict_of(document.encode(), issuer).state is State.VALID
    verdict = verdict_of(file_of(SEALED, document, token), issuer)
    assert reason_of(verdict) == (Check.PRINTED, "printed-differs")
    assert verdict.facts is None
