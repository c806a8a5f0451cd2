"""The doorbell of `vault`, answered."""

from typing import Any

from django.dispatch import receiver

from sandbox.consents.services import withdraw_all
from sandbox.vault.models import Vault
from sandbox.vault.signals import vault_erasing


@receiver(vault_erasing)
def withdraw_every_consent(*, vault: Vault, **_sent: Any) -> None:
    withdraw_all(vault=vault, because="vault erased")
