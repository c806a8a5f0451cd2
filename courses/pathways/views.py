"""What each pathway asks: the same for everybody, so never a look at the session here."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from courses.pathways.models import Pathway
from courses.pathways.services import outlines


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    pathways = list(Pathway.objects.live().in_order())
    asked = outlines(pathways)
    rows = [
        {
            "pathway": pathway,
            "modules": len(modules := asked.get(pathway.pk, ())),
            "lessons": sum(len(module.required) for module in modules),
            "minutes": sum(module.minutes + module.activity_minutes for module in modules),
        }
        for pathway in pathways
    ]
    trail = [(_("Accueil"), "/"), (_("Parcours"), None)]
    return render(request, "pathways/index.html", {"rows": rows, "trail": trail, "section": "modules"})


@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    pathway = get_object_or_404(Pathway.objects.live(), slug=slug)
    modules = outlines([pathway]).get(pathway.pk, ())
    assignments = list(pathway.assignments.prefetch_related("parts"))
    context = {
        "pathway": pathway,
        "modules": modules,
        "assignments": assignments,
        "has_productions": any(assignment.is_required for assignment in assignments),
        "has_activities": any(asked.is_required for module in modules for asked in module.activities),
        "lessons": sum(len(module.required) for module in modules),
        "minutes": sum(module.minutes + module.activity_minutes for module in modules),
        "trail": [(_("Accueil"), "/"), (_("Parcours"), reverse("pathways:index")), (pathway.title, None)],
        "section": "modules",
    }
    return render(request, "pathways/detail.html", context)
