from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from sandbox.town import rules as town
from sandbox.vault import keyring
from sandbox.vault.models import Chunk, JournalEntry, Vault, VaultKey
from sandbox.vault.rules.series import DOMAINS
from sandbox.vault.services import erase_vault, inventory, open_vault, read_series, vault_of
from tests.cms.accounts.factories import UserFactory
from tests.sandbox.vault.factories import SERVICE, YEAR, a_vault, asking

pytestmark = pytest.mark.django_db


def test_the_first_visit_fills_a_vault_and_the_next_ones_find_it():
    learner = UserFactory()

    vault = open_vault(learner=learner)

    assert open_vault(learner=learner) == vault == vault_of(learner)
    assert Vault.objects.count() == VaultKey.objects.count() == 1
    assert [line.content["action"] for line in JournalEntry.objects.of(vault)] == ["ouverture"]


def test_a_vault_tells_a_year_of_its_household():
    vault = a_vault()
    energy = read_series(vault=vault, request=asking("energie:heure", YEAR), actor=SERVICE)
    water = read_series(vault=vault, request=asking("eau:jour", YEAR), actor=SERVICE)
    waste = read_series(vault=vault, request=asking("dechets:jour", YEAR), actor=SERVICE)
    trips = read_series(vault=vault, request=asking("mobilite:arret", YEAR), actor=SERVICE)
    (profile,) = read_series(vault=vault, request=asking("logement:profil", YEAR), actor=SERVICE).records

    number = vault.household
    days = town.hourly_energy(number, *YEAR)
    assert energy.values == tuple(value for day in days for value in day)
    assert water.values == tuple(town.daily_water(number))
    assert waste.values == tuple(None if value < 0 else value for value in town.daily_waste(number))
    assert len(trips.records) == len(town.trips(number))
    assert profile["surface"] == town.household(number).surface


def test_two_learners_with_the_same_persona_have_different_households():
    code = town.PERSONAS[0].code
    first, second = (open_vault(learner=UserFactory(), persona=code) for _ in range(2))

    assert first.persona == second.persona == code
    assert first.household != second.household


def test_an_erased_vault_gives_way_to_a_new_one():
    vault = a_vault()
    erase_vault(vault=vault)

    assert vault_of(vault.holder) is None
    assert open_vault(learner=vault.holder) != vault


def test_a_visit_puts_off_the_erasure():
    vault = a_vault()
    long_ago = timezone.now() - timedelta(days=33)
    Vault.objects.filter(pk=vault.pk).update(used_at=long_ago, warned_at=long_ago)

    open_vault(learner=vault.holder)

    vault.refresh_from_db()
    assert vault.warned_at is None
    assert timezone.now() - vault.used_at < timedelta(minutes=1)


def test_opening_asks_a_constant_number_of_questions(django_assert_max_num_queries):
    learner = UserFactory()

    with django_assert_max_num_queries(25):
        open_vault(learner=learner)


def test_the_inventory_says_what_is_there_without_opening_anything(django_assert_num_queries, settings):
    vault = a_vault()
    for epoch in keyring.epochs():
        keyring.destroy(epoch)

    with django_assert_num_queries(1):
        held = inventory(vault)

    assert [data.domain for data in held] == list(DOMAINS)
    energy = held[0]
    assert (energy.first, energy.last, energy.count, energy.chunks) == (*YEAR, 8760, 365)
    assert {data.origin for data in held} == {"simulé"}
    assert [data.last for data in held[1:3]] == [YEAR[1]] * 2


def test_a_day_of_hours_is_one_chunk_and_a_month_of_days_is_one():
    a_vault()

    assert Chunk.objects.filter(domain="energie").count() == 365
    assert Chunk.objects.filter(domain="eau").count() == 12


@pytest.mark.django_db(transaction=True)
def test_two_tabs_open_one_vault():
    learner = UserFactory()
    together = Barrier(4)

    def visit(_n):
        try:
            together.wait(timeout=30)
            return open_vault(learner=learner).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as visits:
        opened = set(visits.map(visit, range(4)))

    assert len(opened) == 1
    assert VaultKey.objects.count() == 1
