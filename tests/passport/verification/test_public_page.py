import json

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from passport.credentials.models import Credential
from passport.credentials.services import erase_holder, revoke_credential, set_visibility
from tests.cms.accounts.factories import UserFactory
from tests.passport.factories import CredentialFactory

pytestmark = pytest.mark.django_db

NAME = "Claire Fontanel"


@pytest.fixture
def credential():
    return CredentialFactory(code="7K3M9QXT2HPA", holder__name=NAME)


def look(client, code, **headers):
    return client.get(f"/v/{code}", headers=headers)


def as_json(client, code):
    return look(client, code, accept="application/json").json()


def test_a_valid_one_is_green_and_says_what_it_attests(client, credential):
    answer = look(client, credential.code)

    assert answer.status_code == 200
    assert "Ce passeport est valide" in answer.text
    assert "7K3M-9QXT-2HPA" in answer.text
    assert "Module visé numéro 1" in answer.text
    assert "Plateforme Passeport digital" in answer.text
    assert as_json(client, credential.code)["state"] == "valid"


def test_an_attestation_is_called_one(client):
    assert "Cette attestation est valide" in look(client, CredentialFactory(attestation=True).code).text


def test_an_expired_one_was_genuine(client):
    expired = CredentialFactory(expired=True)

    answer = look(client, expired.code)

    assert "Ce passeport a expiré" in answer.text
    assert "était authentique" in answer.text
    assert "verdict--expiree" in answer.text
    assert as_json(client, expired.code)["state"] == "expired"


def test_a_revoked_one_gives_the_date_and_keeps_the_reason(client):
    revoked = CredentialFactory(revoked=True)

    answer = look(client, revoked.code)

    assert "Ce passeport est révoqué" in answer.text
    assert "Révoqué le" in answer.text
    assert revoked.revocation_reason not in answer.text
    assert "reason" not in as_json(client, revoked.code)


def test_a_published_reason_is_read_by_all(client):
    revoked = CredentialFactory(revoked=True, reason_is_public=True)

    assert revoked.revocation_reason in look(client, revoked.code).text
    assert as_json(client, revoked.code)["reason"] == revoked.revocation_reason


@pytest.mark.parametrize(
    "typed", ["0000-0000-0000", "coucou", "U" * 12, "<script>", "%00", "é", "7K3M/9QXT", "A" * 300]
)
def test_unknown_and_malformed_numbers_get_the_same_answer(client, typed):
    answer = look(client, typed)

    assert answer.status_code == 404
    assert "Aucun passeport ne porte ce numéro" in answer.text
    assert "Vérifiez d’abord la saisie" in answer.text
    assert "<script>" not in answer.text


def test_unknown_and_malformed_numbers_cost_the_same_queries(client, django_assert_num_queries):
    look(client, "0" * 12)
    counts = []
    for typed in ("1" * 12, "U" * 12):
        with django_assert_num_queries(3) as seen:  # the credential, then what Wagtail looks up for any missing page
            look(client, typed)
        counts.append([query["sql"].split("WHERE")[0] for query in seen.captured_queries])
    assert counts[0] == counts[1]


def test_the_number_is_shown_as_it_was_read(client):
    assert "0110-0000-0000" in look(client, "oil0 0000 0000").text


@pytest.mark.parametrize(
    "address",
    ["/V/7K3M9QXT2HPA", "/v/7k3m9qxt2hpa", "/v/7K3M-9QXT-2HPA", "/v/7k3m%209qxt%202hpa", "/v/7K3M9QXT2HPA/"],
)
def test_the_address_works_however_it_is_written(client, credential, address):
    assert "Ce passeport est valide" in client.get(address).text


@pytest.mark.parametrize("typed", ["7k3m-9qxt-2hpa", " 7K3M 9QXT 2HPA "])
def test_the_form_leads_to_the_address(client, credential, typed):
    answer = client.get("/v/", {"numero": typed}, follow=True)

    assert answer.redirect_chain == [("/v/7K3M9QXT2HPA", 302)]
    assert "Ce passeport est valide" in answer.text


def test_an_empty_form_says_what_to_write(client):
    answer = client.get("/v/", {"numero": " - "})

    assert answer.status_code == 422
    assert "Écrivez le numéro inscrit sur le passeport." in answer.text
    assert "<title>Erreur" in answer.text


