"""What a token obtains, and what it is refused."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from oauth2_provider.models import AccessToken

from sandbox.consents.models import ConsentRecord
from sandbox.consents.rules.access import CALLS_PER_MINUTE
from sandbox.consents.services import CallRefused, answer_series, identify, pause, resume, withdraw
from sandbox.vault.models import JournalEntry
from sandbox.vault.rules.series import SeriesRequest
from sandbox.vault.services import decide_habits, erase_vault, head
from tests.cms.accounts.factories import UserFactory
from tests.sandbox.consents.conftest import ServiceUnderTest


def test_months_are_read_in_one_call_and_one_line(service, only_consent, journal):
    tokens = service.tokens("cout|energie:mois")
    response = service.series(tokens["access_token"])

    body = response.json()
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"
    assert (body["domaine"], body["pas"], body["unite"]) == ("energie", "mois", "Wh")
    assert len(body["debuts"]) == len(body["valeurs"]) == len(body["qualite"]) == 12
    (line,) = journal("lecture")
    assert line["actor"] == {"kind": "service", "name": "Ma ville"}
    assert line["consent"] == str(only_consent().uid)
    assert (line["scope"], line["from"], line["to"]) == ("energie:mois", "2025-01-01", "2025-12-31")


def test_records_are_read_as_records(service):
    tokens = service.tokens("comparaison|logement:profil")
    body = service.series(tokens["access_token"], domain="logement", step="profil").json()

    assert len(body["releves"]) == 1
    assert "valeurs" not in body


def test_a_consent_to_days_gives_months_and_never_hours(service, journal):
    token = service.tokens("fuite|eau:jour")["access_token"]

    assert service.series(token, "eau", "jour").status_code == 200
    assert service.series(token, "eau", "mois").status_code == 200
    refused = service.series(token, "energie", "heure", last="2025-01-02")
    assert refused.status_code == 403
    assert refused["WWW-Authenticate"] == 'Bearer realm="coffre", error="insufficient_scope"'
    assert refused.json()["erreur"] == "insufficient_scope"
    assert [(line["scope"], line["why"]) for line in journal("refus")] == [("energie:heure", "portée")]


def test_hours_are_refused_to_whoever_may_read_days(service, journal, monkeypatch):
    """An `energie:jour` token can never obtain hours."""
    token = service.tokens("cout|energie:mois")["access_token"]
    AccessToken.objects.update(scope="energie:jour")
    ConsentRecord.objects.update(details=[{"purpose": "cout", "scope": "energie:jour"}])

    assert service.series(token, step="jour").status_code == 200
    assert service.series(token, step="heure").status_code == 403
    assert journal("refus")[-1]["scope"] == "energie:heure"


def test_a_period_outside_the_consent_is_refused(service, journal):
    token = service.tokens("cout|energie:mois", du="2025-03-01", au="2025-03-31")["access_token"]

    assert service.series(token, first="2025-03-01", last="2025-03-31").status_code == 200
    response = service.series(token, first="2025-02-28", last="2025-03-31")
    assert response.status_code == 403
    assert response.json()["motif"] == "période"
    assert journal("refus")[-1]["why"] == "période"


@pytest.mark.parametrize(
    ("domain", "query"),
    [
        ("energie", {"pas": "minute"}),
        ("energie", {"du": "hier"}),
        ("energie", {"du": "2025-02-01", "au": "2025-01-01"}),
        ("energie", {"du": "2024-01-01", "au": "2025-12-31"}),
        ("gaz", {"pas": "mois"}),
        ("energie", {"pas": ""}),
    ],
)
def test_a_request_that_makes_no_sense_is_told_so(service, domain, query):
    token = service.tokens("cout|energie:mois")["access_token"]

    response = service.series(token, domain=domain, **query)

    assert response.status_code == 400
    assert response.json()["erreur"] == "invalid_request"
    assert response.json()["message"]


def test_without_a_token_nothing_is_said(service):
    response = service.series("")

    assert response.status_code == 401
    assert response["WWW-Authenticate"] == 'Bearer realm="coffre"'


def test_a_token_in_an_address_is_refused_even_when_it_is_good(service):
    token = service.tokens("cout|energie:mois")["access_token"]

    assert service.series("", access_token=token).status_code == 401
    assert service.series(token, access_token=token).status_code == 401


@pytest.mark.parametrize("token", ["inconnu", "Bearer x", "é"])
def test_a_dead_token_is_told_to_ask_again(service, token):
    """The toolkit answers 403, so that a client never knows it."""
    response = service.series(token)

    assert response.status_code == 401
    assert response["WWW-Authenticate"] == 'Bearer realm="coffre", error="invalid_token"'


def test_an_expired_token_is_dead_after_five_minutes(service, journal):
    token = service.tokens("cout|energie:mois")["access_token"]
    AccessToken.objects.update(expires=timezone.now())

    response = service.series(token)

    assert response.status_code == 401
    assert response.json()["motif"] == "jeton-expiré"
    assert journal("refus")[-1]["why"] == "jeton-expiré"


def test_the_consent_is_read_again_at_every_call(service, only_consent, journal):
    token = service.tokens("cout|energie:mois")["access_token"]
    assert service.series(token).status_code == 200

    pause(consent=only_consent())
    assert service.series(token).status_code == 403
    resume(consent=only_consent())
    assert service.series(token).status_code == 200
    withdraw(consent=only_consent())
    assert service.series(token).status_code == 401

    assert [line["why"] for line in journal("refus")] == ["suspendue", "retirée"]


def test_a_consent_that_runs_out_stops_its_tokens(service, journal):
    token = service.tokens("cout|energie:mois")["access_token"]
    ConsentRecord.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    assert service.series(token).json()["motif"] == "expirée"
    assert journal("refus")[-1]["why"] == "expirée"


def test_an_erased_vault_answers_as_an_unknown_token(service, vault, only_consent):
    token = service.tokens("cout|energie:mois")["access_token"]
    erase_vault(vault=vault)

    erased, unknown = service.series(token), service.series("inconnu")

    assert erased.status_code == unknown.status_code == 401
    assert erased.json() == unknown.json()
    assert only_consent().withdrawn_because == "vault erased"


def test_another_learners_token_reads_another_learners_vault(service, clients, vault):
    other = UserFactory(verified=True)
    browser = Client()
    browser.force_login(other)
    stranger = ServiceUnderTest("ma-ville", clients["ma-ville"].redirect_uris, browser)
    token = stranger.tokens("cout|energie:mois")["access_token"]
    before = head(vault)

    assert stranger.series(token).status_code == 200
    assert head(vault) == before
    assert JournalEntry.objects.filter(vault__holder=other, content__action="lecture").count() == 1


def test_the_consent_of_a_token_says_what_it_allows(service, only_consent, vault):
    token = service.tokens("cout|energie:mois", "cout|eau:mois")["access_token"]
    response = service.own.get("/api/coffre/v1/consentement/", headers={"Authorization": f"Bearer {token}"})

    body = response.json()
    assert body["portees"] == ["eau:mois", "energie:mois"]
    assert body["finalites"] == ["cout"]
    assert (body["du"], body["au"]) == ("2025-01-01", "2025-12-31")
    assert body["journal"] == {"seq": head(vault)["seq"], "empreinte": head(vault)["digest"]}
    assert re.fullmatch(r"p-[0-9a-f]{32}", body["identifiant"])
    assert str(vault.uid) not in response.content.decode()
    assert vault.holder.email not in response.content.decode()


def test_two_services_know_the_same_inhabitant_by_two_names(service, twin):
    names = {
        each.own.get(
            "/api/coffre/v1/consentement/",
            headers={"Authorization": f"Bearer {each.tokens('cout|energie:mois')['access_token']}"},
        ).json()["identifiant"]
        for each in (service, twin)
    }

    assert len(names) == 2


def test_a_consent_is_read_sixty_times_a_minute_at_most(service, journal, monkeypatch):
    token = service.tokens("cout|energie:mois")["access_token"]
    monkeypatch.setattr("sandbox.consents.limits.CALLS_PER_MINUTE", 3)
    noon = timezone.now().replace(second=10)
    monkeypatch.setattr("sandbox.consents.limits.timezone.now", lambda: noon)

    statuses = [service.series(token).status_code for _ in range(4)]
    refused = service.series(token)

    assert CALLS_PER_MINUTE == 60
    assert statuses == [200, 200, 200, 429]
    assert refused["Retry-After"] == "50"
    assert refused.json()["erreur"] == "too_many_requests"
    assert [line["why"] for line in journal("refus")] == ["trop-d-appels"] * 2


def test_the_limit_of_one_consent_does_not_hold_another(service, twin, monkeypatch):
    monkeypatch.setattr("sandbox.consents.limits.CALLS_PER_MINUTE", 1)
    first, second = (each.tokens("cout|energie:mois")["access_token"] for each in (service, twin))

    assert service.series(first).status_code == 200
    assert twin.series(second).status_code == 200


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_the_vault_is_read_and_never_written_from_outside(service, method):
    assert getattr(service.own, method)("/api/coffre/v1/series/energie/").status_code == 405


def test_a_session_opens_no_series(service, browser):
    assert browser.get("/api/coffre/v1/series/energie/?pas=mois&du=2025-01-01&au=2025-12-31").status_code == 401


def test_a_call_takes_a_constant_number_of_queries(service, django_assert_max_num_queries):
    token = service.tokens("cout|energie:mois")["access_token"]

    def count(**query):
        with django_assert_max_num_queries(16):
            assert service.series(token, **query).status_code == 200

    count()
    count(first="2025-01-01", last="2025-01-31")


def test_a_refused_call_takes_few_queries(service, only_consent, django_assert_max_num_queries):
    token = service.tokens("cout|energie:mois")["access_token"]
    withdraw(consent=only_consent())

    with django_assert_max_num_queries(8):
        assert service.series(token).status_code == 401


def test_a_withdrawal_between_the_two_readings_of_the_consent_wins(service, only_consent, journal):
    token = service.tokens("cout|energie:mois")["access_token"]
    asked = SeriesRequest("energie", "mois", date(2025, 1, 1), date(2025, 1, 31))
    caller = identify(authorization=f"Bearer {token}", in_address=False, asked=asked)
    withdraw(consent=only_consent())

    with pytest.raises(CallRefused):
        answer_series(caller=caller, asked=asked)
    assert journal("lecture") == []
    assert [line["why"] for line in journal("refus")] == ["retirée"]


def test_a_chunk_that_was_tampered_with_is_told_and_journalled(service, vault, journal):
    token = service.tokens("comparaison|logement:profil")["access_token"]
    chunk = vault.chunks.get(domain="logement")
    chunk.sealed = bytes(chunk.sealed)[:-1] + bytes([bytes(chunk.sealed)[-1] ^ 1])
    chunk.save()

    response = service.series(token, domain="logement", step="profil")

    assert response.status_code == 500
    assert response.json()["motif"] == "bloc-altéré"
    assert [line["outcome"] for line in journal("refus")] == ["bloc altéré"]


def test_closed_hours_are_refused_to_a_service_that_was_granted_them(service, vault, journal):
    token = service.tokens("conseil-fin|energie:heure")["access_token"]
    decide_habits(vault=vault, hourly_collection=False, assistant_name="")

    refused = service.series(token, step="heure", last="2025-01-31")
    days = service.series(token, step="jour", last="2025-01-31")

    assert refused.status_code == 403
    assert refused.json()["motif"] == "heures-fermées"
    assert days.status_code == 200
    assert [line["outcome"] for line in journal("refus")] == ["heures fermées"]
