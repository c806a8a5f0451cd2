"""Vaults that nobody visits: their holder is warned, then they are erased."""

from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from sandbox.vault.models import Vault
from sandbox.vault.rules.journal import PLATFORM
from sandbox.vault.services.erasing import erase_vault
from sandbox.vault.tasks import warn_idle_holder


def warn_idle_holders() -> int:
    """One letter for each idle vault; return how many are asked for. Whoever was warned is not warned again."""
    waiting = list(Vault.objects.idle_since(_days_ago(settings.VAULT_IDLE_DAYS)).values_list("pk", flat=True))
    for vault_id in waiting:
        warn_idle_holder.delay(vault_id)
    return len(waiting)


def erase_idle_vaults() -> int:
    """Those whose holder was warned long enough ago and did not come back; each in a transaction of its own."""
    due = Vault.objects.warned_before(_days_ago(settings.VAULT_GRACE_DAYS))
    return sum(erase_vault(vault=vault, because="inactivité", actor=PLATFORM) for vault in list(due))


def _days_ago(days: int) -> datetime:
    return timezone.now() - timedelta(days=days)
