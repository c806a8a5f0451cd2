"""Asking to be erased, changing one's mind, and being erased by the team."""

from functools import partial

from django.db import transaction
from django.utils import timezone

from cms.accounts.erasure import erase
from cms.accounts.models import User
from cms.accounts.tasks import tell_account_erased, tell_erasure_requested
from cms.foundation.workers import ask_worker


@transaction.atomic
def request_erasure(*, user: User) -> None:
    """The delay runs from the first request: asking again does not put it off."""
    asked = User.objects.filter(pk=user.pk, erasure_requested_at=None).update(erasure_requested_at=timezone.now())
    if asked:
        transaction.on_commit(partial(ask_worker, tell_erasure_requested, user.pk))


@transaction.atomic
def cancel_erasure(*, user: User) -> None:
    """Until the account is gone, its owner may keep it."""
    User.objects.filter(pk=user.pk).update(erasure_requested_at=None)


@transaction.atomic
def erase_account(*, user: User) -> None:
    """At once, by an administrator; the same things go and stay as when the person asks."""
    address = erase(User.objects.filter(pk=user.pk))
    if address is not None:
        transaction.on_commit(partial(ask_worker, tell_account_erased, address))
