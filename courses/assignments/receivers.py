"""What assignments hear."""

from typing import Any

from django.dispatch import receiver

from cms.accounts.models import User
from cms.accounts.signals import account_erased
from courses.assignments.services import erase_work


@receiver(account_erased)
def forget_learner(*, user: User, **_sent: Any) -> None:
    erase_work(user=user)
