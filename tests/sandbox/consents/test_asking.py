"""The screen, and what may come back from it."""

import re

import pytest
from django.test import Client

from sandbox.consents.models import ConsentRecord
from sandbox.vault.models import JournalEntry, Vault
from tests.cms.accounts.factories import UserFactory
from tests.sandbox.consents.conftest import ALL_SCOPES, AUTHORIZE, ServiceUnderTest, back


def test_the_screen_says_who_asks_what_and_ticks_nothing(service):
    page = service.ask(ALL_SCOPES).content.decode()

    assert page.count("<h1") == 1
    assert "« Ma ville » demande à lire une partie de votre coffre" in page
    boxes = re.findall(r"<input[^>]*type=\"checkbox\"[^>]*>", page)
    assert len(boxes) == 7
    assert not [box for box in boxes if "checked" in box]
    assert "Conservation" in page
    assert "Aucune." in page
    for example in ("7 310 litres", "zone 12"):
        assert example in page


def test_refusing_comes_first_and_looks_the_same_as_allowing(service):
    page = service.ask(ALL_SCOPES).content.decode()

    buttons = re.findall(r'<button type="submit" class="([^"]*)" name="reponse" value="(\w+)">', page)
    assert [value for _classes, value in buttons] == ["refuser", "autoriser"]
    assert len({classes for classes, _value in buttons}) == 1
    assert "Décider plus tard" in page
    assert "<script" not in page.partition("<main")[2]


def test_thirty_days_is_the_duration_proposed(service):
    form = service.ask(ALL_SCOPES).context["form"]

    assert form["duree"].value() == 30
    assert [choice[0] for choice in form.fields["duree"].choices] == [0, 7, 30]


def test_looking_at_a_request_changes_nothing(clients, learner, browser):
    service = ServiceUnderTest("ma-ville", clients["ma-ville"].redirect_uris, browser)

    assert service.ask(ALL_SCOPES).status_code == 200
    assert not Vault.objects.exists()
    assert not ConsentRecord.objects.exists()
    assert not JournalEntry.objects.exists()


def test_a_yes_records_what_was_shown_and_what_was_ticked(service, only_consent, journal):
    key = service.shown("energie:mois eau:mois")
    response = service.answer(key, "cout|eau:mois", days=7)

    consent = only_consent()
    assert consent.details == [{"purpose": "cout", "scope": "eau:mois"}]
    assert {each["scope"] for each in consent.shown["boxes"]} == {"energie:mois", "eau:mois"}
    assert (consent.expires_at - consent.decided_at).days == 7
    answer = back(response)
    assert response["Location"].startswith(service.redirect_uri + "?")
    assert answer["state"] == "etat-1"
    assert answer["iss"] == "http://testserver"
    (line,) = journal("consentement")
    assert line["outcome"] == "accordé"
    assert line["consent"] == str(consent.uid)
    last = JournalEntry.objects.of(consent.vault).last()
    assert consent.anchor == {"seq": last.seq, "digest": last.digest}


def test_a_no_is_recorded_with_its_receipt_and_told_to_the_service(service, only_consent, journal, browser):
    response = service.answer(service.shown("energie:mois"), answer="refuser")

    assert back(response) == {"error": "access_denied", "state": "etat-1", "iss": "http://testserver"}
    consent = only_consent()
    assert consent.decision == ConsentRecord.Decision.REFUSED
    assert consent.details == []
    assert [line["outcome"] for line in journal("consentement")] == ["refusé"]
    receipt = browser.get(f"/bac-a-sable/autorisations/{consent.uid}/recu.json").json()
    assert receipt["event"][0]["state"] == "refused"
    assert receipt["receipt"]["shown_text_sha256"] == consent.shown_sha256


def test_a_box_that_was_not_shown_is_refused_and_the_form_is_kept(service, journal):
    """The toolkit takes the scope from a hidden field: a request that showed days was granted hours."""
    key = service.shown("eau:jour energie:mois")
    response = service.answer(key, "fuite|eau:jour", "conseil-fin|energie:heure", days=7)

    assert response.status_code == 400
    assert not ConsentRecord.objects.exists()
    page = response.content.decode()
    assert re.search(r'value="fuite\|eau:jour"[^>]*checked', page)
    assert [line["why"] for line in journal("refus")] == ["portée"]
    assert service.answer(key, "fuite|eau:jour").status_code == 302


def test_the_hidden_fields_of_the_toolkit_widen_nothing(service, only_consent):
    key = service.shown("energie:mois")
    code = back(service.answer(key, "cout|energie:mois", scope="energie:mois energie:heure", allow="True"))["code"]

    assert service.exchange(code).json()["scope"] == "energie:mois"
    assert only_consent().scopes == {"energie:mois"}


def test_parameters_in_the_address_of_the_answer_are_refused(service):
    key = service.shown("energie:mois")
    body = {"demande": key, "cases": ["cout|energie:mois"], "duree": 30, "reponse": "autoriser"}

    assert service.browser.post(f"{AUTHORIZE}?scope=energie:heure", body).status_code == 400
    assert not ConsentRecord.objects.exists()


def test_allowing_nothing_asks_for_a_tick(service):
    response = service.answer(service.shown("energie:mois"))

    assert response.status_code == 400
    assert "Cochez au moins une case" in response.content.decode()
    assert not ConsentRecord.objects.exists()


def test_a_duration_that_was_not_offered_is_refused(service):
    response = service.answer(service.shown("energie:mois"), "cout|energie:mois", days=3650)

    assert response.status_code == 400
    assert not ConsentRecord.objects.exists()


