"""How a consent stops, in one transaction, and what its holder sees of it."""

import io
import json
import zipfile

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from oauth2_provider.models import AccessToken, RefreshToken

from sandbox.consents.models import ConsentRecord, ConsentToken
from sandbox.consents.services import ConsentIsOver, NotTheHolder, expire_now, pause, resume, withdraw, withdraw_all
from sandbox.consents.tasks import clear_expired_tokens
from sandbox.vault.services import export_vault, verify
from tests.cms.accounts.factories import UserFactory

HOME = "/bac-a-sable/autorisations/"


@pytest.fixture
def given(service, only_consent):
    service.tokens("cout|energie:mois")
    return only_consent()


def test_withdrawing_ends_tokens_and_leaves_a_line(given, journal, service):
    withdraw(consent=given)

    given.refresh_from_db()
    assert given.withdrawn_at is not None
    assert not AccessToken.objects.exists()
    assert not RefreshToken.objects.filter(revoked=None).exists()
    assert [line["consent"] for line in journal("retrait")] == [str(given.uid)]


def test_withdrawing_twice_is_withdrawing_once(given, journal):
    first = withdraw(consent=given).withdrawn_at

    assert withdraw(consent=given, because="code replayed").withdrawn_at == first
    assert len(journal("retrait")) == 1


def test_withdrawing_is_all_or_nothing(given, monkeypatch, journal):
    class Full(Exception):
        pass

    def full(**_facts):
        raise Full

    monkeypatch.setattr("sandbox.consents.services.ending.append", full)
    with pytest.raises(Full):
        withdraw(consent=given)

    given.refresh_from_db()
    assert given.withdrawn_at is None
    assert AccessToken.objects.exists()


def test_a_vault_takes_every_consent_along(given, service, twin, vault):
    twin.tokens("fuite|eau:jour")

    assert withdraw_all(vault=vault, because="vault erased") == 2
    assert not ConsentRecord.objects.filter(withdrawn_at=None).exists()


def test_a_pause_is_undone_and_its_dates_stay(given, journal):
    until = given.expires_at
    assert pause(consent=given).paused_at is not None
    assert resume(consent=given).paused_at is None

    given.refresh_from_db()
    assert given.expires_at == until
    assert len(journal("suspension")) == len(journal("reprise")) == 1


@pytest.mark.parametrize("change", [pause, resume])
def test_what_is_over_is_neither_paused_nor_resumed(given, change):
    withdraw(consent=given)

    with pytest.raises(ConsentIsOver):
        change(consent=given)


def test_a_holder_may_bring_the_end_of_a_consent_forward(given, learner, journal):
    expire_now(consent=given, holder=learner)

    given.refresh_from_db()
    assert given.expires_at <= timezone.now()
    assert journal("consentement")[-1]["outcome"] == "échéance avancée"


def test_nobody_else_may(given):
    with pytest.raises(NotTheHolder):
        expire_now(consent=given, holder=UserFactory())


def test_the_journal_holds_with_the_anchor_of_a_receipt(given, vault, service):
    withdraw(consent=given)

    assert verify(vault, given.anchor)


def test_the_list_tells_what_stands_from_what_is_over(given, service, browser):
    service.answer(service.shown("eau:jour"), answer="refuser")
    page = browser.get(HOME).content.decode()

    standing, past = page.split("Passées et refusées")
    assert "En cours, jusqu’au" in standing
    assert "Refusée" in past


def test_an_empty_list_says_how_a_request_comes(browser, clients):
    assert "Aucun service ne peut lire votre coffre" in browser.get(HOME).content.decode()


def test_a_consent_shows_what_was_accepted_and_what_was_not(service, only_consent, browser):
    service.answer(service.shown("energie:mois eau:mois"), "cout|eau:mois")
    page = browser.get(only_consent().get_absolute_url()).content.decode()

    accepted, declined = page.split("Ce que vous n’avez pas accepté")
    assert "consommation d’eau" in accepted
    assert "consommation d’électricité" in declined
    assert page.count("<h1") == 1


