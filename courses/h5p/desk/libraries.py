"""Libraries of the site: who installs them, upgrades them, deletes them. Each change asks for its own permission."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from wagtail.admin import messages

from cms.foundation.errors import DomainError
from courses.h5p import limits
from courses.h5p.desk.access import needs, person, wants_json
from courses.h5p.desk.sheets import sheet_of_report, weight
from courses.h5p.desk.uploads import arrived
from courses.h5p.files import NoRoom
from courses.h5p.forms import PackageForm
from courses.h5p.models import Activity, Library
from courses.h5p.models.results import Trust
from courses.h5p.rules.grading.types import type_of
from courses.h5p.services import PackageRefused, PackageReport, delete_library, install_libraries


def index_item() -> dict[str, str]:
    return {"url": reverse("h5p_libraries:index"), "label": _("Bibliothèques H5P")}


@require_http_methods(["GET", "POST"])
@needs("h5p.install_library")
def install(request: HttpRequest) -> HttpResponse:
    form = PackageForm(request.POST, request.FILES) if request.method == "POST" else PackageForm()
    report: PackageReport | None = None
    status = 200
    if form.is_bound and form.is_valid():
        try:
            rows = install_libraries(file=form.cleaned_data["package"], by=person(request))
        except PackageRefused as refusal:
            report = PackageReport(faults=refusal.faults)
        except NoRoom as refusal:
            form.add_error("package", str(refusal))
            status = 507
        else:
            told = ngettext(
                "%(count)s bibliothèque est installée.", "%(count)s bibliothèques sont installées.", len(rows)
            )
            messages.success(request, told % {"count": len(rows)})
            return arrived(request, reverse("h5p_libraries:index"))
    context = {
        "form": form,
        "sheet": sheet_of_report(report) if report else None,
        "limit": weight(limits.PACKAGE),
        "breadcrumbs_items": [index_item(), {"url": "", "label": _("Installer")}],
        "header_title": _("Installer ou mettre à jour des bibliothèques"),
    }
    if status == 200 and (form.errors or report):
        status = 422
    if wants_json(request):
        return JsonResponse(
            {"html": render_to_string("h5p/desk/_report.html", context, request=request)}, status=status
        )
    return render(request, "h5p/desk/install.html", context, status=status)


@require_GET
@needs("h5p.view_library")
def library(request: HttpRequest, pk: int) -> HttpResponse:
    return show(request, get_object_or_404(Library.objects.select_related("installed_by"), pk=pk))


@require_POST
@needs("h5p.delete_library")
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    doomed = get_object_or_404(Library, pk=pk)
    try:
        delete_library(library=doomed)
    except DomainError as refusal:
        return show(request, doomed, str(refusal))
    messages.success(request, _("« %(title)s » est supprimée.") % {"title": doomed})
    return redirect("h5p_libraries:index")


def show(request: HttpRequest, shown: Library, refusal: str = "") -> HttpResponse:
    kind = type_of(shown.machine_name)
    context = {
        "library": shown,
        "kind": kind if kind.name else None,
        "trust": Trust(kind.trust_in((shown.major_version, shown.minor_version), shown.patch_version)).label,
        "needed": [dependency_name(each) for each in shown.dependencies()],
        "activities": Activity.objects.filter(revisions__libraries=shown).distinct().order_by("title"),
        "weight": weight(sum(shown.files.values())),
        "refusal": refusal,
        "breadcrumbs_items": [index_item(), {"url": "", "label": str(shown)}],
        "header_title": str(shown),
    }
    return render(request, "h5p/desk/library.html", context, status=409 if refusal else 200)


def dependency_name(value: dict[str, Any]) -> str:
    return f"{value.get('machineName', '')} {value.get('majorVersion', '')}.{value.get('minorVersion', '')}"
