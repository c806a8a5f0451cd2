"""The doorbell of `accounts`, answered."""

from typing import Any

from django.dispatch import receiver

from cms.accounts.models import User
from cms.accounts.signals import account_erased
from sandbox.labs.services.leaving import forget_backup


@receiver(account_erased)
def forget_the_backup(*, user: User, **_sent: Any) -> None:
    forget_backup(learner=user)
