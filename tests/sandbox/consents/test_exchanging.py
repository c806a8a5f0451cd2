"""Codes against tokens, tokens against new ones, and every way of cheating at it."""

import hashlib
from datetime import timedelta

import pytest
from django.utils import timezone
from oauth2_provider.models import AccessToken, Application, Grant, RefreshToken

from sandbox.consents.models import ConsentRecord, ConsentToken
from sandbox.consents.services import pause, resume, withdraw
from tests.sandbox.consents.conftest import REVOKE


def test_a_code_and_its_verifier_give_tokens_that_stand_on_the_consent(service, only_consent):
    response = service.exchange(service.code("cout|energie:mois"))

    assert response.status_code == 200
    tokens = response.json()
    assert tokens["expires_in"] == 300
    assert tokens["scope"] == "energie:mois"
    assert "no-store" in response["Cache-Control"]
    consent = only_consent()
    assert consent.exchanged_at is not None
    assert {link.checksum for link in ConsentToken.objects.filter(consent=consent)} == {
        hashlib.sha256(tokens[name].encode()).hexdigest() for name in ("access_token", "refresh_token")
    }


@pytest.mark.parametrize("verifier", [None, "", "x" * 64])
def test_a_code_without_its_verifier_is_worth_nothing(service, verifier):
    code = service.code("cout|energie:mois")

    assert service.exchange(code, code_verifier=verifier).status_code == 400
    assert not AccessToken.objects.exists()


def test_a_verifier_sent_as_the_challenge_itself_is_refused(service):
    code = service.code("cout|energie:mois")

    assert service.exchange(code, code_verifier=service.challenge).status_code == 400


def test_a_code_is_worth_nothing_with_a_wrong_secret_or_another_address(service, twin):
    code = service.code("cout|energie:mois")

    assert service.exchange(code, client_secret="faux").status_code == 401
    assert service.exchange(code, redirect_uri=service.redirect_uri + "x").status_code == 400
    assert twin.exchange(code, code_verifier=service.verifier, redirect_uri=service.redirect_uri).status_code == 400
    assert not AccessToken.objects.exists()
    assert service.exchange(code).status_code == 200


def test_a_code_that_comes_twice_withdraws_its_consent(service, only_consent, journal):
    """The toolkit answers 400 and leaves the first tokens alive (RFC 6749 § 4.1.2)."""
    code = service.code("cout|energie:mois")
    tokens = service.exchange(code).json()
    assert service.series(tokens["access_token"]).status_code == 200

    assert service.exchange(code).status_code == 400

    assert service.series(tokens["access_token"]).status_code == 401
    assert service.refresh(tokens["refresh_token"]).status_code == 400
    consent = only_consent()
    assert consent.withdrawn_because == "code replayed"
    (line,) = journal("retrait")
    assert line["why"] == "code replayed"


def test_two_exchanges_at_once_leave_no_token_alive(service, only_consent, monkeypatch):
    """The second one passed the first check before the first one had ended."""
    code = service.code("cout|energie:mois")
    ConsentRecord.objects.update(exchanged_at=None)
    from sandbox.consents.services.oauth import ConsentValidator

    passed = ConsentValidator.validate_code

    def overtaken(self, *args, **kwargs):
        valid = passed(self, *args, **kwargs)
        ConsentRecord.objects.update(exchanged_at=timezone.now())
        return valid

    monkeypatch.setattr(ConsentValidator, "validate_code", overtaken)

    assert service.exchange(code).status_code == 400
    assert not AccessToken.objects.exists()
    assert only_consent().withdrawn_because == "code replayed"


def test_an_old_code_is_worth_nothing(service):
    code = service.code("cout|energie:mois")
    Grant.objects.update(expires=timezone.now() - timedelta(seconds=1))

    assert service.exchange(code).status_code == 400


def test_a_code_whose_consent_was_withdrawn_is_worth_nothing(service, only_consent):
    code = service.code("cout|energie:mois")
    withdraw(consent=only_consent())

    assert service.exchange(code).status_code == 400
    assert not AccessToken.objects.exists()


def test_tokens_and_codes_rest_as_digests_only(service):
    code = service.code("cout|energie:mois")
    assert list(Grant.objects.values_list("code", flat=True)) == [hashlib.sha256(code.encode()).hexdigest()]
    service.exchange(code)

    assert set(AccessToken.objects.values_list("token", flat=True)) == {""}
    assert set(RefreshToken.objects.values_list("token", flat=True)) == {""}


