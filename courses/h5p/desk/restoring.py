"""An old version comes back into service, once what that affects was read."""

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from courses.h5p.desk.access import needs, person
from courses.h5p.desk.activities import trail
from courses.h5p.desk.uploads import tell
from courses.h5p.models import Revision
from courses.h5p.services import (
    AlreadyInService,
    PackageRefused,
    faults_in_restoring,
    restore_revision,
    say_the_same,
    usage_of,
)


@require_http_methods(["GET", "POST"])
@needs("h5p.change_activity")
def restore(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Neither what is in service nor a trial has a way back."""
    versions = Revision.objects.select_related("activity__current_revision", "main_library", "created_by")
    old = get_object_or_404(versions, activity=pk, number=number, number__lt=F("activity__current_revision__number"))
    if request.method == "GET":
        return confirm(request, old)
    try:
        copy = restore_revision(revision=old, by=person(request))
    except PackageRefused:
        return confirm(request, old, status=409)
    except AlreadyInService as nothing_to_do:
        messages.info(request, str(nothing_to_do))
    else:
        tell(request, copy.title, copy.number)
    return redirect("h5p_desk:activity", pk)


def confirm(request: HttpRequest, old: Revision, status: int = 200) -> HttpResponse:
    activity = old.activity
    current = activity.current_revision
    assert current is not None  # noqa: S101  # or nothing would be older
    context = {
        "activity": activity,
        "revision": old,
        "current": current,
        "is_same": say_the_same(old, current),
        "faults": faults_in_restoring(revision=old),
        "has_trials": activity.revisions.filter(number__gt=current.number).exists(),
        "usage": usage_of(activity=activity),
        "breadcrumbs_items": trail(activity, _("Remettre en service")),
        "header_title": _("Remettre la version %(number)s en service") % {"number": old.number},
    }
    return render(request, "h5p/desk/restore.html", context, status=status)
