import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from passport.signing.models import KeyEvent, SigningKey
from passport.signing.rules import Kind, State
from passport.signing.services import activate_key, compromise_key, ensure_keys, generate_key
from tests.passport.desk.addresses import desk

pytestmark = pytest.mark.django_db


def test_each_key_has_its_state_and_what_it_signed(client, registrar, a_signed_credential):
    credential = a_signed_credential()

    page = client.get(desk("keys")).text

    assert SigningKey.objects.count() == 3
    for key in SigningKey.objects.all():
        assert desk("key", key.name) in page
    assert page.count("<td>active</td>") == 3
    assert f"?key={credential.proof_key.pk}" in client.get(desk("key", credential.proof_key.name)).text


def test_before_any_key_the_page_says_what_is_missing(client, registrar):
    page = client.get(desk("keys")).text

    assert "Aucune clef n’existe encore" in page
    assert "manage.py signing_keys generate ed25519" in page


def test_a_key_tells_what_happened_to_it(client, registrar):
    ensure_keys()
    key = generate_key(kind=Kind.PROOF, by=registrar, note="Rotation de l’année")

    page = client.get(desk("key", key.name)).text

    assert "en attente" in page
    assert "Rotation de l’année" in page
    assert "Rose Registre" in page


def test_a_drill_says_what_each_act_would_touch_and_how_to_do_it(client, registrar):
    ensure_keys()
    active = SigningKey.objects.active(Kind.PROOF).get()
    pending = generate_key(kind=Kind.PROOF)

    page = client.get(desk("key", pending.name)).text

    for act in ("activate", "retire", "compromise"):
        assert f"manage.py signing_keys {act} {pending.name} --essai" in page
    assert active.name in page  # the one that it would replace
    assert "vingt-quatre heures" in page


def test_what_a_key_cannot_become_is_not_offered(client, registrar):
    ensure_keys()
    stolen = SigningKey.objects.active(Kind.PROOF).get()
    compromise_key(key=stolen, by=registrar)

    page = client.get(desk("key", stolen.name)).text

    assert "compromise" in page
    assert "signing_keys" not in page


@pytest.mark.parametrize("method", ["get", "post", "put", "delete"])
def test_the_desk_does_nothing_to_a_key(client, registrar, method):
    ensure_keys()
    key = generate_key(kind=Kind.PROOF)
    before = (list(SigningKey.objects.values()), list(KeyEvent.objects.values()))

    for address in (desk("keys"), desk("key", key.name)):
        assert getattr(client, method)(address).status_code == (200 if method == "get" else 405)

    assert (list(SigningKey.objects.values()), list(KeyEvent.objects.values())) == before


def test_no_private_key_is_on_the_page(client, registrar):
    ensure_keys()

    pages = [client.get(desk("keys")).text]
    pages += [client.get(desk("key", key.name)).text for key in SigningKey.objects.all()]

    assert all("PRIVATE KEY" not in page for page in pages)


def test_the_list_of_keys_costs_the_same_whatever_they_signed(client, registrar, a_signed_credential):
    a_signed_credential()
    with CaptureQueriesContext(connection) as few:
        client.get(desk("keys"))
    for _each in range(5):
        a_signed_credential()
    with CaptureQueriesContext(connection) as many:
        client.get(desk("keys"))

    assert len(many) == len(few)


def test_a_retired_key_keeps_what_it_signed(client, registrar, a_signed_credential):
    old = a_signed_credential().proof_key
    activate_key(key=generate_key(kind=Kind.PROOF), without_waiting=True)

    assert SigningKey.objects.get(pk=old.pk).state == State.RETIRED
    page = client.get(desk("key", old.name)).text
    assert "retirée" in page
    assert f"signing_keys compromise {old.name} --essai" in page
    assert f"signing_keys activate {old.name}" not in page
