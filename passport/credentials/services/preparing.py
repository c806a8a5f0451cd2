"""Have the PDF drawn, now or again."""

from datetime import timedelta
from functools import partial
from typing import Final

from django.db import transaction
from django.utils import timezone

from cms.foundation.workers import ask_worker
from passport.credentials.documents import discard_orphans, has_pdf, mark_failed
from passport.credentials.models import Credential
from passport.credentials.tasks import photograph_status, render_pdf

ORPHAN_GRACE: Final = timedelta(days=1)


def request_pdf(*, credential_id: int) -> None:
    """Ask a worker for the PDF. Without a broker to ask, it counts as failed: the holder can try again."""
    if not ask_worker(render_pdf, credential_id):
        mark_failed(credential_id)


def request_photograph(*, credential: Credential) -> None:
    """Ask a worker for the PDF that holds the status list of now. Without a broker, the holder asks again later."""
    ask_worker(photograph_status, credential.pk)


def remove_orphans() -> int:
    """Delete the PDF files that no credential names, once they are a day old; returns how many."""
    return discard_orphans(before=timezone.now() - ORPHAN_GRACE)


@transaction.atomic
def prepare_again(*, credential: Credential) -> None:
    """Have drawn a PDF that failed, or whose file was lost; nothing happens to one that is there."""
    if has_pdf(credential):
        return
    credential.pdf = ""
    credential.pdf_failed_at = None
    credential.save(update_fields=["pdf", "pdf_failed_at"])
    transaction.on_commit(partial(request_pdf, credential_id=credential.pk))
