"""The page that presents the tools."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from courses.tools.catalogue import TOOLS
from courses.tools.services import lessons_by_code


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What each tool is for, how long it takes, the lessons it comes from: the same page for all."""
    lessons = lessons_by_code([code for tool in TOOLS for code in tool.lessons])
    context = {
        "section": "modules",
        "tools": [(tool, [lessons[code] for code in tool.lessons if code in lessons]) for tool in TOOLS],
        "trail": [(_("Accueil"), "/"), (_("Outils"), None)],
    }
    return render(request, "tools/index.html", context)
