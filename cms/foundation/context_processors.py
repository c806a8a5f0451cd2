"""What every template may need."""

from collections.abc import Iterator
from functools import partial
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.messages import constants, get_messages
from django.http import HttpRequest

from cms.foundation.display import Display

KINDS = {constants.SUCCESS: "juste", constants.WARNING: "revoir", constants.ERROR: "erreur"}


class Notice(NamedTuple):
    """A message in the words of the interface. `place`: the part of the page that it is about, if a view said so."""

    kind: str
    text: str
    place: str = ""


def site(request: HttpRequest) -> dict[str, Any]:
    """Functions, that templates call when they need to: a visitor's page opens no session, so it can be cached."""
    return {
        "user_is_known": partial(user_is_known, request),
        "account_name": partial(account_name, request),
        "display": partial(Display.of, request),
        "notices": partial(notices, request),
    }


def user_is_known(request: HttpRequest) -> bool:
    """Whether somebody is signed in, asked of the session only when there is a cookie for one."""
    return (
        settings.SESSION_COOKIE_NAME in request.COOKIES and hasattr(request, "user") and request.user.is_authenticated
    )


def account_name(request: HttpRequest) -> str:
    """How the header calls the person who is signed in."""
    return str(request.user)


def notices(request: HttpRequest) -> Iterator[Notice]:
    """The messages of the request before, and those added by this one."""
    storage = get_messages(request)
    if settings.SESSION_COOKIE_NAME not in request.COOKIES and not getattr(storage, "added_new", False):
        return
    for message in storage:
        yield Notice(KINDS.get(message.level, "info"), str(message), message.extra_tags or "")
