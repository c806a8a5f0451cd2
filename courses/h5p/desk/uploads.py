"""Packages come in: looked at without keeping anything, kept as a new activity, or as a new version of one.

The form works by itself. A script sends it with a progress bar and asks for JSON: the address to go to, or the report.
"""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from courses.h5p import limits
from courses.h5p.desk.access import index_item, needs, person, wants_json
from courses.h5p.desk.activities import trail
from courses.h5p.desk.sheets import sheet_of_report, weight
from courses.h5p.files import NoRoom
from courses.h5p.forms import PackageForm
from courses.h5p.models import Activity
from courses.h5p.services import (
    PackageRefused,
    PackageReport,
    inspect_package,
    upload_package,
    usage_of,
)

LOOK = "regarder"  # the button that keeps nothing


@require_http_methods(["GET", "POST"])
@needs("h5p.add_activity")
def upload(request: HttpRequest) -> HttpResponse:
    return take_in(request, None)


@require_http_methods(["GET", "POST"])
@needs("h5p.change_activity")
def replace(request: HttpRequest, pk: int) -> HttpResponse:
    """What it affects is said before anything is sent."""
    return take_in(request, get_object_or_404(Activity, pk=pk))


def take_in(request: HttpRequest, activity: Activity | None) -> HttpResponse:
    form = PackageForm(request.POST, request.FILES) if request.method == "POST" else PackageForm()
    report: PackageReport | None = None
    if form.is_bound and form.is_valid():
        sent = form.cleaned_data["package"]
        try:
            if LOOK in request.POST:
                report = inspect_package(file=sent, by=person(request))
            else:
                revision = upload_package(file=sent, by=person(request), activity=activity)
                tell(request, revision.activity.title, revision.number)
                return arrived(request, reverse("h5p_desk:activity", args=[revision.activity_id]))
        except PackageRefused as refusal:
            report = PackageReport(faults=refusal.faults)
        except NoRoom as refusal:
            form.add_error("package", str(refusal))
            return answer(request, form, activity, report, status=507)
    return answer(request, form, activity, report)


def tell(request: HttpRequest, title: str, number: int) -> None:
    if number == 1:
        messages.success(request, _("« %(title)s » est enregistrée. Essayez-la ci-dessous.") % {"title": title})
    else:
        text = _("Version %(number)s de « %(title)s » en service. Qui est au milieu de l’activité garde la sienne.")
        messages.success(request, text % {"title": title, "number": number})


def arrived(request: HttpRequest, address: str) -> HttpResponse:
    return JsonResponse({"url": address}) if wants_json(request) else redirect(address)


def answer(
    request: HttpRequest,
    form: PackageForm,
    activity: Activity | None,
    report: PackageReport | None,
    status: int | None = None,
) -> HttpResponse:
    is_wrong = bool(form.errors or (report and report.faults))
    context = {
        "form": form,
        "activity": activity,
        "usage": usage_of(activity=activity) if activity else None,
        "sheet": sheet_of_report(report) if report else None,
        "limit": weight(limits.PACKAGE),
        "look": LOOK,
        "may_install": request.user.has_perm("h5p.install_library"),
        "breadcrumbs_items": trail(activity, _("Remplacer le paquet")) if activity else upload_trail(),
        "header_title": _("Remplacer le paquet") if activity else _("Téléverser un paquet H5P"),
    }
    status = status or (422 if is_wrong else 200)
    if wants_json(request):
        told = render_to_string("h5p/desk/_report.html", context, request=request)
        return JsonResponse({"html": told}, status=status)
    return render(request, "h5p/desk/upload.html", context, status=status)


def upload_trail() -> list[dict[str, str]]:
    return [index_item(), {"url": "", "label": _("Téléverser un paquet")}]
