"""What happens to every request: pages kept whole for visitors, and what a page may load."""

import hashlib
from collections.abc import Callable
from typing import NamedTuple, TypeGuard

from csp.constants import HEADER
from csp.utils import build_policy
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response, has_vary_header, patch_vary_headers

from cms.content_policy import PLAYER_ORIGIN
from cms.foundation import content_version

Handler = Callable[[HttpRequest], HttpResponseBase]


class StoredPage(NamedTuple):
    """A page as it was sent once, compressed or not."""

    content: bytes
    headers: dict[str, str]


def is_from_a_visitor(request: HttpRequest) -> bool:
    """A plain reading request from somebody who has no session: everybody gets the same answer."""
    return (
        request.method in ("GET", "HEAD")
        and not request.META.get("QUERY_STRING")
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and "Authorization" not in request.headers
    )


def place_of(request: HttpRequest) -> str:
    """Where a page asked for in this way is kept: its whole address, and whether it is compressed."""
    squeezed = "gzip" in request.headers.get("Accept-Encoding", "")
    return f"{request.scheme}://{request.META.get('HTTP_HOST', '')}{request.path}|{squeezed}"


def is_the_same_for_all(response: HttpResponseBase) -> TypeGuard[HttpResponse]:
    """Nothing in the answer depends on who asked: no cookie set or read, no header against keeping it."""
    return (
        isinstance(response, HttpResponse)
        and response.status_code == 200
        and not response.cookies
        and not response.has_header("Cache-Control")
        and not has_vary_header(response, "Cookie")
        and not has_vary_header(response, "Accept")
        and not has_vary_header(response, "*")
    )


class VisitorPageCache:
    """Keeps the pages that are the same for all visitors, whole and compressed.

    Django's own cache middleware lets browsers keep a page for as long as the server does: somebody who
    signs in would go on reading the visitor's page. Here browsers ask again each time, and get a 304.
    A page is forgotten when `content_version` changes, at the latest after `VISITOR_CACHE_SECONDS`.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not settings.VISITOR_CACHE_SECONDS or not is_from_a_visitor(request):
            return self.get_response(request)
        key = self.key(request)
        stored = cache.get(key)
        if stored is None:
            response = self.get_response(request)
            if request.method == "GET" and is_the_same_for_all(response):
                self.prepare(response)
                page = StoredPage(response.content, dict(response.headers))
                cache.set(key, tuple(page), settings.VISITOR_CACHE_SECONDS)
            return response
        return self.answer(request, StoredPage(*stored))

    @staticmethod
    def key(request: HttpRequest) -> str:
        return f"page:{content_version.current()}:{hashlib.sha256(place_of(request).encode()).hexdigest()}"

    @staticmethod
    def prepare(response: HttpResponse) -> None:
        """Tell browsers to ask again each time, and give them what to ask with."""
        response["ETag"] = f'W/"{hashlib.sha256(response.content).hexdigest()[:32]}"'
        response["Cache-Control"] = "no-cache"
        patch_vary_headers(response, ["Cookie"])

    @staticmethod
    def answer(request: HttpRequest, page: StoredPage) -> HttpResponse:
        response = HttpResponse(page.content, headers=page.headers)
        return get_conditional_response(request, etag=page.headers["ETag"], response=response) or response


class ContentSecurityPolicy:
    """The strict policy on every page of the site; the editor's desk, which is Wagtail's, has its own.

    django-csp writes both, once: its middleware would write them again for each answer.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response
        self.site_policy = build_policy()
        self.desk_policy = build_policy(config=settings.DESK_CONTENT_SECURITY_POLICY)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        is_a_debug_page = settings.DEBUG and response.status_code in (404, 500)
        if not is_a_debug_page:
            is_the_desk = request.path.startswith(settings.DESK_PREFIX)
            policy = self.desk_policy if is_the_desk else self.site_policy
            player = settings.H5P_PLAYER_ORIGIN or f"{request.scheme}://{request.get_host()}"
            response.headers.setdefault(HEADER, policy.replace(PLAYER_ORIGIN, player))
        return response
