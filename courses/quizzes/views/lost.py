"""An answer that arrives while nobody is signed in, or from a page that is too old, is handed back.

It travels in the address, signed, so that nobody can prepare an answer for somebody else; it is only shown
again in its question, never saved without a new « Valider ».
"""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render, resolve_url
from django.urls import reverse

from courses.quizzes.answers import as_typed
from courses.quizzes.models import AttemptItem

SALT = "courses.quizzes.lost"
DRAFT = "brouillon"
KEPT_FOR = 60 * 60 * 24
LONGEST = 2000


def keep_answer(request: HttpRequest, public_id: UUID, position: int) -> str:
    """The address of the question, with what was just answered."""
    url = reverse("quizzes:question", args=[public_id, position])
    sent = request.POST.copy()
    for name in ("csrfmiddlewaretoken", "skip"):
        sent.pop(name, None)
    encoded = sent.urlencode()
    if not encoded or len(encoded) > LONGEST:
        return url
    return f"{url}?{urlencode({DRAFT: signing.dumps([str(public_id), position, encoded], salt=SALT)})}"


def answer_kept_in(request: HttpRequest, item: AttemptItem) -> dict[str, Any] | None:
    """What an address made by `keep_answer` brings back for this very question."""
    try:
        public_id, position, encoded = signing.loads(request.GET.get(DRAFT, ""), salt=SALT, max_age=KEPT_FOR)
    except signing.BadSignature:
        return None
    if (public_id, position) != (str(item.attempt.public_id), item.position):
        return None
    return as_typed(item.revision, QueryDict(encoded))


def posted_while_signed_out(request: HttpRequest, public_id: UUID, position: int) -> HttpResponse:
    """A page that says so, and leads back to the question with its answer once signed in."""
    back = urlencode({"next": keep_answer(request, public_id, position)})
    context = {"section": "espace", "login_url": f"{resolve_url(settings.LOGIN_URL)}?{back}"}
    return render(request, "quizzes/signed_out.html", context, status=403)
