"""What a passport or an attestation asks, for whoever holds one or is shown one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from passport.achievements.models import Achievement


def detail(request: HttpRequest, slug: str, version: str) -> HttpResponse:
    achievement = get_object_or_404(Achievement, slug=slug, version=version)
    trail = [(_("Accueil"), "/"), (achievement.name, None)]
    context = {"achievement": achievement, "trail": trail, "section": "passeport"}
    return render(request, "achievements/detail.html", context)
