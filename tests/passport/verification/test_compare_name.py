import pytest
from django.test import Client

from passport.credentials.services import set_visibility
from tests.passport.factories import CredentialFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def credential():
    return CredentialFactory(holder__name="Zoë Œuvrard-Łukasiewicz")


@pytest.fixture
def client():
    """A browser as it is: the check against forged requests is on."""
    return Client(enforce_csrf_checks=True)


def compare(client, credential, name):
    return client.post(f"/v/{credential.code}", {"nom": name})


def test_a_visitor_without_any_cookie_can_ask_whether_it_is_the_person(client, credential):
    assert "Est-ce bien la personne" in client.get(f"/v/{credential.code}").text

    answer = compare(client, credential, "zoe oeuvrard lukasiewicz")

    assert "Oui, ce nom correspond" in answer.text
    assert answer.text.count("Œuvrard") == 0
    assert not answer.cookies


def test_another_name_is_answered_no_and_nothing_more(client, credential):
    answer = compare(client, credential, "Zoë")

    assert "Non, ce nom ne correspond pas" in answer.text
    assert "Œuvrard" not in answer.text
    assert answer["Cache-Control"] == "private, no-store"


def test_no_name_is_answered_by_what_to_write(client, credential):
    answer = compare(client, credential, " ")

    assert answer.status_code == 422
    assert "Écrivez le nom que la personne vous a donné." in answer.text
    assert "<title>Erreur" in answer.text


def test_there_is_nothing_to_compare_where_the_name_is_shown(client, credential):
    set_visibility(credential=credential, shows_name=True, shows_modules=True)

    assert "Est-ce bien la personne" not in client.get(f"/v/{credential.code}").text


def test_there_is_nothing_to_compare_for_a_revoked_or_unknown_number(client):
    revoked = CredentialFactory(revoked=True)

    assert "correspond" not in compare(client, revoked, revoked.holder.name).text
    assert client.post("/v/000000000000", {"nom": "Zoë"}).status_code == 404


def test_names_cannot_be_tried_by_the_hundred(client, credential):
    answers = [compare(client, credential, f"Nom {n}").status_code for n in range(31)]

    assert answers == [200] * 30 + [429]
    assert client.get(f"/v/{credential.code}").status_code == 200
