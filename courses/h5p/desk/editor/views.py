"""The screens of the editor. Who may not write finds no screen; a missing activity is a 404."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from wagtail.admin import messages

from courses.h5p import files
from courses.h5p.desk.access import index_item, needs, person
from courses.h5p.desk.editor.screens import Screen
from courses.h5p.desk.semantics import can_be_written, languages_of
from courses.h5p.models import Activity, Library
from courses.h5p.services import duplicate_activity


@require_GET
@needs("h5p.add_activity")
def write(request: HttpRequest) -> HttpResponse:
    """Which type, before anything else: each has its own screen."""
    types = [(library, languages_of(library)) for library in writable()]
    trail = [index_item(), {"url": "", "label": _("Écrire une activité H5P")}]
    return render(request, "h5p/desk/editor_types.html", {"types": types, "breadcrumbs_items": trail})


@needs("h5p.add_activity")
def create(request: HttpRequest, pk: int) -> HttpResponse:
    library = next((library for library in writable() if library.pk == pk), None)
    if library is None:
        raise Http404
    return answer(request, Screen(request, library=library))


@needs("h5p.change_activity")
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    activity = get_object_or_404(Activity.objects.select_related("current_revision"), pk=pk)
    newest = activity.revisions.select_related("main_library").order_by("-number").first()
    if newest is None:
        raise Http404
    asked = request.POST.get("based_on", "")
    base = activity.revisions.filter(pk=asked).first() if asked.isascii() and asked.isdigit() else None
    return answer(request, Screen(request, library=newest.main_library, newest=newest, base=base or newest))


def answer(request: HttpRequest, screen: Screen) -> HttpResponse:
    saved = screen.save() if request.method == "POST" else None
    if saved is None:
        status = 422 if request.method == "POST" else 200
        return render(request, "h5p/desk/editor.html", screen.context(), status=status)
    return redirect(reverse("h5p_desk:edit", args=[saved.activity_id]) + screen.landing)


@require_POST
@needs("h5p.add_activity")
def duplicate(request: HttpRequest, pk: int) -> HttpResponse:
    activity = get_object_or_404(Activity.objects.exclude(current_revision=None), pk=pk)
    copy = duplicate_activity(activity=activity, by=person(request))
    messages.success(request, _("« %(title)s » est créée. Vous la modifiez ici.") % {"title": copy.title})
    return redirect("h5p_desk:edit", copy.pk)


@require_GET
@needs("h5p.view_activity")
def icon(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The drawing of a type: a stranger's SVG, so shown as an image and sealed if it is opened."""
    library = get_object_or_404(Library, pk=pk)
    if "icon.svg" not in library.files:
        raise Http404
    file = (files.library_folder(library.digest) / "icon.svg").open("rb")
    response = FileResponse(file, content_type="image/svg+xml")
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    response["Cache-Control"] = "private, max-age=86400"
    return response


def writable() -> list[Library]:
    """The newest of each type that is installed with its description; ours come first."""
    newest: dict[str, Library] = {}
    for library in Library.objects.in_store().newest_first():
        if can_be_written(library):
            newest.setdefault(library.machine_name, library)
    return sorted(newest.values(), key=lambda each: (not each.machine_name.startswith("Passeport."), each.title))
