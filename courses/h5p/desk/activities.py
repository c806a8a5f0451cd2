"""An activity on the desk: what it is, where it is, each of its versions, the way out and the way to delete it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods
from wagtail.admin import messages

from cms.foundation.errors import DomainError
from courses.h5p.desk.access import index_item, needs
from courses.h5p.desk.editor.saving import is_trial
from courses.h5p.desk.semantics import can_be_written
from courses.h5p.desk.sheets import sheet_of_revision
from courses.h5p.models import Activity, Revision
from courses.h5p.player import document
from courses.h5p.services import build_package, delete_activity, original_package, say_the_same, usage_of


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version as the list tells it."""

    revision: Revision
    state: str
    can_be_restored: bool = False


def trail(activity: Activity, *more: str) -> list[dict[str, Any]]:
    """From the list down to here."""
    items = [index_item(), {"url": reverse("h5p_desk:activity", args=[activity.pk]), "label": activity.title}]
    return [*items, *({"url": "", "label": label} for label in more)]


@require_GET
@needs("h5p.view_activity")
def activity(request: HttpRequest, pk: int, number: int | None = None) -> HttpResponse:
    """The version in service, or the one that is asked for."""
    shown = get_object_or_404(Activity.objects.select_related("current_revision"), pk=pk)
    revisions = list(
        shown.revisions.select_related("main_library", "created_by")
        .prefetch_related("library_links")
        .order_by("-number")
    )
    revision = version_among(revisions, shown, number)
    lines = lines_of(revisions, shown)
    context = {
        "activity": shown,
        "revision": revision,
        "line": next(line for line in lines if line.revision == revision),
        "lines": lines,
        "usage": usage_of(activity=shown),
        "sheet": sheet_of_revision(revision),
        "is_trial": is_trial(revision),
        "can_be_written": can_be_written(revisions[0].main_library),
        "player": document.player_address(revision),
        "breadcrumbs_items": trail(shown, *([_("Version %(number)s") % {"number": number}] if number else [])),
        "header_title": shown.title,
    }
    return render(request, "h5p/desk/activity.html", context)


def version_among(revisions: list[Revision], shown: Activity, number: int | None) -> Revision:
    wanted = number or (shown.current_revision.number if shown.current_revision else None)
    if wanted is None and revisions:
        return revisions[0]
    for revision in revisions:
        if revision.number == wanted:
            revision.activity = shown
            return revision
    raise Http404


def lines_of(revisions: Sequence[Revision], shown: Activity) -> list[VersionLine]:
    """With each, what it is to learners; what says the same as the version in service has nothing to bring back."""
    current = next((each for each in revisions if each.pk == shown.current_revision_id), None)

    def line_of(revision: Revision) -> VersionLine:
        if current is None or revision.number > current.number:
            return VersionLine(revision, _("essai"))
        if revision == current:
            return VersionLine(revision, _("en service"))
        if say_the_same(revision, current):
            return VersionLine(revision, _("ancienne, identique à celle en service"))
        return VersionLine(revision, _("ancienne"), can_be_restored=True)

    return [line_of(revision) for revision in revisions]


def find_version(pk: int, number: int) -> Revision:
    return get_object_or_404(Revision.objects.select_related("activity", "main_library"), activity=pk, number=number)


@require_GET
@needs("h5p.view_activity")
def download_original(request: HttpRequest, pk: int, number: int) -> FileResponse:
    """The uploaded file, byte for byte."""
    revision = find_version(pk, number)
    package = original_package(revision=revision)
    if package is None:
        raise Http404
    return as_file(revision, package)


@require_GET
@needs("h5p.view_activity")
def download_rebuilt(request: HttpRequest, pk: int, number: int) -> FileResponse:
    """With all the libraries that it plays with, for another platform."""
    revision = find_version(pk, number)
    return as_file(revision, build_package(revision=revision))


def as_file(revision: Revision, package: Any) -> FileResponse:
    name = slugify(revision.title)[:60] or "activite"
    filename = f"{name}-v{revision.number}.h5p"
    return FileResponse(package, as_attachment=True, filename=filename, content_type="application/zip")


@require_http_methods(["GET", "POST"])
@needs("h5p.delete_activity")
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    doomed = get_object_or_404(Activity, pk=pk)
    usage = usage_of(activity=doomed)
    refusal, status = "", 200
    if request.method == "POST":
        try:
            delete_activity(activity=doomed)
        except DomainError as error:
            refusal, status = str(error), 409
        else:
            messages.success(request, _("« %(title)s » est supprimée.") % {"title": doomed.title})
            return redirect("h5p_activities:index")
    context = {
        "activity": doomed,
        "usage": usage,
        "refusal": refusal,
        "breadcrumbs_items": trail(doomed, _("Supprimer")),
        "header_title": _("Supprimer « %(title)s »") % {"title": doomed.title},
    }
    return render(request, "h5p/desk/delete.html", context, status=status)