@pytest.mark.parametrize("state", [{}, {"expired": True}, {"revoked": True}, {"attestation": True}])
def test_a_hidden_name_is_nowhere_in_the_answer(client, state):
    hidden = CredentialFactory(holder__name=NAME, **state)

    for answer in (look(client, hidden.code), look(client, hidden.code, accept="application/json")):
        assert "Fontanel" not in answer.text
        assert str(hidden.uuid) not in answer.text
        assert hidden.holder.email not in answer.text


def test_the_name_is_shown_and_hidden_at_once_when_the_holder_says_so(client, credential):
    assert NAME not in look(client, credential.code).text

    set_visibility(credential=credential, shows_name=True, shows_modules=True)
    assert NAME in look(client, credential.code).text
    assert as_json(client, credential.code)["name"] == NAME

    set_visibility(credential=credential, shows_name=False, shows_modules=True)
    assert NAME not in look(client, credential.code).text


def test_hidden_modules_are_nowhere_in_the_answer(client, credential):
    set_visibility(credential=credential, shows_name=True, shows_modules=False)

    assert "Module visé" not in look(client, credential.code).text
    assert "modules" not in as_json(client, credential.code)


def test_a_revocation_shows_at_the_next_view(client, credential):
    assert "est valide" in look(client, credential.code).text

    revoke_credential(credential=credential, by=UserFactory(), reason="Fraude", publish_reason=False)

    assert "est révoqué" in look(client, credential.code).text


def test_the_end_of_validity_shows_at_the_next_view(client, credential):
    assert "est valide" in look(client, credential.code).text

    Credential.objects.update(expires_at=timezone.now())

    assert "a expiré" in look(client, credential.code).text


def test_an_erased_holder_leaves_a_valid_passport_without_a_name(client, credential):
    set_visibility(credential=credential, shows_name=True, shows_modules=True)
    assert NAME in look(client, credential.code).text

    erase_holder(user=credential.holder)

    page = look(client, credential.code).text
    assert "est valide" in page
    assert NAME not in page
    assert "Nom effacé avec le compte" in page
    assert "Est-ce bien la personne" not in page


def test_it_is_never_green_when_the_table_cannot_be_read(client, credential):
    look(client, credential.code)

    def unreachable(execute, sql, *more):
        if Credential._meta.db_table in sql:
            raise OperationalError("no route to host")
        return execute(sql, *more)

    with connection.execute_wrapper(unreachable):
        answer = look(client, credential.code)
        said = as_json(client, credential.code)

    assert answer.status_code == 503
    assert "Nous ne pouvons pas répondre pour le moment" in answer.text
    assert "est valide" not in answer.text
    assert said["state"] == "cannot tell"


@pytest.mark.parametrize("path", ["/v/7K3M9QXT2HPA", "/v/inconnu"])
def test_it_is_neither_indexed_nor_kept_nor_told_to_the_next_site(client, credential, path):
    answer = client.get(path)

    assert answer["X-Robots-Tag"] == "noindex"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["Cache-Control"] == "private, no-store"
    assert "Accept" in answer["Vary"]
    assert not answer.cookies


@pytest.mark.parametrize("modules", [1, 20])
def test_it_takes_one_query_for_a_visitor_whatever_it_holds(client, modules, django_assert_num_queries):
    credential = CredentialFactory(modules=modules)
    client.get("/v/")

    for _view in range(2):
        with django_assert_num_queries(1):
            look(client, credential.code)


def test_a_signed_in_reader_gets_the_same_answer_in_three_queries(client, credential, django_assert_max_num_queries):
    client.force_login(UserFactory())
    client.get("/v/")

    with django_assert_max_num_queries(3):
        assert "est valide" in look(client, credential.code).text


def test_what_is_kept_for_visitors_tells_the_hour_of_each_view(client, credential, monkeypatch):
    first = look(client, credential.code).text
    later = timezone.now() + timezone.timedelta(hours=1, minutes=1)
    monkeypatch.setattr(timezone, "now", lambda: later)

    assert "Vérifié le" in first
    assert look(client, credential.code).text != first


def test_the_json_holds_what_the_page_says(client, credential):
    said = json.loads(look(client, credential.code, accept="application/json").content)

    assert said["number"] == "7K3M-9QXT-2HPA"
    assert said["title"] == credential.content["name"]
    assert said["criteria"].endswith(credential.achievement.get_absolute_url())
    assert [module["passed_on"] for module in said["modules"]] == ["2026-03-12"] * 3
