"""The door for questions about a number: a visitor’s is answered before sessions, cookies and forms exist."""

import hashlib
from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.core.cache import cache
from django.db import Error as DatabaseUnreachable
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from cms.foundation import content_version
from cms.foundation.middleware import StoredPage, is_from_a_visitor, place_of
from passport.credentials.rules import is_code, read_code
from passport.verification.answers import Answer, Facts
from passport.verification.asking import ask
from passport.verification.views.answering import moment_in_words, wants_json

PREFIXES: Final = ("/v/", "/V/")
# A page says at what minute it was checked, and is not given after it.
KEPT_SECONDS: Final = 60


class NumberDoor:
    """Keeps the page of a number for visitors, whole and compressed, under a key that holds all it depends on.

    Each view is counted and reads the table: a revocation, a name that is hidden, another minute have another key.
    What the table does not know, or cannot say, goes on to the view; so does whoever is signed in or is a program.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        typed = number_asked(request)
        answer = answer_to(request, typed) if typed else None
        if answer is None or answer.credential is None:
            return self.get_response(request)
        key = key_of(request, answer, answer.credential)
        if kept := cache.get(key):
            page = StoredPage(*kept)
            return HttpResponse(page.content, headers=page.headers)
        response = self.get_response(request)
        if request.method == "GET" and isinstance(response, HttpResponse) and response.status_code == 200:
            cache.set(key, tuple(StoredPage(response.content, dict(response.headers))), KEPT_SECONDS)
        return response


def number_asked(request: HttpRequest) -> str:
    """The number in the address of a page that may be kept, as it was typed; "" for any other request."""
    path = request.path_info
    if not path.startswith(PREFIXES) or not settings.VISITOR_CACHE_SECONDS:
        return ""
    typed = path[len(PREFIXES[0]) :]
    is_one = is_code(read_code(typed.strip("/")))
    return typed if is_one and is_from_a_visitor(request) and not wants_json(request) else ""


def answer_to(request: HttpRequest, typed: str) -> Answer | None:
    """None when the view must tell why there is none."""
    try:
        found = ask(request, typed)
    except DatabaseUnreachable:
        return None
    return found if isinstance(found, Answer) else None


def key_of(request: HttpRequest, answer: Answer, facts: Facts) -> str:
    depends_on = (
        content_version.current(),
        place_of(request),
        (answer.state, moment_in_words(answer.checked_at)),
        facts,
    )
    return f"verification:{hashlib.sha256(repr(depends_on).encode()).hexdigest()}"
