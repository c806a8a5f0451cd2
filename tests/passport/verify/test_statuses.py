"""Revoked or not: what lists tell, and what happens when they cannot."""

import json
from base64 import urlsafe_b64encode
from datetime import timedelta
from gzip import compress

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from passport.proofs.bitstring import SIZE, encode
from passport.proofs.did import PublicKey
from passport.verify.verdict import Check, State
from tests.passport.proofs import examples
from tests.passport.verify.presenting import (
    A_WEEK_LATER,
    FORMS,
    NOW,
    SEALED,
    a_list,
    a_token_list,
    accepted,
    changed,
    export,
    file_of,
    originals,
    reason_of,
    signed,
    verdict_of,
)

INDEX = examples.INDEX
NEIGHBOURS = (INDEX - 1, INDEX + 1, INDEX ^ 7, 0, SIZE - 1)
STRANGER = Ed25519PrivateKey.generate()
OTHER_TOKEN_KEY = generate_private_key(SECP256R1())


def bits_of_a_list(revoked=()):
    bits = bytearray(SIZE // 8)
    for index in revoked:
        bits[index // 8] |= 0x80 >> index % 8
    return bytes(bits)


def packed(bits):
    return "u" + urlsafe_b64encode(compress(bits)).decode().rstrip("=")


def subject(**changes):
    return {"credentialSubject": examples.status_list()["credentialSubject"] | changes}


def altered(text):
    document = json.loads(text)
    document["credentialSubject"]["encodedList"] = encode([1])
    return json.dumps(document)


def unsigned(text):
    return json.dumps({name: value for name, value in json.loads(text).items() if name != "proof"})


def by_another_key():
    return {"1": json.dumps(examples.proved(examples.status_list(), key=STRANGER))}


def by_another_issuer():
    evil = "did:web:evil.example"
    document = examples.status_list(issuer=evil)
    return {"1": json.dumps(examples.proved(document, method=f"{evil}#ed25519-2026a", key=STRANGER))}


SHORT = subject(encodedList=packed(bytes(SIZE // 8 - 1)))
LISTS = {
    "missing": ({}, "list-missing"),
    "empty": ({"1": ""}, "file-unknown"),
    "unsigned": ({"1": unsigned(a_list()["1"])}, "proof-missing"),
    "altered": ({"1": altered(a_list(INDEX)["1"])}, "proof-altered"),
    "of another key": (by_another_key(), "proof-altered"),
    "of another issuer": (by_another_issuer(), "list-of-another"),
    "expired": (a_list(validUntil="2026-11-23T11:59:59Z"), "list-expired"),
    "of tomorrow": (a_list(validFrom="2026-11-23T12:01:01Z"), "list-not-yet"),
    "too short": (a_list(**SHORT), "list-too-short"),
    "of another purpose": (a_list(**subject(statusPurpose="suspension")), "list-purpose"),
    "of another address": (a_list(id=f"{examples.SITE}/statuts/2"), "list-elsewhere"),
    "without prefix": (a_list(**subject(encodedList=encode([])[1:])), "list-malformed"),
    "not compressed": (a_list(**subject(encodedList="uAAAA")), "list-malformed"),
    "a credential": ({"1": originals()[0]}, "other-kind"),
    "as a token, of another key": (
        {"1.jwt": examples.as_token(examples.status_list(), key=OTHER_TOKEN_KEY)},
        "token-altered",
    ),
    "as a token, expired": (a_token_list(validUntil="2026-11-23T11:59:59Z"), "list-expired"),
    "as a token, too short": (a_token_list(**SHORT), "list-too-short"),
    "as a token, cut": ({"1.jwt": a_token_list()["1.jwt"].rpartition(".")[0]}, "token-malformed"),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("case", LISTS)
def test_a_list_that_does_not_hold_leaves_the_status_unknown(form, case, issuer, tmp_path):
    assert accepted(form, issuer)
    lists, reason = LISTS[case]

    verdict = verdict_of(file_of(form), export(tmp_path, lists=lists))

    assert verdict.state is State.CANNOT_TELL
    assert reason_of(verdict) == (Check.LIST, reason)
    assert [found.holds for found in verdict.findings if found.check in (Check.LIST, Check.STATUS)] == [None, None]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("a_list_of", [a_list, a_token_list], ids=["embedded proof", "token"])
def test_a_revoked_one_is_revoked_and_its_neighbours_are_not(form, a_list_of, tmp_path):
    neighbours = export(tmp_path / "neighbours", lists=a_list_of(*NEIGHBOURS))
    assert accepted(form, neighbours)

    verdict = verdict_of(file_of(form), export(tmp_path / "revoked", lists=a_list_of(INDEX)))

    assert verdict.state is State.REVOKED
    assert reason_of(verdict) == (Check.STATUS, "revoked")


def test_bits_are_read_from_the_most_significant(tmp_path):
    """A list written the other way round would revoke the mirror of each index."""
    mirror = INDEX ^ 7
    reversed_bits = bytes(int(f"{byte:08b}"[::-1], 2) for byte in bits_of_a_list([INDEX]))

    wrong_order = export(tmp_path / "wrong", lists=a_list(**subject(encodedList=packed(reversed_bits))))
    right_order = export(tmp_path / "right", lists=a_list(**subject(encodedList=packed(bits_of_a_list([INDEX])))))

    assert verdict_of(file_of("document"), right_order).state is State.REVOKED
    assert accepted("document", wrong_order)
    assert bits_of_a_list([mirror]) == reversed_bits


@pytest.mark.parametrize("form", FORMS)
def test_a_list_of_a_compromised_key_tells_nothing(form, tmp_path):
    """The file is signed by the new key, its list still by the one that was stolen."""
    new = Ed25519PrivateKey.generate()
    keys = [*examples.public_keys(), PublicKey("ed25519-2026b", "ed25519", new.public_key())]
    issuer = export(tmp_path, keys=keys, trusted=keys[1:])
    document = json.dumps(
        examples.proved(examples.credential(), key=new, method=f"{examples.DID}#ed25519-2026b"), ensure_ascii=False
    )

    verdict = verdict_of(file_of(form, document), issuer)

    assert verdict.state is State.CANNOT_TELL
    assert reason_of(verdict) == (Check.LIST, "key-compromised")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"statusListIndex": str(SIZE)}, "index-out-of-range"),
        ({"statusListIndex": "-1"}, "index-malformed"),
        ({"statusListIndex": "048213"}, "index-malformed"),
        ({"statusPurpose": "suspension"}, "status-malformed"),
        ({"id": examples.LIST_ADDRESS}, "status-malformed"),
    ],
)
def test_a_signed_entry_that_points_nowhere_is_refused(form, change, reason, issuer):
    assert accepted(form, issuer)
    document, token = signed(changed(examples.credential(), lambda body: body["credentialStatus"].update(change)))

    verdict = verdict_of(file_of(form, document, token), issuer)

    assert verdict.state is State.REFUSED
    assert reason_of(verdict) == (Check.STATUS, reason)


@pytest.mark.parametrize("form", FORMS)
def test_a_signed_credential_without_status_is_refused(form, issuer):
    document, token = signed(changed(examples.credential(), lambda body: body.pop("credentialStatus")))

    assert reason_of(verdict_of(file_of(form, document, token), issuer)) == (Check.STATUS, "status-missing")


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/statuts/1", "https://passeport.example/statuts/1?x", "https://passeport.example:81/statuts/1",
        "https://passeport.example/statuts/../1", "https://passeport.example/statuts/01", "https://a@passeport.example/statuts/1",
        "file:///statuts/1", "https://passeport.example/statuts/999999999999", "https://[/statuts/1",
    ],
)  # fmt: skip
def test_only_the_issuer_s_own_addresses_name_its_lists(address, issuer):
    assert issuer.status_list(examples.LIST_ADDRESS)
    assert issuer.status_list(address) is None