def test_two_tabs_do_not_mix(service, twin):
    first = service.shown("energie:mois", state="un")
    second = twin.shown("eau:jour", state="deux")

    assert back(service.answer(first, "cout|energie:mois"))["state"] == "un"
    response = twin.answer(second, "fuite|eau:jour")

    assert back(response)["state"] == "deux"
    assert response["Location"].startswith(twin.redirect_uri)
    assert {(record.client.client_id, *record.scopes) for record in ConsentRecord.objects.all()} == {
        ("ma-ville", "energie:mois"),
        ("ma-ville-bis", "eau:jour"),
    }


def test_the_same_form_is_not_answered_twice(service):
    key = service.shown("energie:mois")
    service.answer(key, "cout|energie:mois")

    again = service.answer(key, "cout|energie:mois")

    assert again.status_code == 400
    assert "recommencer" in again.content.decode()
    assert ConsentRecord.objects.count() == 1


def test_somebody_elses_form_is_not_answered(service):
    stranger = Client()
    stranger.force_login(UserFactory(verified=True))
    key = service.shown("energie:mois")

    body = {"demande": key, "cases": ["cout|energie:mois"], "duree": 30, "reponse": "autoriser"}
    assert stranger.post(AUTHORIZE, body).status_code == 400
    assert not ConsentRecord.objects.exists()


def test_an_anonymous_visitor_signs_in_first_and_comes_back(clients):
    service = ServiceUnderTest("ma-ville", clients["ma-ville"].redirect_uris, Client())

    response = service.ask("energie:mois")

    assert response.status_code == 302
    assert response["Location"].startswith("/compte/")
    assert "next=" in response["Location"]


def test_a_post_without_its_token_is_refused(service):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = service.browser.cookies
    key = service.shown("energie:mois")

    body = {"demande": key, "cases": ["cout|energie:mois"], "duree": 30, "reponse": "autoriser"}
    assert strict.post(AUTHORIZE, body).status_code == 403
    assert not ConsentRecord.objects.exists()


def test_the_screen_may_lead_to_the_service_alone_and_is_never_framed(service):
    response = service.ask("energie:mois")

    policy = response["Content-Security-Policy"]
    origin = service.redirect_uri.removesuffix("/retour/")
    assert f"form-action 'self' {origin};" in policy + ";"
    assert "frame-ancestors 'none'" in policy
    assert response["X-Frame-Options"] == "DENY"
    assert "no-store" in response["Cache-Control"]


def test_a_form_that_comes_back_may_still_lead_to_the_service(service):
    response = service.answer(service.shown("energie:mois"))

    assert service.redirect_uri.removesuffix("/retour/") in response["Content-Security-Policy"]


def test_no_other_page_may_lead_elsewhere(service, browser):
    policy = browser.get("/bac-a-sable/autorisations/")["Content-Security-Policy"]

    assert re.search(r"form-action 'self'(;|$)", policy)


@pytest.mark.parametrize(
    "changed",
    [
        lambda uri: "https://attaquant.example/retour/",
        lambda uri: uri + "suite",
        lambda uri: uri + "?x=1",
        lambda uri: uri.replace("/retour/", "/retour/../autre/"),
        lambda uri: re.sub(r":\d+/", ":6666/", uri),
        lambda uri: uri.upper(),
        lambda uri: uri.replace("127.0.0.1", "127.0.0.1@attaquant.example"),
    ],
)
def test_an_address_that_was_not_registered_leads_nowhere(service, changed):
    response = service.ask("energie:mois", redirect_uri=changed(service.redirect_uri))

    assert response.status_code == 400
    assert "Location" not in response
    assert "ne peut pas continuer" in response.content.decode()


def test_an_unknown_service_is_not_sent_anywhere(service):
    assert service.ask("energie:mois", client_id="inconnu").status_code == 400


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"code_challenge_method": None}, "invalid_request"),
        ({"code_challenge": None, "code_challenge_method": None}, "invalid_request"),
        ({"response_type": "token"}, "unauthorized_client"),
        ({"scope": "c:5f0c6d0e-0000-4000-8000-000000000000 energie:mois"}, "invalid_scope"),
        ({"scope": "energie:minute"}, "invalid_scope"),
        ({"scope": None}, "invalid_scope"),
        ({"finalites": "publicite"}, "invalid_request"),
        ({"du": "2024-12-31"}, "invalid_request"),
        ({"du": "hier"}, "invalid_request"),
        ({"state": "x" * 1001}, "invalid_request"),
    ],
)
def test_a_request_that_asks_wrongly_is_sent_back_without_a_screen(service, change, error):
    response = service.ask(**({"scope": "energie:mois"} | change))

    assert response.status_code == 302
    assert response["Location"].startswith(service.redirect_uri)
    assert back(response)["error"] == error
    assert not ConsentRecord.objects.exists()


def test_a_request_may_ask_for_less_than_the_year(service, only_consent):
    service.code("cout|energie:mois", du="2025-03-01", au="2025-03-31", finalites="cout")

    assert only_consent().period_from.isoformat() == "2025-03-01"
    assert only_consent().period_to.isoformat() == "2025-03-31"


@pytest.mark.parametrize(
    "path",
    [
        "introspect/",
        "applications/",
        "applications/register/",
        "authorized_tokens/",
        "register/",
        "device/",
        "userinfo/",
    ],
)
def test_nothing_else_of_the_toolkit_is_mounted(service, path):
    """Introspection lets any client question another client's token, and tells it the user's name."""
    assert service.browser.get(f"/oauth/{path}").status_code == 404
    assert service.own.post(f"/oauth/{path}").status_code == 404
