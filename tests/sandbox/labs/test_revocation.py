"""Lab 4: what a withdrawal stops, and when; derived from the journal and the consent alone."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sandbox.consents.models import ConsentRecord
from sandbox.consents.services import pause, withdraw
from sandbox.vault.models import JournalEntry
from tests.cms.accounts.factories import UserFactory

pytestmark = pytest.mark.django_db

BOX = "cout|energie:mois"
STILL = ["copie", "transmettre"]


def read_then_withdraw(service):
    token = service.tokens(BOX)["access_token"]
    assert service.series(token).status_code == 200
    consent = ConsentRecord.objects.get()
    withdraw(consent=consent)
    return token, consent


def test_withdrawing_while_the_service_reads_then_meeting_a_refusal_completes_the_lab(at_lab, service):
    lab = at_lab(4)
    lab.see()
    token, consent = read_then_withdraw(service)
    assert service.series(token).status_code == 401
    page = lab.see()
    lab.do("conclure", abilities=STILL)

    refusal = JournalEntry.objects.get(content__action="refus")
    consent.refresh_from_db()
    delay = round((refusal.at - consent.withdrawn_at).total_seconds() * 1000)
    assert f'<td class="num">{delay}</td>' in page
    assert lab.is_complete


def test_a_withdrawal_without_a_refusal_after_it_is_half_the_way(at_lab, service):
    lab = at_lab(4)
    lab.see()
    read_then_withdraw(service)

    page = lab.see()

    assert lab.done == {"retirer"}
    assert "Pas encore" in page


def test_withdrawing_what_nobody_used_shows_nothing(at_lab, service):
    lab = at_lab(4)
    lab.see()
    service.tokens(BOX)
    withdraw(consent=ConsentRecord.objects.get())

    lab.see()

    assert lab.done == set()


def test_pausing_is_not_withdrawing(at_lab, service):
    lab = at_lab(4)
    lab.see()
    token = service.tokens(BOX)["access_token"]
    service.series(token)
    pause(consent=ConsentRecord.objects.get())
    service.series(token)

    lab.see()

    assert lab.done == set()


@pytest.mark.parametrize("abilities", [["copie"], ["copie", "lire", "transmettre"], ["renouveler"]])
def test_a_wrong_conclusion_gives_a_hint(at_lab, clients, abilities):
    lab = at_lab(4)
    lab.see()

    assert "Pas tout à fait" in lab.do("conclure", status=409, abilities=abilities)
    assert lab.done == set()


def test_the_page_works_when_the_aggregator_is_stopped(at_lab, clients):
    assert "ne répond pas" in at_lab(4).see()


def test_an_end_brought_forward_is_refused_as_any_other_end(at_lab, service):
    lab = at_lab(4)
    lab.see()
    token = service.tokens(BOX)["access_token"]
    consent = ConsentRecord.objects.get()

    lab.do("expirer", consent=consent.uid)

    assert service.series(token).status_code == 401
    assert not ConsentRecord.objects.get().is_standing(timezone.now())


def test_nobody_brings_forward_the_end_of_anothers_consent(at_lab, service):
    service.tokens(BOX)
    consent = ConsentRecord.objects.get()
    stranger = Client()
    stranger.force_login(UserFactory())

    response = stranger.post(reverse("labs:action", args=["revocation", "expirer"]), {"consent": consent.uid})

    assert response.status_code == 409
    assert ConsentRecord.objects.get().is_standing(timezone.now())


def test_an_authorisation_that_is_no_longer_in_force_says_so_when_it_is_made_to_expire(at_lab):
    page = at_lab(4).do("expirer", status=409, consent="00000000-0000-0000-0000-000000000001")

    assert "n’est plus en cours" in page
