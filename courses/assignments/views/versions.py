"""One version that was handed in, with what was answered: for its learner alone."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from cms.accounts.http import AuthenticatedRequest
from cms.foundation.errors import DomainError
from courses.assignments.models import Submission
from courses.assignments.services import withdraw
from courses.pathways.models import Assignment


@never_cache
@login_required
@require_safe
def version(request: AuthenticatedRequest, public_id: UUID) -> HttpResponse:
    mine = Submission.objects.of(request.user).handed_in().with_content()
    found = get_object_or_404(mine, public_id=public_id)
    is_asked = Assignment.objects.filter(pathway=found.pathway_id, code=found.code).exists()
    context = {
        "submission": found,
        "review": found.review,
        "is_asked": is_asked,
        "trail": [
            (_("Accueil"), "/"),
            (_("Mon espace"), reverse("progress:home")),
            (found.title, found.work_address if is_asked else None),
            (_("Version {number}").format(number=found.number), None),
        ],
        "section": "espace",
    }
    return render(request, "assignments/version.html", context)


@login_required
@require_POST
def take_back(request: AuthenticatedRequest, public_id: UUID) -> HttpResponse:
    mine = Submission.objects.of(request.user).select_related("pathway", "learner")
    found = get_object_or_404(mine, public_id=public_id)
    try:
        withdraw(submission=found)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Votre production est de nouveau un brouillon\u00a0: modifiez-la, puis rendez-la."))
    return redirect(found.work_address)
