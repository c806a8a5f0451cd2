"""The town's open data: no sign-in, no cookie, nobody in it."""

import json
from functools import lru_cache
from hashlib import sha256

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_safe

from sandbox.town.services import landmarks, network_zip

ONE_HOUR = 3600


@lru_cache(maxsize=1)
def _landmarks() -> bytes:
    content = landmarks() | {"reseau": reverse("town:network")}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def _etag(content: bytes) -> str:
    return f'"{sha256(content).hexdigest()[:32]}"'


@require_safe
@cache_control(public=True, max_age=ONE_HOUR)
@condition(etag_func=lambda request: _etag(_landmarks()))
def show_landmarks(request: HttpRequest) -> HttpResponse:
    """What the town publishes for everyone, the address of its network included."""
    return HttpResponse(_landmarks(), content_type="application/json")


@require_safe
@cache_control(public=True, max_age=ONE_HOUR)
@condition(etag_func=lambda request: _etag(network_zip()))
def download_network(request: HttpRequest) -> HttpResponse:
    """The public transport of the town, as GTFS."""
    answer = HttpResponse(network_zip(), content_type="application/zip")
    answer["Content-Disposition"] = 'attachment; filename="valfictif-reseau.zip"'
    return answer
