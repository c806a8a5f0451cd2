"""An activity of our own types on paper: what was answered and what came of it; before that, the whole of it."""

from typing import cast
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cms.accounts.http import AuthenticatedRequest
from courses.h5p import services
from courses.h5p.permissions import placement_open_to
from courses.h5p.plain import task_of
from courses.h5p.views.plain import current_revision, play_of
from courses.h5p.views.surroundings import about


@never_cache
@require_safe
def paper(request: HttpRequest, key: UUID) -> HttpResponse:
    """A visitor's answers never come to the server: they get the activity without any, and are told why."""
    placement = placement_open_to(request, key)
    if placement is None:
        raise Http404
    play = play_of(cast(AuthenticatedRequest, request), placement) if request.user.is_authenticated else None
    revision = play.revision if play else current_revision(placement)
    task = play.task if play else task_of(revision, seed=0)
    if task is None or not task.can_print:
        raise Http404
    context = about(placement) | {
        "title": revision.title,
        "task": task,
        "has_account": play is not None,
        "result": play.result if play else None,
    }
    if play is not None and play.result is not None:
        context |= {
            "sentence": services.verdict_on(play.result),
            "review": task.review(play.answers),
            "answers": play.answers,
            "is_right": play.result.is_complete and play.result.points == play.result.maximum,
        }
    return render(request, "h5p/plain/paper.html", context)
