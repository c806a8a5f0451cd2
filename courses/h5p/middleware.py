"""The player's door: what the sealed frame asks for is answered before sessions, cookies and compression exist.

And the desk's: a package is written on the disk before any view begins.
"""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.template.loader import render_to_string
from django.urls import Resolver404, ResolverMatch, resolve

from courses.h5p.desk.access import wants_json
from courses.h5p.files import NoRoom, is_full
from courses.h5p.player.origin import is_apart, is_for_the_player
from courses.h5p.views.player import nothing_here

PLAYER = {"h5p:play", "h5p:file"}


class PlayerDoor:
    """Serves the player's two kinds of address, and holds it apart from the site when it has its own host name.

    There, nothing else is answered but static files, which WhiteNoise has served already; on the site's own host
    name, the player then does not exist. Nothing that stands below this in `MIDDLEWARE` sees these requests: no
    session is read, and no answer is compressed again, which would break the parts that a video is fetched by.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        match = matched(request.path_info)
        if is_apart() and bool(match) != is_for_the_player(request):
            return nothing_here()
        if match is None:
            return self.get_response(request)
        return match.func(request, *match.args, **match.kwargs)


def matched(path: str) -> ResolverMatch | None:
    if not path.startswith("/h5p/"):
        return None
    try:
        match = resolve(path)
    except Resolver404:
        return None
    return match if match.view_name in PLAYER else None


class RoomForUploads:
    """Says that the server has no room for what is sent to the desk, before the form token is looked for in it.

    A plain text, so that going back finds the form as it was filled in.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponseBase | None:
        match = request.resolver_match
        if match is None or "h5p_desk" not in match.namespaces or request.content_type != "multipart/form-data":
            return None
        try:
            request.POST  # noqa: B018  # reads what is sent, and writes its files
        except OSError as trouble:
            if not is_full(trouble):
                raise
            for handler in request.upload_handlers:  # Django leaves open what it was writing
                with suppress(OSError):
                    handler.upload_interrupted()
            return without_room(request)
        return None


def without_room(request: HttpRequest) -> HttpResponse:
    text = str(NoRoom())
    if wants_json(request):
        context = {"form": {"package": {"errors": [text]}}}
        return JsonResponse({"html": render_to_string("h5p/desk/_report.html", context)}, status=507)
    return HttpResponse(text, content_type="text/plain; charset=utf-8", status=507)
