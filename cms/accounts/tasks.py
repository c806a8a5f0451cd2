"""Messengers: an account to erase, a letter to send."""

from smtplib import SMTPException

from celery import shared_task

from cms.accounts.delivery import send_account_erased, send_erasure_requested
from cms.accounts.erasure import erase
from cms.accounts.models import User
from cms.foundation.workers import ask_worker

MAIL = {"autoretry_for": (SMTPException, OSError), "retry_backoff": True, "max_retries": 5}


@shared_task(**MAIL)
def tell_erasure_requested(user_id: int) -> None:
    """Says nothing to whoever changed their mind before the letter left."""
    user = User.objects.filter(pk=user_id).exclude(erasure_requested_at=None).first()
    if user is not None:
        send_erasure_requested(user)


@shared_task(**MAIL)
def tell_account_erased(email: str) -> None:
    """The account is gone: its address travels in the message."""
    send_account_erased(email=email)


@shared_task
def erase_due_account(user_id: int) -> None:
    """One transaction per account: one that cannot go holds back no other, and is tried again the next night."""
    address = erase(User.objects.due_for_erasure().filter(pk=user_id))
    if address is not None:
        ask_worker(tell_account_erased, address)


@shared_task
def erase_due_accounts() -> None:
    """Every night. Run twice, it finds nobody left."""
    for user_id in list(User.objects.due_for_erasure().values_list("pk", flat=True)):
        erase_due_account.delay(user_id)
