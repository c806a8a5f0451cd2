"""What a file must not contain, even signed by the issuer: anything that two readers could read differently."""

import json

import pytest
from joserfc import jws
from joserfc.jwk import ECKey

from passport.proofs.contexts import CREDENTIALS_V2, EXTENSIONS, OPEN_BADGES
from passport.verify.verdict import State
from tests.passport.proofs import examples
from tests.passport.verify.presenting import (
    DOCUMENT,
    FORMS,
    TOKEN,
    accepted,
    file_of,
    originals,
    reason_of,
    signed,
    spoilt,
    unpack,
    verdict_of,
)

FULL_END = "https://www.w3.org/2018/credentials#validUntil"


def unknown_term(document):
    document["mention"] = "Très bien"


def other_context(document):
    document["@context"] = [CREDENTIALS_V2, "https://evil.example/context.json", EXTENSIONS]


def other_order(document):
    document["@context"] = [CREDENTIALS_V2, EXTENSIONS, OPEN_BADGES]


def inline_context(document):
    document["@context"] = [*document["@context"], {"name": "https://evil.example/name"}]


def nested_context(document):
    document["credentialSubject"]["@context"] = CREDENTIALS_V2


def end_as_iri(document):
    """Keeps the signature of the graph, and hides the end from who reads the JSON: reproduced on other verifiers."""
    document[FULL_END] = {
        "@type": "http://www.w3.org/2001/XMLSchema#dateTime",
        "@value": document.pop("validUntil"),
    }


def status_as_iri(document):
    document["https://www.w3.org/2018/credentials#credentialStatus"] = document.pop("credentialStatus")


def relative_id(document):
    document["id"] = "7c1f0c1e"


def relative_type(document):
    document["type"] = [*document["type"], "Relative"]


def id_with_a_space(document):
    document["credentialSubject"]["id"] = "urn:uuid:f3b7 d7a6"


def keyword(document):
    document["@included"] = [{"id": "urn:x:1"}]


CHANGES = {
    unknown_term: {"unknown-term"},
    other_context: {"other-context"},
    other_order: {"other-context"},
    inline_context: {"inline-context"},
    nested_context: {"nested-context"},
    end_as_iri: {"member-as-iri"},
    status_as_iri: {"member-as-iri"},
    relative_id: {"relative-identifier"},
    relative_type: {"relative-identifier", "unknown-term"},
    id_with_a_space: {"relative-identifier"},
    keyword: {"member-as-iri"},
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_a_form_that_could_deceive_is_refused(form, change, issuer):
    assert accepted(form, issuer)

    verdict = verdict_of(spoilt(form, change), issuer)

    assert verdict.state is State.REFUSED
    if form != TOKEN:  # a token’s signature covers every character, and is looked at first
        assert reason_of(verdict)[1] in CHANGES[change]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_such_a_form_is_refused_in_a_token_even_well_signed(change, issuer):
    assert accepted(TOKEN, issuer)

    verdict = verdict_of(resigned(change), issuer)

    assert verdict.state is State.REFUSED
    assert reason_of(verdict)[1] in CHANGES[change] | {"claim-mismatch"}


def resigned(change):
    """The token that a careless issuer would have signed: with our key, without our checks."""
    header, payload, _signature = originals()[1].split(".")
    body = json.loads(unpack(payload))
    change(body)
    if change is end_as_iri:
        del body["exp"]
    body |= {"jti": body["id"], "sub": body["credentialSubject"]["id"]}
    return jws.serialize_compact(
        json.loads(unpack(header)), json.dumps(body).encode(), ECKey.import_key(examples.token_key())
    ).encode()


def test_a_wrapped_credential_is_refused_in_a_token(issuer):
    assert accepted(TOKEN, issuer)

    def wrap(body):
        body["vc"] = examples.credential()

    assert reason_of(verdict_of(resigned(wrap), issuer))[1] == "wrapper-refused"


@pytest.mark.parametrize("claim", ["iss", "sub", "jti", "nbf", "exp"])
def test_claims_that_contradict_the_body_are_refused_even_well_signed(claim, issuer):
    header, payload, _signature = originals()[1].split(".")
    body = json.loads(unpack(payload)) | {claim: 1 if claim in ("nbf", "exp") else "urn:x:y"}
    token = jws.serialize_compact(
        json.loads(unpack(header)), json.dumps(body).encode(), ECKey.import_key(examples.token_key())
    )

    assert accepted(TOKEN, issuer)
    assert reason_of(verdict_of(token.encode(), issuer))[1] == "claim-mismatch"


@pytest.mark.parametrize("form", [DOCUMENT, TOKEN])
def test_a_status_list_is_not_a_passport(form, issuer):
    """Signed by the same keys, in the same forms."""
    document, token = signed(examples.status_list())

    assert reason_of(verdict_of(file_of(form, document, token), issuer))[1] == "other-kind"


def test_a_member_written_twice_is_refused(issuer):
    twice = originals()[0].replace('"name":', '"name": "Autre", "name":', 1)

    assert reason_of(verdict_of(twice.encode(), issuer))[1] == "repeated-member"


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda document: document | {"description": "x" * 70_000}, "too-large"),
        (lambda document: document | {"evidence": [deep(40)]}, "too-deep"),
        (
            lambda document: document | {"evidence": [{"id": f"urn:x:{n}", "name": "x"} for n in range(300)]},
            "too-many-nodes",
        ),
    ],
)
def test_what_strangers_post_is_bounded(spoil, reason, issuer):
    document = spoil(json.loads(originals()[0]))

    assert reason_of(verdict_of(json.dumps(document).encode(), issuer))[1] == reason


def deep(levels):
    return {"name": "x"} if levels == 0 else {"name": "x", "related": deep(levels - 1)}


def test_the_same_bytes_written_otherwise_are_the_same_credential(issuer):
    """An embedded proof covers what is said: another order, other spaces, escapes instead of accents."""
    document = json.loads(originals()[0])
    rewritten = json.dumps(dict(reversed(document.items())), indent=4)

    assert verdict_of(rewritten.encode(), issuer).state is State.VALID
    assert verdict_of(f"\ufeff \n{originals()[0]}\n".encode(), issuer).state is State.VALID
