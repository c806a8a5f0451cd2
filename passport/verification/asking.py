"""A question about a number: counted, then answered from the table, once for each request."""

from datetime import datetime
from typing import Final

from django.http import HttpRequest
from django.utils import timezone

from passport.verification.answers import Answer, answer_about
from passport.verification.limits import asker, spend, verifications

_ASKED: Final = "_number_asked"


def ask(request: HttpRequest, typed: str) -> Answer | datetime:
    """What the table says now, or when to come back; asked twice in one request, the same.

    Raises django.db.Error when the table cannot be read.
    """
    found: Answer | datetime | None = getattr(request, _ASKED, None)
    if found is None:
        found = spend(verifications(), asker(request)) or answer_about(typed.strip("/"), timezone.now())
        setattr(request, _ASKED, found)
    return found
