import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from cms.accounts.models import User
from tests.cms.accounts.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db

PROFILE = {"name": "Claire Fontanel", "public": "cadre", "organization": ""}


@pytest.fixture
def person(client):
    person = UserFactory(verified=True, name="Claire Fontanelle", organization="Commune de Fontanel")
    client.force_login(person)
    return person


@pytest.mark.parametrize("name", ["accounts:profile", "accounts:erase", "account_email", "account_change_password"])
def test_a_visitor_is_asked_to_sign_in(client, name):
    address = reverse(name)
    assert client.get(address).url == f"{reverse('account_login')}?next={address}"


def test_the_profile_is_changed(client, person):
    assert client.post(reverse("accounts:profile"), PROFILE).url == reverse("accounts:profile")
    person.refresh_from_db()
    assert (person.name, person.public, person.organization) == ("Claire Fontanel", "cadre", "")


def test_the_display_follows_the_account_to_another_device(client, person):
    client.post(reverse("pages:display"), {"theme": "sombre", "taille": "", "espacement": ""})

    elsewhere = Client()
    elsewhere.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})

    assert 'data-theme="sombre"' in elsewhere.get(reverse("accounts:profile")).content.decode()


def test_going_back_to_the_defaults_keeps_nothing(client, person):
    client.post(reverse("pages:display"), {"theme": "sombre", "taille": "", "espacement": ""})
    client.post(reverse("pages:display"), {"theme": "", "taille": "", "espacement": ""})

    person.refresh_from_db()
    assert person.display == {}


def test_extra_time_is_read_and_never_written(client, person):
    client.post(reverse("accounts:profile"), PROFILE | {"extra_time_percent": "100", "is_superuser": "on"})
    person.refresh_from_db()
    assert person.extra_time_percent == 0
    assert not person.is_superuser
    assert "demandez un tiers-temps" in client.get(reverse("accounts:profile")).content.decode()

    User.objects.filter(pk=person.pk).update(extra_time_percent=33)
    assert "vous accorde 33 % de temps en plus" in client.get(reverse("accounts:profile")).content.decode()


def test_a_refused_profile_says_what_to_do_and_changes_nothing(client, person):
    page = client.post(reverse("accounts:profile"), PROFILE | {"name": " "})
    assert page.status_code == 422
    assert "Indiquez votre prénom et votre nom." in page.content.decode()
    person.refresh_from_db()
    assert person.name == "Claire Fontanelle"


def test_the_password_is_changed_by_giving_the_old_one(client, person):
    address = reverse("account_change_password")
    wrong = client.post(address, {"oldpassword": "je-ne-sais-plus-trop", "password1": "trois-bornes-jaunes"})
    assert wrong.status_code == 422

    right = client.post(address, {"oldpassword": PASSWORD, "password1": "trois-bornes-jaunes"})
    assert right.url == reverse("accounts:profile")
    person.refresh_from_db()
    assert person.check_password("trois-bornes-jaunes")
    assert client.get(reverse("accounts:profile")).status_code == 200


def test_the_address_changes_once_the_new_one_is_confirmed(client, person):
    before = person.email
    address = reverse("account_email")
    asked = client.post(address, {"action_add": "1", "email": "nouvelle@commune.example"})
    assert asked.url.startswith(reverse("account_reauthenticate"))
    client.post(asked.url, {"password": PASSWORD})
    person.refresh_from_db()
    assert person.email == before
    assert "En attente de confirmation" in client.get(address).content.decode()

    letter = next(letter for letter in mail.outbox if letter.to == ["nouvelle@commune.example"])
    client.post(re.search(r"https?://[^/\s]+(/\S+)", letter.body)[1])
    person.refresh_from_db()
    assert person.email == "nouvelle@commune.example"
    warned = mail.outbox[-1]
    assert warned.to == [before]
    assert "Ce n’était pas vous ?" in warned.body


def test_the_address_of_somebody_else_is_never_taken(client, person):
    other = UserFactory(verified=True)
    asked = client.post(reverse("account_email"), {"action_add": "1", "email": other.email})
    client.post(asked.url, {"password": PASSWORD})
    for letter in mail.outbox:
        for link in re.findall(r"https?://[^/\s]+(/compte/confirmer/\S+)", letter.body):
            client.post(link)
    other.refresh_from_db()
    person.refresh_from_db()
    assert person.email != other.email
    assert other.emailaddress_set.get().verified
