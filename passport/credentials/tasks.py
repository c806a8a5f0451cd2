"""Messengers: an id in, one call out."""

import logging
from collections.abc import Callable
from smtplib import SMTPException
from typing import Any, Final

from celery import Task, shared_task
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone

from passport.credentials.delivery import send_ending, send_issued, send_revoked
from passport.credentials.documents import has_pdf, mark_failed, store_certificate, store_photograph
from passport.credentials.models import Credential, CredentialQuerySet
from passport.credentials.rules import reminder_is_due

logger = logging.getLogger(__name__)

MAIL: Final = {"autoretry_for": (SMTPException, OSError), "retry_backoff": True, "max_retries": 5}


class PdfTask(Task):
    """Whatever stopped it for good, the holder reads that it failed and can ask again."""

    def on_failure(
        self, exc: BaseException, task_id: str, args: tuple[Any, ...], kwargs: dict[str, Any], einfo: Any
    ) -> None:
        mark_failed(*args, **kwargs)


@shared_task(base=PdfTask, autoretry_for=(OSError,), retry_backoff=True, max_retries=3)
def render_pdf(credential_id: int) -> None:
    """At least once: run again, it finds nothing left to draw."""
    credential = Credential.objects.awaiting_pdf().filter(pk=credential_id).first()
    if credential is not None:
        store_certificate(credential)


@shared_task(autoretry_for=(OSError,), retry_backoff=True, max_retries=3)
def photograph_status(credential_id: int) -> None:
    """The PDF to be checked off-line; run again, it finds it made."""
    credential = Credential.objects.in_force().filter(pk=credential_id, holder__isnull=False).first()
    if credential is not None and has_pdf(credential):
        store_photograph(credential)


@shared_task(**MAIL)
def tell_issued(credential_id: int) -> None:
    """At least once: run again, it finds nothing left to tell."""
    _tell(Credential.objects.awaiting_letter(), credential_id, send_issued, "mailed_at")


@shared_task(**MAIL)
def tell_revoked(credential_id: int) -> None:
    _tell(Credential.objects.awaiting_revocation_letter(), credential_id, send_revoked, "revocation_mailed_at")


@shared_task(**MAIL)
def tell_ending(credential_id: int) -> None:
    """Whether it is still due is read here: the daily round may have asked twice."""
    credential = Credential.objects.in_force().filter(pk=credential_id).first()
    if credential is not None and reminder_is_due(
        timezone.now(), expires_at=credential.expires_at, reminded_at=credential.reminded_at
    ):
        untold = Credential.objects.in_force().filter(holder__isnull=False, reminded_at=credential.reminded_at)
        _tell(untold, credential_id, send_ending, "reminded_at")


def _tell(untold: CredentialQuerySet, credential_id: int, send: Callable[[Credential], None], told_at: str) -> None:
    """Write under the row’s lock: of two workers with the same errand, the second finds it told."""
    with transaction.atomic():
        rows = untold.select_for_update(of=("self",)).select_related("holder", "replaces")
        credential = rows.filter(pk=credential_id).first()
        if credential is not None:
            send(credential)
            Credential.objects.filter(pk=credential_id).update(**{told_at: timezone.now()})


@shared_task
def issue_missing_credentials() -> None:
    """The nightly round: what a lost ring, or a lost task, left undone."""
    call_command("issue_missing_credentials", verbosity=0)


@shared_task
def sign_missing_credentials() -> None:
    """After a compromise, and each night: what is not signed, or no longer by a key that is trusted.

    Without a key to sign with, the log says what to do, and the next round signs.
    """
    try:
        call_command("sign_missing_credentials", verbosity=0)
    except CommandError as refusal:
        logger.error("credentials could not be signed: %s", refusal)


@shared_task
def remind_of_ending() -> None:
    call_command("remind_of_ending", verbosity=0)
