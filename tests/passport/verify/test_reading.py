"""Any bytes at all: a verdict, never an accident, and never another valid credential."""

import random

import pytest

from passport.verify.reading import LARGEST_FILE, Kind, read
from passport.verify.verdict import Check, State
from tests.passport.verify.presenting import (
    DOCUMENT,
    FORMS,
    PICTURE,
    SEALED,
    TOKEN,
    a_picture,
    accepted,
    file_of,
    reason_of,
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