def test_the_secret_of_a_service_rests_as_a_digest_only(clients):
    from sandbox.consents.services import secret_of

    assert secret_of("ma-ville") not in Application.objects.get(client_id="ma-ville").client_secret


def test_renewing_gives_new_tokens_under_the_same_consent(service, only_consent):
    first = service.tokens("cout|energie:mois")
    second = service.refresh(first["refresh_token"]).json()

    assert second["access_token"] != first["access_token"]
    assert service.series(second["access_token"]).status_code == 200
    assert service.series(first["access_token"]).status_code == 401
    assert only_consent().tokens.count() == 4


def test_renewing_cannot_widen(service, journal):
    tokens = service.tokens("cout|energie:mois")

    response = service.refresh(tokens["refresh_token"], scope="energie:mois energie:heure")

    assert response.status_code == 400
    assert response.json()["error"] == "invalid_scope"
    assert [line["why"] for line in journal("refus")] == ["portée"]


def test_a_renewal_token_used_twice_kills_its_family(service):
    first = service.tokens("cout|energie:mois")
    second = service.refresh(first["refresh_token"]).json()

    assert service.refresh(first["refresh_token"]).status_code == 400

    assert service.refresh(second["refresh_token"]).status_code == 400
    assert service.series(second["access_token"]).status_code == 401


def test_nothing_is_renewed_once_the_consent_is_over(service, only_consent):
    tokens = service.tokens("cout|energie:mois")
    ConsentRecord.objects.update(expires_at=timezone.now())

    assert service.refresh(tokens["refresh_token"]).status_code == 400


def test_a_pause_refuses_renewals_without_spending_them(service, only_consent):
    tokens = service.tokens("cout|energie:mois")
    pause(consent=only_consent())

    response = service.refresh(tokens["refresh_token"])
    assert response.status_code == 400
    assert response.json()["error"] == "temporarily_unavailable"

    resume(consent=only_consent())
    assert service.refresh(tokens["refresh_token"]).status_code == 200


def test_what_was_allowed_once_is_not_renewed(service, only_consent):
    tokens = service.tokens("cout|energie:mois", days=0)

    assert service.series(tokens["access_token"]).status_code == 200
    assert service.refresh(tokens["refresh_token"]).status_code == 400
    consent = only_consent()
    assert consent.expires_at - consent.decided_at == timedelta(minutes=15)


def test_a_token_lives_no_longer_than_its_consent(service):
    code = service.code("cout|energie:mois")
    ConsentRecord.objects.update(expires_at=timezone.now() + timedelta(seconds=40))

    assert service.exchange(code).json()["expires_in"] <= 40
    assert AccessToken.objects.get().expires <= timezone.now() + timedelta(seconds=41)


def test_another_service_cannot_renew(service, twin):
    tokens = service.tokens("cout|energie:mois")

    assert twin.refresh(tokens["refresh_token"]).status_code == 400
    assert service.refresh(tokens["refresh_token"]).status_code == 200


def test_a_service_gives_its_tokens_back_and_nobody_elses(service, twin):
    from sandbox.consents.services import secret_of

    tokens = service.tokens("cout|energie:mois")
    body = {"token": tokens["access_token"], "token_type_hint": "access_token"}

    stranger = {"client_id": twin.client_id, "client_secret": secret_of(twin.client_id)}
    twin.own.post(REVOKE, body | stranger)
    assert service.series(tokens["access_token"]).status_code == 200

    own = {"client_id": service.client_id, "client_secret": secret_of(service.client_id)}
    assert service.own.post(REVOKE, body | own).status_code == 200
    assert service.series(tokens["access_token"]).status_code == 401
    assert service.refresh(tokens["refresh_token"]).status_code == 400


@pytest.mark.parametrize(
    "body",
    [
        {"grant_type": "client_credentials"},
        {"grant_type": "password", "username": "a", "password": "b"},
        {"grant_type": "inconnu"},
    ],
)
def test_no_other_grant_is_honoured(service, body):
    assert service.post_token(**body).status_code in (400, 401)
    assert not AccessToken.objects.exists()


def test_an_exchange_takes_a_bounded_number_of_queries(service, django_assert_max_num_queries):
    code = service.code("cout|energie:mois")

    with django_assert_max_num_queries(26):
        service.exchange(code)
