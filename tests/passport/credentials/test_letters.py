from datetime import UTC, datetime, timedelta
from smtplib import SMTPException

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone
from kombu.exceptions import OperationalError

from passport.achievements.services import achievement_for
from passport.credentials import tasks
from passport.credentials.models import Credential
from passport.credentials.rules import reminder_is_due
from passport.credentials.services import issue_credential, revoke_credential
from tests.cms.accounts.factories import UserFactory
from tests.courses.progress.factories import a_course
from tests.passport.factories import CredentialFactory, a_graduate

pytestmark = pytest.mark.django_db

END = datetime(2029, 3, 21, 22, 59, 59, tzinfo=UTC)


def subjects():
    return [letter.subject for letter in mail.outbox]


def revoke(credential):
    registrar = UserFactory(registrar=True)
    revoke_credential(credential=credential, by=registrar, reason="Erreur de saisie", publish_reason=False)


def test_issuing_writes_once_to_the_holder(django_capture_on_commit_callbacks):
    enrollment = a_graduate(a_course())
    with django_capture_on_commit_callbacks(execute=True):
        for _click in range(2):
            credential = issue_credential(
                holder=enrollment.learner, achievement=achievement_for(pathway=enrollment.pathway)
            )
    tasks.tell_issued(credential.pk)

    [letter] = mail.outbox
    assert letter.to == [enrollment.learner.email]
    assert letter.subject.startswith("Délivré")
    assert credential.display_code in letter.body
    assert f"/passeport/{credential.uuid}/" in letter.body


def test_a_letter_that_did_not_leave_leaves_with_the_nightly_round():
    waiting = CredentialFactory(mailed_at=None, issued_at=timezone.now() - timedelta(hours=2))

    call_command("issue_missing_credentials", verbosity=0)
    call_command("issue_missing_credentials", verbosity=0)

    assert [letter.to for letter in mail.outbox] == [[waiting.holder.email]]


def test_a_server_that_refuses_leaves_it_to_be_sent(monkeypatch):
    credential = CredentialFactory(mailed_at=None)

    def refuse(*_args, **_kwargs):
        raise SMTPException

    monkeypatch.setattr("passport.credentials.delivery.send_mail", refuse)
    with pytest.raises(SMTPException):
        tasks.tell_issued.run(credential.pk)

    credential.refresh_from_db()
    assert credential.mailed_at is None


def test_without_a_broker_issuing_goes_on(monkeypatch, django_capture_on_commit_callbacks):
    def no_broker(_pk):
        raise OperationalError

    monkeypatch.setattr(tasks.tell_issued, "delay", no_broker)
    enrollment = a_graduate(a_course())
    with django_capture_on_commit_callbacks(execute=True):
        issue_credential(holder=enrollment.learner, achievement=achievement_for(pathway=enrollment.pathway))

    assert Credential.objects.get().mailed_at is None


def test_revoking_tells_the_holder_in_plain_words_what_to_do(django_capture_on_commit_callbacks):
    credential = CredentialFactory(signed=True)

    with django_capture_on_commit_callbacks(execute=True):
        revoke(credential)
    tasks.tell_revoked(credential.pk)

    [letter] = mail.outbox
    assert letter.to == [credential.holder.email]
    assert "ne plus le montrer" in letter.body
    assert "Appelez-nous" in letter.body
    assert "Erreur de saisie" not in letter.body


def test_what_was_revoked_before_its_letter_left_has_one_letter_only(django_capture_on_commit_callbacks):
    credential = CredentialFactory(mailed_at=None)
    with django_capture_on_commit_callbacks(execute=True):
        revoke(credential)

    tasks.tell_issued(credential.pk)

    [subject] = subjects()
    assert subject.startswith("Révoqué")


def test_nobody_is_written_to_once_the_account_is_erased():
    gone = CredentialFactory(holder=None, mailed_at=None, expires_at=timezone.now() + timedelta(days=10))

    tasks.tell_issued(gone.pk)
    tasks.tell_ending(gone.pk)
    call_command("remind_of_ending", verbosity=0)

    assert mail.outbox == []


@pytest.mark.parametrize(
    ("days_before", "reminded", "due"),
    [
        (61, None, False),
        (60, None, True),
        (40, 60, False),
        (15, 60, True),
        (10, 15, False),
        (10, None, True),
        (0, None, False),
    ],
)
def test_a_reminder_is_due_once_at_each_delay(days_before, reminded, due):
    now = END - timedelta(days=days_before)
    reminded_at = None if reminded is None else END - timedelta(days=reminded)

    assert reminder_is_due(now, expires_at=END, reminded_at=reminded_at) is due


def test_the_daily_round_reminds_once():
    ending = CredentialFactory(expires_at=timezone.now() + timedelta(days=30))
    CredentialFactory(expires_at=timezone.now() + timedelta(days=90))
    CredentialFactory(revoked=True, expires_at=timezone.now() + timedelta(days=30))

    call_command("remind_of_ending", verbosity=0)
    call_command("remind_of_ending", verbosity=0)

    [letter] = mail.outbox
    assert letter.to == [ending.holder.email]
    assert "encore 30\u00a0jours" in letter.body or "encore 30 jours" in letter.body


def test_fifteen_days_before_it_reminds_again():
    now = timezone.now()
    CredentialFactory(expires_at=now + timedelta(days=14), reminded_at=now - timedelta(days=45))

    call_command("remind_of_ending", verbosity=0)

    assert len(mail.outbox) == 1


@pytest.mark.parametrize("rows", [1, 20])
def test_the_daily_round_finds_them_in_one_query(rows, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(tasks.tell_ending, "delay", lambda _pk: None)
    CredentialFactory.create_batch(rows, expires_at=timezone.now() + timedelta(days=30))

    with django_assert_num_queries(1):
        call_command("remind_of_ending", verbosity=0)
