from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cms.accounts.models import User
from cms.accounts.services import cancel_erasure, erase_account, request_erasure
from cms.accounts.signals import account_erased
from cms.accounts.tasks import erase_due_accounts
from tests.cms.accounts.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db


def asked(days):
    return timezone.now() - timedelta(days=days)


@pytest.fixture
def erased():
    """The addresses of those whose erasure was announced."""
    addresses = []

    def remember(user, **kwargs):
        addresses.append(user.email)

    account_erased.connect(remember)
    yield addresses
    account_erased.disconnect(remember)


def test_the_page_says_what_goes_what_stays_and_when(client, settings):
    settings.ACCOUNT_ERASURE_DELAY_DAYS = 14
    client.force_login(UserFactory())
    page = client.get(reverse("accounts:erase")).content.decode()
    assert "Ce qui sera effacé" in page
    assert "sans votre nom" in page
    assert "dans 14 jours" in page


def test_asking_takes_the_password_tells_by_mail_and_erases_nothing_yet(client, django_capture_on_commit_callbacks):
    person = UserFactory(verified=True)
    client.force_login(person)
    wrong = client.post(reverse("accounts:erase"), {"password": "je-ne-sais-plus-trop"})
    assert wrong.status_code == 422

    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("accounts:erase"), {"password": PASSWORD})
    erase_due_accounts()

    person.refresh_from_db()
    assert person.erasure_requested_at is not None
    assert mail.outbox[-1].to == [person.email]
    assert mail.outbox[-1].subject.startswith("Votre compte sera effacé le ")
    assert reverse("accounts:profile") in mail.outbox[-1].body
    assert "Votre compte sera effacé le" in client.get(reverse("accounts:profile")).content.decode()


def test_asking_again_does_not_put_it_off():
    person = UserFactory(erasure_requested_at=asked(days=3))
    before = person.erasure_requested_at
    request_erasure(user=person)
    person.refresh_from_db()
    assert person.erasure_requested_at == before


def test_one_may_change_one_s_mind_until_the_last_day(client, erased):
    person = UserFactory(erasure_requested_at=asked(days=13))
    client.force_login(person)
    client.post(reverse("accounts:keep"))
    erase_due_accounts()
    assert User.objects.filter(pk=person.pk, erasure_requested_at=None).exists()
    assert erased == []


def test_after_the_delay_the_account_and_its_addresses_go_and_its_owner_is_told(erased):
    person = UserFactory(verified=True, erasure_requested_at=asked(days=15))
    ModelLogEntry.objects.log_action(person, "wagtail.edit")
    other = UserFactory(verified=True)

    erase_due_accounts()
    erase_due_accounts()

    assert list(User.objects.values_list("email", flat=True)) == [other.email]
    assert list(EmailAddress.objects.values_list("email", flat=True)) == [other.email]
    assert not ModelLogEntry.objects.filter(label=person.name).exists()
    assert erased == [person.email]
    assert [letter.subject for letter in mail.outbox] == ["Votre compte est effacé"]


def test_an_account_that_cannot_go_holds_back_no_other():
    stuck = UserFactory(erasure_requested_at=asked(days=20))
    free = UserFactory(erasure_requested_at=asked(days=20))

    def refuse(user, **kwargs):
        if user == stuck:
            raise RuntimeError("still needed")

    account_erased.connect(refuse)
    try:
        erase_due_accounts()
    finally:
        account_erased.disconnect(refuse)
    assert User.objects.filter(pk=stuck.pk).exists()
    assert not User.objects.filter(pk=free.pk).exists()


def test_the_command_erases_those_who_are_due(capsys):
    UserFactory(erasure_requested_at=asked(days=15))
    UserFactory(erasure_requested_at=asked(days=1))
    call_command("erase_due_accounts")
    assert User.objects.count() == 1
    assert "1/1" in capsys.readouterr().out


def test_an_administrator_erases_at_once_in_the_same_way(erased):
    person = UserFactory(verified=True)
    erase_account(user=person)
    erase_account(user=person)
    assert erased == [person.email]


def test_cancelling_what_was_not_asked_changes_nothing():
    person = UserFactory()
    cancel_erasure(user=person)
    person.refresh_from_db()
    assert person.erasure_requested_at is None
