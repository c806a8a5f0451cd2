"""Erasing one's vault from the page: once, the one that was shown, and nothing opened in its place."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from sandbox.vault.models import Vault
from sandbox.vault.services import erase_vault, open_vault
from tests.cms.accounts.factories import UserFactory
from tests.sandbox.vault.factories import a_vault

pytestmark = pytest.mark.django_db

ERASE, ERASED = "/bac-a-sable/coffre/effacer/", "/bac-a-sable/coffre/effacer/fait/"


@pytest.fixture
def learner(client):
    learner = UserFactory()
    client.force_login(learner)
    return learner


@pytest.fixture
def vault(learner):
    return open_vault(learner=learner)


def vaults_of(learner):
    return list(Vault.objects.of(learner).order_by("pk").values_list("state", flat=True))


def test_the_form_names_the_vault_it_speaks_of(client, vault):
    page = client.get(ERASE).content.decode()

    assert f'name="coffre" value="{vault.uid}"' in page


def test_a_double_click_erases_once_and_opens_nothing(client, learner, vault):
    first = client.post(ERASE, {"coffre": vault.uid})
    second = client.post(ERASE, {"coffre": vault.uid}, follow=True)

    assert first["Location"] == ERASED
    assert "déjà effacé" in second.content.decode()
    assert vaults_of(learner) == ["erased"]


def test_an_old_page_does_not_erase_the_vault_that_came_after(client, learner, vault):
    erase_vault(vault=vault)
    open_vault(learner=learner)

    page = client.post(ERASE, {"coffre": vault.uid}, follow=True).content.decode()

    assert "déjà effacé" in page
    assert vaults_of(learner) == ["erased", "open"]


@pytest.mark.parametrize("named", ["", "n’importe quoi", str(uuid.UUID(int=1))])
def test_a_form_that_names_none_of_ones_vaults_erases_none(client, learner, vault, named):
    page = client.post(ERASE, {"coffre": named})

    assert page.status_code == 422
    assert "rien n’a été effacé" in page.content.decode()
    assert vaults_of(learner) == ["open"]


def test_nobody_erases_the_vault_of_somebody_else(client, learner, vault):
    other = a_vault()

    page = client.post(ERASE, {"coffre": other.uid})

    other.refresh_from_db()
    assert page.status_code == 422
    assert other.is_open


@pytest.mark.parametrize("address", [ERASE, ERASED])
def test_coming_back_to_the_page_after_erasing_opens_nothing(client, learner, vault, address):
    erase_vault(vault=vault)

    page = client.get(address, follow=True)

    assert page.status_code == 200
    assert "Votre coffre est effacé" in page.content.decode()
    assert vaults_of(learner) == ["erased"]


@pytest.mark.parametrize("name", ["habits", "export", "bring", "confirm", "verification"])
def test_a_form_left_open_in_another_tab_opens_no_vault_once_it_is_erased(client, learner, vault, name):
    erase_vault(vault=vault)
    sent = {"assistant_name": "Tante Inventée", "accord": "on", "recu": SimpleUploadedFile("recu.json", b"{}")}

    page = client.post(reverse(f"vault:{name}"), sent)

    assert page.status_code == 409
    assert "rien n’a été enregistré" in page.content.decode()
    assert vaults_of(learner) == ["erased"]


@pytest.mark.parametrize("name", ["journal_lines", "journal_table"])
def test_a_copy_of_the_journal_is_asked_of_a_vault_that_is_there(client, learner, vault, name):
    erase_vault(vault=vault)

    assert client.get(reverse(f"vault:{name}")).status_code == 409
    assert vaults_of(learner) == ["erased"]


def test_whoever_never_had_a_vault_is_told_so_and_gets_none(client, learner):
    page = client.get(ERASE, follow=True)

    assert "Vous n’avez pas de coffre" in page.content.decode()
    assert vaults_of(learner) == []


def test_whoever_came_from_a_lab_is_led_back_to_it(client, vault):
    lab = "/bac-a-sable/laboratoires/partir/"
    asked = client.get(ERASE, {"pour": "LAB-8"})
    done = client.post(f"{ERASE}?pour=LAB-8", {"coffre": vault.uid}, follow=True)

    for page in (asked, done):
        assert f'href="{lab}"' in page.content.decode()


@pytest.mark.parametrize("wanted", ["https://ailleurs.example/", "//ailleurs.example", "LAB-99", "<script>"])
def test_only_an_activity_of_ours_can_be_gone_back_to(client, vault, wanted):
    done = client.post(f"{ERASE}?pour={wanted}", {"coffre": vault.uid}, follow=True)

    assert wanted not in done.content.decode().replace("&lt;script&gt;", "")
    assert "ailleurs" not in done.content.decode()
