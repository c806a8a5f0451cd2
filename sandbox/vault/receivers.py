"""The doorbell of `accounts`, answered."""

from typing import Any

from django.dispatch import receiver

from cms.accounts.models import User
from cms.accounts.signals import account_erased
from sandbox.vault.services import erase_holder


@receiver(account_erased)
def erase_vaults(*, user: User, **_sent: Any) -> None:
    erase_holder(user=user)
