import hashlib
import json
from datetime import UTC, datetime

import pytest

from passport.credentials.documents import compose_document
from passport.credentials.documents.claims import hash_email
from passport.proofs import integrity, jose
from passport.proofs.did import read_did_document
from passport.proofs.strict import check_form
from passport.signing.services import contexts, draw_entry, issuer_did, method_of, published_did
from tests.passport.factories import AchievementFactory, CredentialFactory

pytestmark = pytest.mark.django_db

ASKED = [{"code": "M1", "title": "Module", "version": "1", "threshold_percent": 70, "questions": 9, "lessons": []}]


@pytest.fixture
def credential():
    return CredentialFactory(
        holder__name="Zoë Œuvrard-Łukasiewicz",
        holder__email="Zoe@Mairie.example",
        achievement=AchievementFactory(requirements=ASKED),
        issued_at=datetime(2026, 3, 21, 8, 30, 15, 999_999, tzinfo=UTC),
        expires_at=datetime(2029, 3, 21, 22, 59, 59, tzinfo=UTC),
    )


@pytest.fixture
def document(credential):
    return compose_document(credential, draw_entry())


def test_it_stands_a_strict_reading(document):
    check_form(document, contexts())


def test_contexts_types_and_identifiers_are_those_of_open_badges(document, credential):
    assert document["@context"] == [
        "https://www.w3.org/ns/credentials/v2",
        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
        "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json",
    ]
    assert document["type"] == ["VerifiableCredential", "OpenBadgeCredential"]
    assert document["id"] == f"urn:uuid:{credential.uuid}"
    assert document["issuer"]["id"] == issuer_did()
    assert document["issuer"]["type"] == document["issuer"]["type"] == ["Profile"]
    assert not {"issuanceDate", "expirationDate"} & set(document)


def test_dates_are_utc_and_in_whole_seconds(document):
    assert document["validFrom"] == document["awardedDate"] == "2026-03-21T08:30:15Z"
    assert document["validUntil"] == "2029-03-21T22:59:59Z"


def test_the_name_comes_first_then_the_address_which_cannot_be_read(document):
    name, email = document["credentialSubject"]["identifier"]

    assert (name["identityType"], name["identityHash"], name["hashed"]) == ("name", "Zoë Œuvrard-Łukasiewicz", False)
    digest = hashlib.sha256(f"zoe@mairie.example{email['salt']}".encode()).hexdigest()
    assert (email["identityType"], email["identityHash"], email["hashed"]) == ("emailAddress", f"sha256${digest}", True)
    assert len(email["salt"]) == 32
    assert "mairie.example" not in json.dumps(document)


def test_two_credentials_of_one_person_have_nothing_in_common_that_names_it():
    one = CredentialFactory()
    other = CredentialFactory(holder=one.holder)
    first, second = (compose_document(each, draw_entry())["credentialSubject"] for each in (one, other))

    assert first["id"] != second["id"]
    assert first["identifier"][1]["salt"] != second["identifier"][1]["salt"]
    assert first["identifier"][1]["identityHash"] != second["identifier"][1]["identityHash"]


def test_an_address_is_hashed_in_lower_case():
    assert hash_email("A@B.example", "ff") == hash_email("a@b.example", "ff")


def test_the_result_is_text_and_points_at_what_describes_it(document):
    [result] = document["credentialSubject"]["result"]
    [described] = document["credentialSubject"]["achievement"]["resultDescription"]

    assert result == {"type": ["Result"], "value": "86", "resultDescription": described["id"]}


def test_a_result_that_was_not_kept_is_not_made_up():
    old = CredentialFactory(achievement=AchievementFactory(requirements=ASKED))
    for module in old.content["modules"]:
        del module["percent"]

    assert "result" not in compose_document(old, draw_entry())["credentialSubject"]


def test_the_evidence_says_how_it_was_graded_and_nothing_of_the_person(document, credential):
    [evidence] = document["evidence"]

    assert "corrigées par le serveur" in evidence["narrative"]
    assert "70\u00a0% des points" in evidence["narrative"]
    assert set(evidence) == {"type", "name", "genre", "narrative"}
    assert credential.content["holder_name"] not in evidence["narrative"]


def test_accepted_productions_are_evidence_too(credential):
    credential.content["productions"] = [{"code": "P1", "title": "Charte", "accepted_on": "2026-03-01"}]

    _quiz, production = compose_document(credential, draw_entry())["evidence"]

    assert "lue par une personne chargée de la formation" in production["narrative"]


def test_nothing_else_is_said_of_the_person(document, credential):
    """Neither the public number, nor internal ones, nor what a public page would need to be found."""
    text = json.dumps(document)

    assert credential.code not in text
    assert credential.holder.email.lower() not in text.lower()
    assert "passed_on" not in text
    assert set(document["credentialSubject"]) == {"id", "type", "identifier", "achievement", "result"}


def test_the_status_names_the_list_and_the_place(credential):
    entry = draw_entry()
    status = compose_document(credential, entry)["credentialStatus"]

    assert status["statusListIndex"] == str(entry.index)
    assert status["id"] == f"{status['statusListCredential']}#{entry.index}"
    assert status["statusPurpose"] == "revocation"


def test_both_signed_forms_verify_and_say_the_same():
    credential = CredentialFactory(signed=True)
    keys = read_did_document(published_did())
    with_proof = json.loads(credential.document)

    integrity.verify_document(with_proof, key=keys[integrity.method_of(with_proof)].public, contexts=contexts())
    body = jose.verify_token(credential.token, key=keys[jose.kid_of(credential.token)].public)

    with_proof.pop("proof")
    assert body == with_proof
    assert jose.kid_of(credential.token) == method_of(credential.token_key)


def test_nobody_is_named_once_the_account_is_erased():
    with pytest.raises(ValueError, match="erased"):
        compose_document(CredentialFactory(holder=None), draw_entry())
