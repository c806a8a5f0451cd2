"""Every page of the desk, tried by everybody who is no registrar."""

import pytest
from django.contrib.auth.models import Group, Permission

from cms.accounts.permissions import REGISTRAR
from passport.signing.models import SigningKey
from tests.cms.accounts.factories import UserFactory
from tests.passport.desk.addresses import desk

pytestmark = pytest.mark.django_db

PAGES = (
    "index",
    "index_results",
    "trail",
    "keys",
    "register csv",
    "register json",
    "inspect",
    "revoke",
    "issue_anew",
    "key",
)


def address_of(page, credential):
    name, *args = page.split()
    if name == "key":
        args = [credential.proof_key.name]
    return desk(name, *(args or ([credential.pk] if name in ("inspect", "revoke", "issue_anew") else [])))


def somebody(client, role):
    if role == "anonymous":
        return
    client.force_login(UserFactory() if role == "learner" else UserFactory(**{role: True}))


@pytest.mark.parametrize("role", ["anonymous", "learner", "trainer", "editor"])
@pytest.mark.parametrize("page", PAGES)
def test_nobody_else_reads_it(client, role, page, a_signed_credential):
    credential = a_signed_credential()
    somebody(client, role)

    answer = client.get(address_of(page, credential))

    assert answer.status_code in (302, 403)
    assert not answer.streaming


@pytest.mark.parametrize("role", ["registrar", "administrator"])
@pytest.mark.parametrize("page", PAGES)
def test_a_registrar_and_an_administrator_do(client, role, page, a_signed_credential):
    credential = a_signed_credential()
    credential.holder.name = "Nom d’usage"
    credential.holder.save()
    somebody(client, role)

    assert client.get(address_of(page, credential)).status_code == 200


def test_reading_the_list_is_not_enough_to_take_it_away(client, registrar):
    Group.objects.get(name=REGISTRAR).permissions.remove(Permission.objects.get(codename="export_register"))

    assert desk("register", "csv") not in client.get(desk("index")).text
    assert client.get(desk("register", "csv")).status_code in (302, 403)


def test_a_key_that_is_not_there_has_no_page(client, registrar):
    assert not SigningKey.objects.filter(name="inconnue").exists()
    assert client.get(desk("key", "inconnue")).status_code == 404


@pytest.mark.parametrize(("role", "is_offered"), [("registrar", True), ("administrator", True), ("editor", False)])
def test_the_menu_offers_keys_and_journal_to_those_who_may(client, role, is_offered):
    somebody(client, role)

    page = client.get("/gestion/").text

    assert (desk("keys") in page, desk("trail") in page) == (is_offered, is_offered)
