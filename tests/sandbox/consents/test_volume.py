"""A service that calls unusually often is told to the holder, where they look, with what they can do."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sandbox.consents.models import ConsentRecord
from sandbox.consents.rules.access import CALLS_PER_MINUTE
from sandbox.consents.rules.volume import CALLS_PER_DAY, CALLS_PER_HOUR
from sandbox.consents.services import pause, resume, withdraw
from sandbox.vault.models import JournalEntry
from sandbox.vault.rules.journal import HOLDER, Action, Actor
from sandbox.vault.services.journalling import append_locked

pytestmark = pytest.mark.django_db

BOX = "cout|energie:mois"
WARNING = "plus souvent que nécessaire"
PAGES = ("vault:index", "vault:journal")
MOST_QUERIES = 12


def call(vault, consent, times=1, *, action=Action.READING, ago=timedelta(0), **facts):
    """Lines of the journal, as a service's calls leave them, `ago` before now."""
    actor = Actor("service", consent.client.name, str(consent.uid))
    lines = [append_locked(vault=vault, actor=actor, action=action, **facts).pk for _ in range(times)]
    JournalEntry.objects.filter(pk__in=lines).update(at=timezone.now() - ago)


@pytest.fixture
def consent(service, vault):
    service.tokens(BOX)
    return ConsentRecord.objects.get(vault=vault)


@pytest.fixture
def see(browser):
    return lambda name: browser.get(reverse(name)).content.decode()


@pytest.mark.parametrize("name", PAGES)
def test_a_service_that_calls_too_often_is_told_with_a_way_to_stop_it(see, vault, consent, name):
    call(vault, consent, CALLS_PER_HOUR)
    before = see(name)
    call(vault, consent)

    page = see(name)

    assert WARNING not in before
    assert page.count(WARNING) == 1
    assert "Ma ville" in page
    assert f"depuis une heure\u00a0: {CALLS_PER_HOUR + 1}." in page
    assert f'href="{consent.get_absolute_url()}"' in page


def test_refusals_are_calls_like_the_others(see, vault, consent):
    call(vault, consent, CALLS_PER_HOUR + 1, action=Action.REFUSAL, outcome="refusé", why="portée")

    assert WARNING in see("vault:index")


def test_each_series_that_was_granted_is_worth_as_many_calls(see, service, vault):
    service.tokens(BOX, "fuite|eau:jour")
    both = ConsentRecord.objects.get(vault=vault)
    call(vault, both, 2 * CALLS_PER_HOUR)
    before = see("vault:index")
    call(vault, both)

    assert WARNING not in before
    assert WARNING in see("vault:index")


def test_calls_spread_over_a_day_are_told_and_those_of_the_day_before_are_over(see, vault, consent):
    call(vault, consent, CALLS_PER_DAY + 1, ago=timedelta(hours=5))
    told = see("vault:index")
    JournalEntry.objects.filter(vault=vault).update(at=timezone.now() - timedelta(hours=25))

    assert f"depuis 24\u00a0heures\u00a0: {CALLS_PER_DAY + 1}." in told
    assert WARNING not in see("vault:index")


def test_a_call_refused_by_the_limit_of_a_minute_is_told(see, service, vault, settings):
    settings.VAULT_CALLS_PER_MINUTE = 2
    token = service.tokens(BOX)["access_token"]
    statuses = [service.series(token).status_code for _ in range(8)]

    page = see("vault:journal")

    assert 429 in statuses
    assert f"Plus de {CALLS_PER_MINUTE}\u00a0appels en une minute" in page
    assert f"depuis 24\u00a0heures\u00a0: {statuses.count(429)}." in page


def test_the_warning_goes_when_the_holder_has_decided(see, vault, consent):
    call(vault, consent, CALLS_PER_HOUR + 1)
    pause(consent=consent)
    paused = see("vault:index")
    resume(consent=consent)
    resumed = see("vault:index")
    withdraw(consent=consent)

    assert WARNING not in paused
    assert WARNING in resumed
    assert WARNING not in see("vault:index")


def test_what_the_holder_looks_at_is_no_call(see, vault, consent):
    for _ in range(CALLS_PER_HOUR + 1):
        append_locked(vault=vault, actor=HOLDER, action=Action.READING, scope="energie:mois")

    assert WARNING not in see("vault:index")


def test_two_services_are_told_apart(see, vault, consent, twin):
    twin.tokens(BOX)
    other = ConsentRecord.objects.exclude(pk=consent.pk).get()
    call(vault, consent, CALLS_PER_HOUR + 1)
    call(vault, other, CALLS_PER_HOUR)
    one = see("vault:index")
    call(vault, other)

    assert one.count(WARNING) == 1
    assert f'href="{other.get_absolute_url()}"' not in one
    assert see("vault:index").count(WARNING) == 2


@pytest.mark.parametrize("name", PAGES)
def test_the_warning_costs_as_many_queries_for_many_calls_as_for_one(
    see, vault, consent, twin, name, django_assert_max_num_queries
):
    see(name)
    call(vault, consent)
    with django_assert_max_num_queries(MOST_QUERIES) as for_one:
        see(name)

    twin.tokens(BOX)
    for each in ConsentRecord.objects.filter(vault=vault):
        call(vault, each, CALLS_PER_HOUR + 20)
    with django_assert_max_num_queries(MOST_QUERIES) as for_many:
        see(name)

    assert len(for_many) == len(for_one)


@pytest.mark.parametrize("authority", [None, "c-1"])
def test_lines_that_cite_no_known_authorisation_are_nobodys(see, vault, consent, authority):
    for _ in range(CALLS_PER_HOUR + 1):
        append_locked(vault=vault, actor=Actor("service", "Ma ville", authority), action=Action.READING)

    assert WARNING not in see("vault:index")
