from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from sandbox.vault.models import JournalEntry, Vault
from sandbox.vault.services import open_vault
from sandbox.vault.tasks import recover_vault_keys, tidy_vaults, warn_idle_holder
from tests.sandbox.vault.factories import a_vault

pytestmark = pytest.mark.django_db


def unvisited(days, warned=None, **facts) -> Vault:
    vault = a_vault(**facts)
    now = timezone.now()
    Vault.objects.filter(pk=vault.pk).update(
        used_at=now - timedelta(days=days), warned_at=None if warned is None else now - timedelta(days=warned)
    )
    vault.refresh_from_db()
    return vault


def test_after_thirty_days_the_holder_is_told_once_when_and_how_to_keep_it(settings):
    vault = unvisited(31, email="loin@commune.example")

    tidy_vaults()
    tidy_vaults()

    (letter,) = mail.outbox
    due = timezone.localdate() + timedelta(days=settings.VAULT_GRACE_DAYS)
    assert letter.to == ["loin@commune.example"]
    assert f"{due.day} " in letter.subject
    assert str(due.year) in letter.subject
    assert "http://testserver/bac-a-sable/coffre/" in letter.body
    assert "ne pourront plus être lues" in letter.body
    assert "&#" not in letter.body
    vault.refresh_from_db()
    assert vault.is_open
    assert vault.warned_at is not None


def test_a_vault_that_is_visited_is_left_alone():
    unvisited(29)

    tidy_vaults()

    assert mail.outbox == []


def test_seven_days_after_the_letter_it_is_erased():
    vault = unvisited(40, warned=8)

    tidy_vaults()

    vault.refresh_from_db()
    assert not vault.is_open
    line = JournalEntry.objects.of(vault).last().content
    assert (line["action"], line["why"], line["actor"]["kind"]) == ("effacement", "inactivité", "platform")
    assert mail.outbox == []


def test_it_is_not_erased_before_the_days_of_grace_are_over():
    vault = unvisited(40, warned=6)

    tidy_vaults()

    vault.refresh_from_db()
    assert vault.is_open


def test_whoever_comes_back_keeps_the_vault_and_is_told_again_another_time():
    vault = unvisited(40, warned=8)
    open_vault(learner=vault.holder)

    tidy_vaults()

    vault.refresh_from_db()
    assert vault.is_open
    Vault.objects.filter(pk=vault.pk).update(used_at=timezone.now() - timedelta(days=31))
    tidy_vaults()
    assert len(mail.outbox) == 1


def test_a_letter_asked_for_twice_leaves_once():
    vault = unvisited(31)

    warn_idle_holder(vault.pk)
    warn_idle_holder(vault.pk)

    assert len(mail.outbox) == 1


def test_a_letter_that_does_not_leave_starts_no_days_of_grace(monkeypatch):
    vault = unvisited(31)

    def refuse(*_args, **_kwargs):
        raise ValueError("no post today")

    monkeypatch.setattr("sandbox.vault.delivery.send_mail", refuse)
    with pytest.raises(ValueError, match="post"):
        warn_idle_holder(vault.pk)

    vault.refresh_from_db()
    assert vault.warned_at is None


def test_the_command_says_what_it_did(capsys):
    unvisited(31)
    unvisited(40, warned=8)

    call_command("tidy_vaults")

    assert capsys.readouterr().out == "1 titulaire(s) prévenu(s), 1 coffre(s) effacé(s).\n"


def test_the_night_recovers_the_keys():
    a_vault()

    recover_vault_keys()
