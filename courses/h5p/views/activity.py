"""An activity alone on its page, and where visitors find its player. Both are the same for all who may read."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from courses.h5p.models import Placement
from courses.h5p.permissions import placement_open_to
from courses.h5p.player.document import player_address
from courses.h5p.views.surroundings import about


@require_safe
def activity(request: HttpRequest, key: UUID) -> HttpResponse:
    placement = placement_for(request, key)
    context = {**about(placement), "activity": placement.activity}
    return render(request, "h5p/activity.html", context)


@require_safe
def address(request: HttpRequest, key: UUID) -> HttpResponse:
    """For visitors, who play without being recorded. Somebody signed in asks for a session instead."""
    placement = placement_for(request, key)
    revision = placement.activity.current_revision
    if revision is None:
        raise Http404
    return JsonResponse({"player": player_address(revision), "title": revision.title})


def placement_for(request: HttpRequest, key: UUID) -> Placement:
    placement = placement_open_to(request, key)
    if placement is None:
        raise Http404
    return placement
