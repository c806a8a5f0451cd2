"""Packages that we did not write say the same as we do, of what we sign and of what was altered since."""

import json

import pytest
from openbadgeslib.ob3 import OB3LdpVerifier, OB3VerificationError, OB3Verifier

from tests.passport.proofs import examples
from tests.passport.proofs.independent import verify_all_outside, verify_outside
from tests.passport.proofs.test_altered_claims import CHANGES, change_document, change_token


@pytest.fixture(scope="module")
def forms():
    body = examples.in_force(examples.credential())
    return json.dumps(examples.proved(body), ensure_ascii=False), examples.as_token(body)


def lists(*revoked):
    return {examples.LIST_ADDRESS: examples.proved(examples.in_force(examples.status_list(revoked)))}


def test_both_forms_are_accepted_by_node_packages(forms):
    answers = verify_outside(*forms, examples.issuer_document(), lists())

    assert [answer.accepted for answer in answers] == [True, True], answers


def test_what_is_revoked_is_said_revoked_and_its_neighbours_are_not(forms):
    neighbours = lists(examples.INDEX - 1, examples.INDEX + 1)

    revoked = verify_outside(*forms, examples.issuer_document(), lists(examples.INDEX))
    beside = verify_outside(*forms, examples.issuer_document(), neighbours)

    assert [answer.status for answer in revoked] == [True, True]
    assert [answer.accepted for answer in beside] == [True, True], beside


def test_what_was_altered_is_refused_by_node_packages(forms):
    document, token = forms
    changed = [change for name, change in CHANGES.items() if name != "status removed"]
    questions = [{"document": change_document(document, change)} for change in changed]
    questions += [{"token": change_token(token, change)} for change in changed]

    genuine, *altered = verify_all_outside([{"document": document}, *questions], examples.issuer_document(), lists())

    assert genuine.accepted
    assert not any(answer.verified for answer in altered)
    assert all("ignature" in (answer.reason or "") for answer in altered), altered


def test_a_list_missing_altered_or_signed_by_another_leaves_the_status_untold(forms):
    altered = lists(examples.INDEX)
    altered[examples.LIST_ADDRESS]["credentialSubject"] = lists()[examples.LIST_ADDRESS]["credentialSubject"]
    unsigned = {examples.LIST_ADDRESS: examples.in_force(examples.status_list())}

    for found in ({}, altered, unsigned):
        answers = verify_outside(*forms, examples.issuer_document(), found)
        assert not any(answer.accepted for answer in answers), found


def test_a_withdrawn_key_verifies_nothing_outside_either(forms):
    withdrawn = {**examples.issuer_document(), "assertionMethod": []}

    answers = verify_outside(*forms, withdrawn, lists())

    assert [answer.verified for answer in answers] == [False, False]


class Files:
    """What `openbadgeslib` downloads, from what we hand it: our DID document and our list."""

    def __init__(self, answers):
        self.answers = answers

    def __call__(self, address):
        return self.answers[address]


def served(*revoked):
    token_of_list = examples.as_token(examples.in_force(examples.status_list(revoked)))
    return Files(
        {
            "https://passeport.example/.well-known/did.json": json.dumps(examples.issuer_document()).encode(),
            examples.LIST_ADDRESS: token_of_list.encode(),
        }
    )


def read_document(document, download):
    return OB3LdpVerifier.for_issuer_did(examples.DID).verify(document, check_status=True, download=download)


def read_token(token, download):
    """With the key in hand: from a DID document, it would verify the list with the first key, whatever its `kid`."""
    key = examples.token_key().public_key()
    return OB3Verifier(key, issuer_did=examples.DID).verify(token, check_status=True, download=download)


@pytest.mark.parametrize("form", ["document", "token"])
def test_openbadgeslib_reads_what_we_sign_and_obeys_the_list(form, forms):
    read, text = (read_document, forms[0]) if form == "document" else (read_token, forms[1])

    credential = read(text, served(examples.INDEX + 1))

    assert credential.issuer.id == examples.DID
    assert credential.achievement.name == "Passeport digital"
    with pytest.raises(OB3VerificationError, match="revocation"):
        read(text, served(examples.INDEX))


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_openbadgeslib_refuses_what_was_altered(change, forms):
    document, token = forms
    assert read_document(document, served())
    assert read_token(token, served())

    with pytest.raises(OB3VerificationError, match="signature"):
        read_document(change_document(document, change), served())
    with pytest.raises(OB3VerificationError, match="Invalid signature"):
        read_token(change_token(token, change), served())
