"""What a passport or an attestation asks, for whoever holds one or is shown one, and for programs that read it."""

from typing import Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from passport.achievements.badges import badge_drawing, badge_png
from passport.achievements.documents import achievement_document
from passport.achievements.models import Achievement
from passport.proofs.contexts import CREDENTIALS_V2, OPEN_BADGES

HTML: Final = "text/html"
PROGRAMS: Final = ("application/ld+json", "application/json")
# In seconds. What an achievement asks never changes; its address may be written otherwise by a new release.
KEPT_FOR: Final = 24 * 60 * 60


@require_safe
def detail(request: HttpRequest, slug: str, version: str) -> HttpResponse:
    """The achievement: a page, or the `Achievement` of Open Badges 3.0 as JSON-LD for those who prefer it."""
    achievement = _find(slug, version)
    wanted = request.get_preferred_type([HTML, *PROGRAMS])
    if wanted in PROGRAMS:
        response: HttpResponse = _as_json(achievement, str(wanted))
    else:
        trail = [(_("Accueil"), "/"), (achievement.name, None)]
        response = render(request, "achievements/detail.html", _context(achievement, trail))
    patch_vary_headers(response, ["Accept"])
    return response


@require_safe
def criteria(request: HttpRequest, slug: str, version: str) -> HttpResponse:
    achievement = _find(slug, version)
    trail = [
        (_("Accueil"), "/"),
        (achievement.name, achievement.get_absolute_url()),
        (_("Ce qui est demandé"), None),
    ]
    return render(request, "achievements/criteria.html", _context(achievement, trail))


@require_safe
@cache_control(public=True, max_age=KEPT_FOR)
def badge(request: HttpRequest, slug: str, version: str) -> HttpResponse:
    """The picture that credentials name; other sites may show it."""
    picture = HttpResponse(badge_png(_find(slug, version)), content_type="image/png")
    picture["Access-Control-Allow-Origin"] = "*"
    return picture


def _find(slug: str, version: str) -> Achievement:
    return get_object_or_404(Achievement.objects.select_related("pathway"), slug=slug, version=version)


def _context(achievement: Achievement, trail: list[tuple[str, str | None]]) -> dict[str, object]:
    return {
        "achievement": achievement,
        "drawing": badge_drawing(achievement),
        "trail": trail,
        "section": "passeport",
    }


def _as_json(achievement: Achievement, content_type: str) -> JsonResponse:
    document = {"@context": [CREDENTIALS_V2, OPEN_BADGES], **achievement_document(achievement)}
    response = JsonResponse(document, content_type=content_type, json_dumps_params={"ensure_ascii": False})
    response["Access-Control-Allow-Origin"] = "*"
    response["Cache-Control"] = f"public, max-age={KEPT_FOR}"
    return response
