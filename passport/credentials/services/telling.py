"""The letters to holders: asked for once the act is committed, asked for again each night when they did not leave."""

from datetime import timedelta
from typing import Any, Final

from django.utils import timezone

from cms.foundation.workers import ask_worker
from passport.credentials.models import Credential
from passport.credentials.rules import REMINDERS, reminder_is_due
from passport.credentials.tasks import tell_ending, tell_issued, tell_revoked

# What is younger may still be on its way.
GRACE: Final = timedelta(hours=1)


def request_letter(task: Any, *, credential_id: int) -> None:
    """Ask a worker for this letter. Without a broker to ask, the nightly round asks again."""
    ask_worker(task, credential_id)


def tell_again() -> int:
    """Ask again for the letters of issue and of revocation that never left; returns how many."""
    before = timezone.now() - GRACE
    issued = Credential.objects.awaiting_letter().filter(issued_at__lt=before)
    revoked = Credential.objects.awaiting_revocation_letter().filter(revoked_at__lt=before)
    asked = [(tell_issued, pk) for pk in issued.values_list("pk", flat=True)]
    asked += [(tell_revoked, pk) for pk in revoked.values_list("pk", flat=True)]
    for task, credential_id in asked:
        request_letter(task, credential_id=credential_id)
    return len(asked)


def remind_of_ending() -> int:
    """Write to those whose credential ends soon, once at each of the delays before the end; returns how many."""
    now = timezone.now()
    ending = Credential.objects.ending_between(now, now + max(REMINDERS))
    due = [
        pk
        for pk, expires_at, reminded_at in ending.values_list("pk", "expires_at", "reminded_at")
        if reminder_is_due(now, expires_at=expires_at, reminded_at=reminded_at)
    ]
    for credential_id in due:
        request_letter(tell_ending, credential_id=credential_id)
    return len(due)
