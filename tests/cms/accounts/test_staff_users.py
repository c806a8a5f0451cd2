import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.urls import reverse

from cms.accounts.models import User
from cms.accounts.permissions import TRAINER
from tests.cms.accounts.factories import UserFactory

pytestmark = pytest.mark.django_db

PERSON = {
    "email": "Nouvelle@commune.example",
    "name": "Nadia Nouvelle",
    "public": "elu",
    "organization": "",
    "extra_time_percent": "33",
    "password1": "",
    "password2": "",
}


@pytest.fixture
def administrator(client):
    administrator = UserFactory(administrator=True, verified=True)
    client.force_login(administrator)
    return administrator


def test_an_administrator_opens_an_account_with_extra_time_and_a_role(client, administrator):
    trainers = Group.objects.get(name=TRAINER)
    form = client.get(reverse("wagtailusers_users:add"))
    assert "Temps supplémentaire" in form.content.decode()
    answer = client.post(reverse("wagtailusers_users:add"), PERSON | {"groups": [trainers.pk]})
    assert answer.status_code == 302
    person = User.objects.get(email="nouvelle@commune.example")
    assert person.extra_time_percent == 33
    assert list(person.groups.all()) == [trainers]
    assert not person.has_usable_password()


def test_whoever_was_given_no_password_chooses_one_by_mail(client, administrator):
    client.post(reverse("wagtailusers_users:add"), PERSON)
    client.logout()
    client.post(reverse("account_reset_password"), {"email": "nouvelle@commune.example"})
    assert mail.outbox[-1].subject == "Choisir un nouveau mot de passe"


def test_an_administrator_corrects_an_account(client, administrator):
    person = UserFactory(verified=True)
    address = reverse("wagtailusers_users:edit", args=[person.pk])
    assert client.get(address).status_code == 200
    answer = client.post(address, PERSON | {"is_active": ""})
    assert answer.status_code == 302
    person.refresh_from_db()
    assert (person.name, person.email, person.is_active) == ("Nadia Nouvelle", "nouvelle@commune.example", False)
    moved = person.emailaddress_set.get()
    assert (moved.email, moved.verified, moved.primary) == ("nouvelle@commune.example", False, True)


def test_an_address_taken_is_refused(client, administrator):
    UserFactory(email="nouvelle@commune.example")
    page = client.post(reverse("wagtailusers_users:add"), PERSON)
    assert "un compte porte déjà celle-ci" in page.content.decode()


def test_nobody_is_made_a_superuser_from_a_page(client, administrator):
    person = UserFactory()
    client.post(
        reverse("wagtailusers_users:edit", args=[person.pk]), PERSON | {"is_superuser": "on", "is_active": "on"}
    )
    person.refresh_from_db()
    assert person.name == "Nadia Nouvelle"
    assert not person.is_superuser


def test_people_are_found_by_name(client, administrator):
    UserFactory(name="Odile Introuvable")
    UserFactory(name="Paul Desbornes")
    page = client.get(reverse("wagtailusers_users:index"), {"q": "Introuvable"}).content.decode()
    assert "Odile Introuvable" in page
    assert "Paul Desbornes" not in page


@pytest.mark.parametrize("bulk", [False, True])
def test_deleting_somebody_in_wagtail_erases_them_as_they_could_have(
    client, administrator, bulk, django_capture_on_commit_callbacks
):
    person = UserFactory(verified=True)
    address = (
        reverse("wagtail_bulk_action", args=["accounts", "user", "delete"]) + f"?id={person.pk}"
        if bulk
        else reverse("wagtailusers_users:delete", args=[person.pk])
    )
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(address).status_code == 302
    assert not User.objects.filter(pk=person.pk).exists()
    assert mail.outbox[-1].subject == "Votre compte est effacé"
