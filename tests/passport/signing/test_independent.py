"""What other programs make of the addresses that the site serves, before and after each act on a key."""

import json
from urllib.parse import urlsplit

import pytest
from django.utils import timezone
from openbadgeslib.ob3 import OB3VerificationError, OB3Verifier

from passport.signing.rules import Kind
from passport.signing.services import (
    activate_key,
    active_key,
    compromise_key,
    draw_entry,
    generate_key,
    issuer_did,
    revoke_entry,
    sign_credential,
)
from tests.passport.proofs.independent import verify_outside
from tests.passport.signing.documents import a_credential

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry():
    return draw_entry()


@pytest.fixture
def signed(entry):
    return sign_credential(a_credential(entry))


def outside(client, signed):
    """The answers about the JSON form and about the token, from what the site serves at this moment."""
    served = json.loads(client.get("/statuts/1").content)
    return verify_outside(
        signed.document, signed.token, client.get("/.well-known/did.json").json(), {served["id"]: served}
    )


def test_what_is_signed_is_accepted_and_what_is_revoked_is_said_so(client, entry, signed):
    neighbour = sign_credential(a_credential(draw_entry()))
    assert all(answer.accepted for answer in outside(client, signed))

    revoke_entry(entry=entry, at=timezone.now())

    assert [answer.status for answer in outside(client, signed)] == [True, True]
    assert all(answer.accepted for answer in outside(client, neighbour))


def test_rotation_keeps_all_valid_and_compromise_spares_nothing(client, signed):
    for kind in (Kind.PROOF, Kind.TOKEN):
        activate_key(key=generate_key(kind=kind), without_waiting=True)
    after = sign_credential(a_credential(draw_entry()))
    assert all(answer.accepted for answer in [*outside(client, signed), *outside(client, after)])

    for key in (signed.proof_key, signed.token_key):
        compromise_key(key=key)

    assert not any(answer.verified for answer in outside(client, signed))
    assert all(answer.accepted for answer in outside(client, after)), "signed by the keys that were not"


def test_a_list_is_believed_again_once_its_key_was_compromised(client, signed):
    compromise_key(key=active_key(Kind.PROOF))

    of_the_document, of_the_token = outside(client, signed)

    assert not of_the_document.verified
    assert of_the_token.accepted, "its own key is whole, and the list was signed anew"


class Site:
    """What `openbadgeslib` downloads is what the site serves; of a status list, it can only check the token."""

    def __init__(self, client):
        self.client = client

    def __call__(self, address):
        response = self.client.get(urlsplit(address).path, headers={"Accept": "application/vc+jwt, */*;q=0.1"})
        assert response.status_code == 200, address
        return response.content


def read_by_openbadgeslib(client, signed):
    """Nothing in hand but the name of the issuer: its keys and its list are asked of the site."""
    site = Site(client)
    verifier = OB3Verifier.for_issuer_did(issuer_did(), download=site)
    return verifier.verify(signed.token, check_status=True, download=site)


def test_openbadgeslib_finds_our_keys_and_our_list_by_itself(client, entry, signed):
    neighbour = sign_credential(a_credential(draw_entry()))
    assert read_by_openbadgeslib(client, signed).issuer.id == issuer_did()

    revoke_entry(entry=entry, at=timezone.now())

    with pytest.raises(OB3VerificationError, match="revocation"):
        read_by_openbadgeslib(client, signed)
    assert read_by_openbadgeslib(client, neighbour)


@pytest.mark.parametrize("act", ["nothing", "pending", "rotated", "compromised"])
def test_openbadgeslib_follows_us_through_each_act_on_a_token_key(act, client, signed):
    client.get("/statuts/1")
    old = active_key(Kind.TOKEN)
    if act == "compromised":
        compromise_key(key=old)
        signed = sign_credential(a_credential(draw_entry()))
    elif act != "nothing":
        new = generate_key(kind=Kind.TOKEN)
        if act == "rotated":
            activate_key(key=new, without_waiting=True)

    assert read_by_openbadgeslib(client, signed)
    assert read_by_openbadgeslib(client, sign_credential(a_credential(draw_entry())))
