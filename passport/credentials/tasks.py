"""Messengers: an id in, one call out."""

from typing import Any

from celery import Task, shared_task
from django.core.management import call_command

from passport.credentials.documents import mark_failed, store_certificate
from passport.credentials.models import Credential


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


@shared_task
def issue_missing_credentials() -> None:
    """The nightly round: what a lost ring, or a lost task, left undone."""
    call_command("issue_missing_credentials", verbosity=0)
