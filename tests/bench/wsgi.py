"""The site, a bare Django view beside it without any middleware, and the processor time of both."""

import os
from collections.abc import Callable, Iterable
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.test import override_settings
from django.urls import path

BODY = ("<p>" + "Vingt kilo-octets de texte. " * 40 + "</p>\n") * 18
BARE_PATH, CPU_PATH = "/nu/", "/cpu/"


def bare(request: HttpRequest) -> HttpResponse:
    return HttpResponse(BODY[:20_000])


urlpatterns = [path(BARE_PATH.lstrip("/"), bare)]

site = get_wsgi_application()
with override_settings(MIDDLEWARE=[]):
    bare_site = WSGIHandler()


class BareRequest(bare_site.request_class):  # type: ignore[name-defined, misc]
    """Routed by this module alone."""

    urlconf = "tests.bench.wsgi"


bare_site.request_class = BareRequest


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    if environ["PATH_INFO"] == CPU_PATH:
        spent = os.times()
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [f"{spent.user + spent.system:.4f}".encode()]
    return (bare_site if environ["PATH_INFO"] == BARE_PATH else site)(environ, start_response)
