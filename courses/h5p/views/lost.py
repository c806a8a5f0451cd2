"""Answers that arrive while nobody is signed in are handed back once somebody is.

They travel in the address, signed, so that nobody prepares answers for somebody else; they are shown again in their
form, never recorded without being sent anew.
"""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render, resolve_url
from django.urls import reverse

from courses.h5p.models import Placement

SALT = "courses.h5p.lost"
DRAFT = "brouillon"
KEPT_FOR = 60 * 60 * 24
LONGEST = 3_000
NOT_ANSWERS = ("csrfmiddlewaretoken", "version", "envoi", "recommencer")


def signed_out(request: HttpRequest, placement: Placement, *, about: dict[str, Any]) -> HttpResponse:
    """A page that says why to sign in, and leads back here with what was just answered."""
    here = reverse("h5p:plain", args=[placement.key])
    sent = request.POST.copy()
    for name in NOT_ANSWERS:
        sent.pop(name, None)
    encoded = sent.urlencode()
    is_kept = 0 < len(encoded) <= LONGEST
    if is_kept:
        here = f"{here}?{urlencode({DRAFT: signing.dumps([str(placement.key), encoded], salt=SALT)})}"
    context = about | {
        "title": placement.activity.title,
        "is_kept": is_kept,
        "was_sent": request.method == "POST",
        "login_url": f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': here})}",
        "signup_url": f"{reverse('account_signup')}?{urlencode({'next': here})}",
    }
    return render(request, "h5p/plain/sign_in.html", context, status=403 if request.method == "POST" else 200)


def draft_of(request: HttpRequest, placement: Placement) -> dict[str, Any]:
    """What an address made by `signed_out` brings back for this very place, by the name of each field."""
    try:
        key, encoded = signing.loads(request.GET.get(DRAFT, ""), salt=SALT, max_age=KEPT_FOR)
    except signing.BadSignature:
        return {}
    return dict(QueryDict(encoded).items()) if key == str(placement.key) else {}
