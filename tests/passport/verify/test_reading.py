"""Any bytes at all: a verdict, never an accident, and never another valid credential."""

import json
import random

import pytest

from passport.verify.reading import LARGEST_FILE, Kind, read
from passport.verify.verdict import Check, State
from tests.passport.proofs import examples
from tests.passport.verify.presenting import (
    DOCUMENT,
    FORMS,
    PICTURE,
    SEALED,
    TOKEN,
    a_picture,
    accepted,
    changed,
    file_of,
    reason_of,
    signed,
    verdict_of,
)

KINDS = {DOCUMENT: Kind.DOCUMENT, TOKEN: Kind.TOKEN, PICTURE: Kind.PICTURE, SEALED: Kind.SEALED}


@pytest.mark.parametrize("form", FORMS)
def test_a_file_is_known_by_its_bytes(form):
    assert read(file_of(form)).kind is KINDS[form]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "file-unknown"),
        (b"Bonjour", "file-unknown"),
        (b"\xff\xfe{\x00}\x00", "file-unknown"),
        (b"GIF89a", "file-unknown"),
        (b"PK\x03\x04", "file-unknown"),
        (b"[{}]", "file-unknown"),
        (b"<html>", "file-unknown"),
        (b"mairie.fr x", "file-unknown"),
        (b"x" * (LARGEST_FILE + 1), "too-large"),
        (b"{" + b" " * 100_000, "too-large"),
        (a_picture(), "nothing-baked"),
        (b"\x89PNG\r\n\x1a\n", "picture-unreadable"),
        (b"\n" + b"%PDF-1.7", "file-unknown"),
    ],
)
def test_what_is_no_credential_is_told_so(content, reason, issuer):
    verdict = verdict_of(content, issuer)

    assert verdict.state is State.REFUSED
    assert verdict.is_unreadable
    assert reason_of(verdict) == (Check.FILE, reason)


@pytest.mark.parametrize("form", FORMS)
def test_a_file_damaged_anywhere_is_judged_and_says_nothing_else(form, issuer):
    """One byte changed, or a cut, at three hundred places drawn once and for all."""
    assert accepted(form, issuer)
    whole, genuine = file_of(form), verdict_of(file_of(form), issuer)
    draw = random.Random(20261123)
    for _time in range(60 if form == SEALED else 120):
        at = draw.randrange(len(whole))
        changed = whole[:at] + bytes([draw.randrange(256)]) + whole[at + 1 :]
        for damaged in (changed, whole[:at]):
            verdict = verdict_of(damaged, issuer)
            assert verdict.state is State.REFUSED or verdict.facts == genuine.facts


def document_with(**members):
    return json.dumps(examples.credential(**members)).encode()


@pytest.mark.parametrize(
    "content",
    [
        b'{"a":' + b"[" * 30_000 + b"]" * 30_000 + b"}",
        b'{"a":' * 5_000 + b"1" + b"}" * 5_000,
        b'{"a": ' + b"9" * 5_000 + b"}",
        b'{"a": 1e400, "b": NaN}',
        b'{"a": "\\ud800"}',
        b'{"a": "\\u0000"}',
        b"{}",
        b'{"proof": null}',
        document_with(type={}),
        document_with(type="OpenBadgeCredential"),
        document_with(issuer=[]),
        document_with(issuer=None),
        document_with(credentialSubject=[]),
        document_with(credentialSubject="urn:x:1"),
        document_with(credentialStatus=[]),
        document_with(**{"@context": 5}),
        document_with(validFrom=5, validUntil=None),
        b"eyJ9.e30.e30",
        b"e30.e30.e30",
        b"..",
        b"a.b.c.d.e",
        b"bnVsbA.e30.e30",
    ],
    ids=lambda content: content[:20].decode(),
)
def test_what_was_made_to_trip_is_refused(content, issuer):
    verdict = verdict_of(content, issuer)

    assert verdict.state is State.REFUSED
    assert verdict.facts is None


@pytest.mark.parametrize(
    "change",
    [
        lambda body: body["credentialSubject"].update(achievement={"id": "urn:x:1", "type": ["Achievement"]}),
        lambda body: body["credentialSubject"].pop("achievement"),
        lambda body: body["credentialSubject"].pop("identifier"),
        lambda body: body.pop("validUntil"),
        lambda body: body.update(issuer=examples.DID),
    ],
)
@pytest.mark.parametrize("form", [DOCUMENT, TOKEN])
def test_even_signed_an_unfinished_credential_never_trips_the_judge(change, form, issuer):
    document, token = signed(changed(examples.credential(), change))

    verdict = verdict_of(file_of(form, document, token), issuer)

    assert verdict.state in (State.REFUSED, State.VALID)
    assert verdict.state is State.REFUSED or verdict.facts.holder == ""