def test_withdrawing_asks_once_and_says_it_cannot_be_undone(given, browser):
    address = f"{given.get_absolute_url()}retirer/"
    page = browser.get(address)

    assert "Cela ne se défait pas" in page.content.decode()
    given.refresh_from_db()
    assert given.withdrawn_at is None

    response = browser.post(address, follow=True)
    given.refresh_from_db()
    assert given.withdrawn_at is not None
    assert "Retirée le" in response.content.decode()


def test_pausing_and_resuming_from_the_page(given, browser):
    address = given.get_absolute_url()

    assert "Suspendue" in browser.post(f"{address}suspendre/", follow=True).content.decode()
    assert "En cours" in browser.post(f"{address}reprendre/", follow=True).content.decode()


def test_a_page_that_was_left_open_says_that_it_is_over(given, browser):
    withdraw(consent=given)

    for change in ("suspendre/", "reprendre/"):
        page = browser.post(given.get_absolute_url() + change, follow=True).content.decode()
        assert "n’est plus en cours" in page
    assert browser.get(f"{given.get_absolute_url()}retirer/").status_code == 302


def test_the_receipt_gains_an_event_and_loses_nothing(given, browser):
    address = f"{given.get_absolute_url()}recu.json"
    before = browser.get(address)
    withdraw(consent=given)
    after = browser.get(address).json()

    assert before["Content-Disposition"] == f'attachment; filename="recu-{given.uid}.json"'
    assert [event["state"] for event in after["event"]] == ["given", "withdrawn"]
    assert after["pii_processing"] == before.json()["pii_processing"]
    assert after["receipt"]["journal_anchor"]["hash"] == given.anchor["digest"]


PAGES = ["", "recu.json", "retirer/", "suspendre/", "reprendre/"]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("role", ["learner", "trainer", "administrator"])
def test_anothers_consent_does_not_exist(given, page, role):
    stranger = Client()
    stranger.force_login(UserFactory(verified=True, **({role: True} if role != "learner" else {})))
    address = given.get_absolute_url() + page

    assert stranger.post(address).status_code in (404, 405)
    assert stranger.get(address).status_code in (404, 405)
    given.refresh_from_db()
    assert given.withdrawn_at is None
    assert given.paused_at is None


@pytest.mark.parametrize("page", PAGES)
def test_a_visitor_signs_in_first(given, page):
    for method in (Client().get, Client().post):
        response = method(given.get_absolute_url() + page)
        assert response.status_code in (302, 405)
        if response.status_code == 302:
            assert "/compte/" in response["Location"]


@pytest.mark.parametrize("page", ["retirer/", "suspendre/", "reprendre/"])
def test_a_change_without_its_token_is_refused(given, browser, page):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = browser.cookies

    assert strict.post(given.get_absolute_url() + page).status_code == 403
    given.refresh_from_db()
    assert given.withdrawn_at is None


@pytest.mark.parametrize("page", ["suspendre/", "reprendre/"])
def test_looking_never_changes_anything(given, browser, page):
    assert browser.get(given.get_absolute_url() + page).status_code == 405


def test_the_list_takes_a_constant_number_of_queries(service, browser, django_assert_num_queries):
    from django.test.utils import CaptureQueriesContext

    service.code("cout|energie:mois")
    browser.get(HOME)
    with CaptureQueriesContext(connection) as few:
        browser.get(HOME)
    for _ in range(3):
        service.code("fuite|eau:jour")
    with CaptureQueriesContext(connection) as many:
        browser.get(HOME)

    assert len(many) == len(few)


def test_links_of_tokens_are_forgotten_long_after_their_consent(given):
    clear_expired_tokens()
    assert ConsentToken.objects.count() == 2

    long_ago = timezone.now() - timezone.timedelta(days=40)
    ConsentToken.objects.update(made_at=long_ago)
    ConsentRecord.objects.update(expires_at=long_ago)
    assert clear_expired_tokens() == 2
    assert clear_expired_tokens() == 0


def test_receipts_leave_with_the_vault(given, vault):
    _export, archive = export_vault(vault=vault)

    with zipfile.ZipFile(io.BytesIO(archive)) as files:
        (name,) = [name for name in files.namelist() if str(given.uid) in name]
        assert json.loads(files.read(name))["receipt"]["record_id"] == str(given.uid)
