"""The town's open data: no sign-in, no cookie, nobody in it."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_safe

from sandbox.town.rules.place import GENERATOR_VERSION, SEED
from sandbox.town.services import landmarks, network_zip

ONE_HOUR = 3600


def _version(request: HttpRequest) -> str:
    return f'"{SEED}-{GENERATOR_VERSION}"'


@require_safe
@cache_control(public=True, max_age=ONE_HOUR)
@condition(etag_func=_version)
def show_landmarks(request: HttpRequest) -> JsonResponse:
    """What the town publishes for everyone, the address of its network included."""
    content = landmarks() | {"reseau": reverse("town:network")}
    return JsonResponse(content, json_dumps_params={"ensure_ascii": False})


@require_safe
@cache_control(public=True, max_age=ONE_HOUR)
@condition(etag_func=_version)
def download_network(request: HttpRequest) -> HttpResponse:
    """The public transport of the town, as GTFS."""
    answer = HttpResponse(network_zip(), content_type="application/zip")
    answer["Content-Disposition"] = 'attachment; filename="valfictif-reseau.zip"'
    return answer
