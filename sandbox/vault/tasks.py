"""Messengers: a letter to send, and what the night does for vaults."""

from smtplib import SMTPException

from celery import shared_task
from django.core.management import call_command
from django.utils import timezone

from sandbox.vault.delivery import send_idle_warning
from sandbox.vault.models import Vault


@shared_task(autoretry_for=(SMTPException, OSError), retry_backoff=True, max_retries=5)
def warn_idle_holder(vault_id: int) -> None:
    """At least once: run again, it finds nobody left to warn. The days of grace run from the letter."""
    vault = Vault.objects.open().filter(pk=vault_id, warned_at=None).select_related("holder").first()
    if vault is not None:
        send_idle_warning(vault)
        Vault.objects.filter(pk=vault_id, warned_at=None).update(warned_at=timezone.now())


@shared_task
def tidy_vaults() -> None:
    """Every night: warn, then erase."""
    call_command("tidy_vaults", verbosity=0)


@shared_task
def recover_vault_keys() -> None:
    """Every night: destroy the master keys that an interrupted rotation left behind."""
    call_command("rotate_vault_keys", recover=True, verbosity=0)
