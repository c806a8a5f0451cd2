"""The lasting address of a lesson: its code stays when its title or its place changes."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from courses.modules.models import LessonPage


@require_safe
def lesson(request: HttpRequest, code: str) -> HttpResponse:
    page = get_object_or_404(LessonPage.objects.live().public().defer_streamfields(), code=code)
    return redirect(page.get_url(request))