def test_an_old_list_still_proves_a_revocation(tmp_path):
    """Revoked never returns; but an old list without the bit says nothing of today."""
    revoked = export(tmp_path / "revoked", lists=a_list(INDEX))
    silent = export(tmp_path / "silent", lists=a_list())

    assert verdict_of(file_of("token"), revoked, A_WEEK_LATER).state is State.REVOKED
    assert verdict_of(file_of("token"), silent, A_WEEK_LATER).state is State.CANNOT_TELL


def with_photograph(*revoked, **changes):
    return file_of(SEALED, photograph=a_list(*revoked, **changes)["1"])


def test_the_photograph_in_a_pdf_tells_when_there_is_no_list_at_hand(tmp_path):
    without_lists = export(tmp_path, lists={})
    assert verdict_of(file_of(SEALED), without_lists).state is State.CANNOT_TELL

    verdict = verdict_of(with_photograph(), without_lists)

    assert verdict.state is State.VALID
    assert verdict.as_of.isoformat() == "2026-11-23T00:00:00+00:00"
    assert verdict_of(with_photograph(INDEX), without_lists).state is State.REVOKED


def test_an_old_photograph_says_until_when_it_was_valid(tmp_path):
    verdict = verdict_of(with_photograph(), export(tmp_path, lists={}), A_WEEK_LATER)

    assert verdict.state is State.CANNOT_TELL
    assert verdict.as_of.isoformat() == "2026-11-23T00:00:00+00:00"
    assert reason_of(verdict) == (Check.LIST, "list-expired")
    assert verdict.facts


def test_the_latest_of_the_two_answers(tmp_path):
    later = {"validFrom": "2026-11-23T06:00:00Z"}
    export_of_midnight = export(tmp_path, lists=a_list())

    assert verdict_of(with_photograph(INDEX, **later), export_of_midnight).state is State.REVOKED
    assert verdict_of(with_photograph(**later), export_of_midnight).as_of.hour == 6
    revoked_since = export(tmp_path / "later", lists=a_list(INDEX, **later))
    assert verdict_of(with_photograph(), revoked_since).state is State.REVOKED


def test_a_forged_photograph_tells_nothing(tmp_path):
    forged = file_of(SEALED, photograph=by_another_key()["1"])

    assert verdict_of(forged, export(tmp_path, lists={})).state is State.CANNOT_TELL
    assert verdict_of(forged, export(tmp_path, lists=a_list())).state is State.VALID


def test_an_expired_list_is_expired_from_its_very_last_instant(issuer):
    end = NOW.replace(day=24, hour=0)

    assert accepted("document", issuer, end - timedelta(seconds=1))
    assert verdict_of(file_of("document"), issuer, end).state is State.CANNOT_TELL
