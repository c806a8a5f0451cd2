"""A form read once: what was checked is what the proof is then held against."""

import json

import pytest

from passport.proofs.integrity import verify_checked, verify_document
from passport.proofs.reasons import Reason, Refused
from passport.proofs.strict import check_form
from tests.passport.proofs import examples
from tests.passport.proofs.test_altered_claims import CHANGES
from tests.passport.proofs.test_altered_proofs import DOCUMENTS

KEY = examples.proof_key().public_key()
# Without a proof there is nothing to hold a form against.
PROOFS = [change for name, (change, _reason) in DOCUMENTS.items() if name != "removed"]


def apart(document):
    """The body without its proof, and the proof."""
    return {name: value for name, value in document.items() if name != "proof"}, document["proof"]


def read_once(document):
    body, proof = apart(document)
    verify_checked(check_form(body, examples.contexts()), proof, key=KEY, contexts=examples.contexts())


def read_twice(document):
    verify_document(document, key=KEY, contexts=examples.contexts())


def said_of(read, document):
    try:
        read(json.loads(json.dumps(document)))
    except Refused as refusal:
        return refusal.reason, refusal.place
    return None


def test_a_genuine_proof_holds_as_often_as_it_is_asked():
    body, proof = apart(examples.proved(examples.credential()))
    checked = check_form(body, examples.contexts())

    for _again in range(2):
        verify_checked(checked, proof, key=KEY, contexts=examples.contexts())


@pytest.mark.parametrize("change", [*CHANGES.values(), *PROOFS])
def test_what_was_altered_is_refused_for_the_same_reason_at_the_same_place(change):
    document = examples.proved(examples.credential())
    change(document)

    assert said_of(read_once, document) == said_of(read_twice, document) is not None


def test_the_form_of_one_does_not_answer_for_another():
    genuine, other = examples.credential(), examples.credential(name="Passeport expert")
    _body, proof = apart(examples.proved(genuine))

    with pytest.raises(Refused) as refusal:
        verify_checked(check_form(other, examples.contexts()), proof, key=KEY, contexts=examples.contexts())

    assert refusal.value.reason is Reason.PROOF_ALTERED


def test_a_key_of_somebody_else_is_refused_by_what_the_body_says():
    body, proof = apart(examples.proved(examples.credential()))
    body["issuer"]["id"] = "did:web:autre.example"

    with pytest.raises(Refused) as refusal:
        verify_checked(check_form(body, examples.contexts()), proof, key=KEY, contexts=examples.contexts())

    assert refusal.value.reason is Reason.KEY_ELSEWHERE
