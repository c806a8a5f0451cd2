import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from cms.accounts.demonstration import PASSWORD, PERSONAS
from cms.accounts.management.commands import create_administrator
from cms.accounts.models import User
from cms.accounts.permissions import ADMINISTRATOR
from tests.cms.accounts.factories import UserFactory

pytestmark = pytest.mark.django_db


def answer_with(monkeypatch, password):
    monkeypatch.setattr(create_administrator, "getpass", lambda prompt: password)


def roles_of(email):
    return list(User.objects.get(email=email).groups.values_list("name", flat=True))


def test_the_first_administrator_is_created_with_a_confirmed_address(client, monkeypatch, capsys):
    answer_with(monkeypatch, "une-péniche-au-soleil")
    call_command("create_administrator", "Direction@mairie.example", name="Dominique Direction")
    assert roles_of("direction@mairie.example") == [ADMINISTRATOR]
    assert not User.objects.get().is_superuser

    client.post(reverse("account_login"), {"login": "direction@mairie.example", "password": "une-péniche-au-soleil"})
    assert client.get(reverse("wagtailadmin_home")).status_code == 200


def test_somebody_known_is_promoted_and_keeps_their_password():
    person = UserFactory()
    before = person.password
    call_command("create_administrator", person.email.upper())
    person.refresh_from_db()
    assert roles_of(person.email) == [ADMINISTRATOR]
    assert person.password == before


def test_a_weak_password_creates_nobody(monkeypatch):
    answer_with(monkeypatch, "court")
    with pytest.raises(CommandError, match="12"):
        call_command("create_administrator", "direction@mairie.example")
    assert not User.objects.exists()


def test_what_is_not_an_address_is_refused():
    with pytest.raises(CommandError, match="n’est pas une adresse"):
        call_command("create_administrator", "direction")


def test_the_demonstration_has_one_account_per_role_and_audience(client, capsys):
    call_command("load_demo_accounts")
    shown = capsys.readouterr().out
    assert PASSWORD in shown
    assert User.objects.count() == len(PERSONAS)
    for persona in PERSONAS:
        assert persona.email in shown
        assert roles_of(persona.email) == ([persona.role] if persona.role else [])
    client.post(reverse("account_login"), {"login": "elue@demo.example", "password": PASSWORD})
    assert "_auth_user_id" in client.session


def test_loading_the_demonstration_again_changes_nothing_that_exists(capsys):
    call_command("load_demo_accounts")
    User.objects.filter(email="elue@demo.example").update(name="Élise Renommée")
    before = list(User.objects.order_by("pk").values())
    call_command("load_demo_accounts")
    assert list(User.objects.order_by("pk").values()) == before


def test_demonstration_accounts_never_exist_in_production(settings):
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="production"):
        call_command("load_demo_accounts")
    assert not User.objects.exists()
