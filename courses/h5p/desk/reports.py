"""What a trainer reads of an activity, and its statements for whoever studies them."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from courses.h5p.desk.access import needs
from courses.h5p.desk.activities import trail
from courses.h5p.desk.sheets import time_spent
from courses.h5p.models import Activity, Incident
from courses.h5p.models.results import Trust
from courses.h5p.rules.figures import Figures
from courses.h5p.services import export_statements, report_on

MOST_MISSED, INCIDENTS = 10, 100


@require_GET
@needs("h5p.view_activity")
def report(request: HttpRequest, pk: int) -> HttpResponse:
    activity = get_object_or_404(Activity, pk=pk)
    told = report_on(activity=activity)
    incidents = Incident.objects.filter(revision__activity=activity).select_related("revision")
    context = {
        "activity": activity,
        "report": told,
        "time": time_spent(told.figures.median_seconds),
        "places": [(place, time_spent(place.figures.median_seconds)) for place in told.places],
        "trusts": [(Trust(trust).label, count) for trust, count in told.figures.by_trust.items()],
        "scores": score_bands(told.figures),
        "missed": told.figures.missed[:MOST_MISSED],
        "incidents": incidents[:INCIDENTS],
        "breadcrumbs_items": trail(activity, _("Résultats")),
        "header_title": _("Résultats de « %(title)s »") % {"title": activity.title},
    }
    return render(request, "h5p/desk/report.html", context)


def score_bands(figures: Figures) -> list[tuple[str, int]]:
    """Learners by fifth of their best verified score: ten columns do not fit a telephone."""
    pairs = [sum(figures.scores[tenth : tenth + 2]) for tenth in range(0, 10, 2)]
    names = [_("de 0 à 19 %"), _("de 20 à 39 %"), _("de 40 à 59 %"), _("de 60 à 79 %"), _("de 80 à 100 %")]
    return list(zip(names, pairs, strict=True)) if any(pairs) else []


@require_GET
@needs("h5p.view_activity")
def statements(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    """A JSON array, in pieces; learners are pseudonyms (xAPI 1.0.3 § 4)."""
    activity = get_object_or_404(Activity, pk=pk)
    response = StreamingHttpResponse(export_statements(activity=activity), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="xapi-activite-{activity.pk}.json"'
    return response
