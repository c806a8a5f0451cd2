"""What trainers read at the desk: surveys added up, never an answer of somebody."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from courses.modules.models import ModulePage
from courses.surveys.permissions import can_read_reports
from courses.surveys.rules import FEWEST, QUESTIONS
from courses.surveys.scales import LABELS
from courses.surveys.services import report_on, reports, write_reports

View = Callable[..., HttpResponse]


def for_readers(view: View) -> View:
    """Wagtail has asked who may enter the desk; here, who may read the surveys."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not can_read_reports(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return checked


@never_cache
@require_safe
@for_readers
def index(request: HttpRequest) -> HttpResponse:
    context = {
        "reports": reports(),
        "labels": [LABELS[name] for name in QUESTIONS],
        "fewest": FEWEST,
        "header_title": _("Avis sur les modules"),
        "breadcrumbs_items": [{"url": "", "label": _("Avis sur les modules")}],
    }
    return render(request, "surveys/desk/index.html", context)


@never_cache
@require_safe
@for_readers
def report(request: HttpRequest, pk: int) -> HttpResponse:
    module = get_object_or_404(ModulePage, pk=pk)
    context = {
        "told": report_on(module=module),
        "fewest": FEWEST,
        "header_title": _("Avis sur « %(title)s »") % {"title": module.title},
        "breadcrumbs_items": [
            {"url": reverse("surveys_desk:index"), "label": _("Avis sur les modules")},
            {"url": "", "label": module.title},
        ],
    }
    return render(request, "surveys/desk/report.html", context)


@never_cache
@require_safe
@for_readers
def table(request: HttpRequest) -> HttpResponse:
    """A CSV file of what the screens show."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="avis-modules.csv"'
    write_reports(reports(), response)
    return response
