"""The pages shown when something is refused, missing or broken."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from cms.navigation.models import SiteSettings


def refusal(request: HttpRequest, exception: Exception | None = None, *, template: str, code: int) -> HttpResponse:
    """A page of the site that says what happened, and where to go from there."""
    trail = [(_("Accueil"), "/"), (_("Erreur"), None)]
    return render(request, template, {"code": code, "trail": trail}, status=code)


bad_request = partial(refusal, template="400.html", code=400)
permission_denied = partial(refusal, template="403.html", code=403)
page_not_found = partial(refusal, template="404.html", code=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Neither database, nor cache, nor context processor: any of them may be what is broken."""
    return HttpResponse(render_to_string("500.html", {"site": SiteSettings.last_known}), status=500)


def csrf_failure(request: HttpRequest, reason: str = "", **kwargs: Any) -> HttpResponse:
    return refusal(request, template="403_csrf.html", code=403)
