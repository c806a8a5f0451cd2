"""What any verifier reads, without a session, from any origin, and from caches."""

import json

import pytest
from django.utils import timezone

from passport.proofs.did import read_did_document
from passport.signing import keystore
from passport.signing.models import StatusList
from passport.signing.rules import Kind
from passport.signing.services import (
    activate_key,
    active_key,
    compromise_key,
    draw_entry,
    ensure_keys,
    generate_key,
    revoke_entry,
)
from tests.passport.signing.documents import verify

pytestmark = pytest.mark.django_db
EVERY_ADDRESS = ["/.well-known/did.json", "/.well-known/jwks.json", "/cles/es256-{year}a.json", "/statuts/1"]


@pytest.fixture
def published():
    ensure_keys()
    draw_entry()


def address_of(template):
    return template.format(year=timezone.localdate().year)


@pytest.mark.parametrize("template", EVERY_ADDRESS)
def test_no_session_no_cookie_any_origin_and_few_queries(published, client, template, django_assert_max_num_queries):
    client.get(address_of(template))

    with django_assert_max_num_queries(1):
        response = client.get(address_of(template), headers={"Origin": "https://verificateur.example"})

    assert response.status_code == 200
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "Cookie" not in response.headers.get("Vary", "")
    assert response.cookies == {}
    assert "public" in response["Cache-Control"]


@pytest.mark.parametrize("template", EVERY_ADDRESS)
def test_asking_again_with_the_tag_costs_no_bytes(published, client, template):
    first = client.get(address_of(template))

    again = client.get(address_of(template), headers={"If-None-Match": first["ETag"]})

    assert again.status_code == 304
    assert again.content == b""
    assert again["Access-Control-Allow-Origin"] == "*"
    assert again["Cache-Control"] == first["Cache-Control"]


@pytest.mark.parametrize("template", EVERY_ADDRESS)
def test_nothing_can_be_written_there(published, client, template):
    assert client.post(address_of(template)).status_code == 405


def test_the_number_of_keys_costs_no_query_more(published, client, django_assert_num_queries):
    for _n in range(5):
        generate_key(kind=Kind.TOKEN)

    with django_assert_num_queries(1):
        client.get("/.well-known/did.json")


def test_the_did_document_is_the_issuers(published, client):
    response = client.get("/.well-known/did.json")
    document = response.json()

    assert response["Content-Type"] == "application/did+json"
    assert response["Cache-Control"] == "public, max-age=3600"
    assert document["id"] == "did:web:testserver"
    assert [method["type"] for method in document["verificationMethod"]] == ["JsonWebKey", "Multikey"]
    assert all(isinstance(each, str) for each in document["assertionMethod"])
    assert {key.kind for key in read_did_document(document).values()} == {"ed25519", "es256"}


def test_the_token_key_that_signs_is_published_first_and_the_others_by_age(published, client):
    first = [active_key(kind).name for kind in (Kind.PROOF, Kind.TOKEN)]
    new = generate_key(kind=Kind.TOKEN)

    def names(member):
        told = client.get("/.well-known/did.json").json()[member]
        return [(each if isinstance(each, str) else each["id"]).partition("#")[2] for each in told]

    assert names("verificationMethod") == names("assertionMethod") == [first[1], first[0], new.name]

    activate_key(key=new, without_waiting=True)

    assert names("verificationMethod") == names("assertionMethod") == [new.name, *first]


def test_a_port_is_written_as_did_web_wants(published, client, settings):
    settings.SITE_URL = "http://localhost:8000"

    assert client.get("/.well-known/did.json").json()["id"] == "did:web:localhost%3A8000"


def test_the_key_set_and_the_single_key_are_the_same_and_public_only(published, client):
    (in_set,) = client.get("/.well-known/jwks.json").json()["keys"]
    response = client.get(f"/cles/{active_key(Kind.TOKEN).name}.json")

    assert response["Content-Type"] == "application/jwk+json"
    assert response.json() == in_set
    assert in_set["kid"] == f"did:web:testserver#{active_key(Kind.TOKEN).name}"
    assert set(in_set) == {"kty", "crv", "x", "y", "alg", "use", "kid"}


def test_a_compromised_key_is_not_to_be_had(published, client):
    key = active_key(Kind.TOKEN)
    compromise_key(key=key)

    response = client.get(f"/cles/{key.name}.json")

    assert response.status_code == 404
    assert response.cookies == {}
    assert key.name not in client.get("/.well-known/jwks.json").content.decode()
    assert f"#{key.name}" not in client.get("/.well-known/did.json").json()["assertionMethod"]


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        (None, "application/vc"),
        ("*/*", "application/vc"),
        ("application/json", "application/vc"),
        ("application/vc", "application/vc"),
        ("application/vc, application/vc+jwt;q=0.9", "application/vc"),
        ("application/vc+jwt", "application/vc+jwt"),
        ("application/vc+jwt, */*;q=0.1", "application/vc+jwt"),
        ("application/vc;q=0.5, application/vc+jwt", "application/vc+jwt"),
    ],
)
def test_the_list_is_json_unless_the_token_is_preferred(published, client, accept, media_type):
    response = client.get("/statuts/1", headers={"Accept": accept} if accept else {})
    kept = StatusList.objects.get()

    assert response["Content-Type"] == media_type
    assert "Accept" in response["Vary"]
    assert response["Cache-Control"] == "public, max-age=300"
    assert response.content.decode() == (kept.document if media_type == "application/vc" else kept.token)
    verify(kept)


def test_both_forms_have_tags_of_their_own(published, client):
    tags = {
        client.get("/statuts/1", headers={"Accept": form})["ETag"] for form in ("application/vc", "application/vc+jwt")
    }

    assert len(tags) == 2


def test_a_revocation_is_in_the_next_answer(published, client):
    entry = draw_entry()
    before = client.get("/statuts/1")

    revoke_entry(entry=entry, at=timezone.now())

    after = client.get("/statuts/1", headers={"If-None-Match": before["ETag"]})
    assert after.status_code == 200
    lists = [json.loads(answer.content)["credentialSubject"]["encodedList"] for answer in (before, after)]
    assert lists[0] != lists[1]


@pytest.mark.parametrize("number", ["2", "0", "01", "-1", "1/", "x", "99999999999"])
def test_a_list_has_one_address_and_others_are_not_found(published, client, number):
    assert client.get(f"/statuts/{number}", follow=True).status_code == 404


def test_a_list_that_cannot_be_signed_is_not_served_old(published, client, settings):
    client.get("/statuts/1")
    revoke_entry(entry=draw_entry(), at=timezone.now())
    keystore.discard(active_key(Kind.PROOF).name)

    response = client.get("/statuts/1")

    assert response.status_code == 503
    assert response["Cache-Control"] == "no-store"
