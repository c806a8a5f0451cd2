"""What both answers share: who is too quick, when nothing can be told, and what nobody may keep."""

from datetime import datetime
from functools import lru_cache

from django.conf import settings
from django.db import Error as DatabaseUnreachable
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from cms.foundation.templatetags.ui import heure, jour
from passport.verification.forms import NumberForm


def wants_json(request: HttpRequest) -> bool:
    accepted = request.headers.get("Accept", "")
    if "text/html" in accepted and "json" not in accepted:  # every browser: reading its whole list takes longer
        return False
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"


def moment_in_words(moment: datetime) -> str:
    return _minute(moment.replace(second=0, microsecond=0))


@lru_cache(maxsize=2)
def _minute(moment: datetime) -> str:
    """The same words for a whole minute."""
    local = timezone.localtime(moment)
    return _("%(day)s à %(hour)s") % {"day": jour(local), "hour": heure(local)}


def too_many(request: HttpRequest, come_back: datetime) -> HttpResponse:
    """How many seconds to wait, for programs; at what time, for people."""
    wait = max(int((come_back - timezone.now()).total_seconds()) + 1, 1)
    if wants_json(request):
        response: HttpResponse = JsonResponse({"state": "too many requests", "retry_after": wait}, status=429)
    else:
        trail = [(_("Accueil"), "/"), (_("Vérifier un passeport"), None)]
        context = {"come_back": timezone.localtime(come_back), "trail": trail}
        response = render(request, "verification/too_many.html", context, status=429)
    response["Retry-After"] = str(wait)
    return response


def cannot_tell(request: HttpRequest, now: datetime) -> HttpResponse:
    """Never green when the table could not be read. Drawn without the request: whose session is in that table too."""
    if wants_json(request):
        response: HttpResponse = JsonResponse({"state": "cannot tell", "checked_at": now}, status=503)
    else:
        context = {"checked_at": moment_in_words(now), "address": request.path, "number_form": NumberForm()}
        context |= {"site_url": settings.SITE_URL, "trail": [(_("Accueil"), "/"), (_("Vérifier un passeport"), None)]}
        try:
            response = HttpResponse(render_to_string("verification/cannot_tell.html", context), status=503)
        except DatabaseUnreachable:
            words = _("Nous ne pouvons pas répondre pour le moment : réessayez dans quelques minutes.")
            response = HttpResponse(words, status=503, content_type="text/plain; charset=utf-8")
    response["Retry-After"] = "60"
    return response


def private(response: HttpResponse) -> HttpResponse:
    """Not for search engines, not for the next site, not for any cache in between."""
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "private, no-store"
    patch_vary_headers(response, ["Accept"])
    return response
