"""The sandbox's own front page, and the way to begin everything again."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cms.accounts.http import AuthenticatedRequest
from cms.foundation.context_processors import user_is_known
from sandbox.labs.catalogue import LABS
from sandbox.labs.models import LabRun
from sandbox.labs.services.programs import programs
from sandbox.labs.services.resetting import reset_sandbox
from sandbox.vault.models import Vault


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What the sandbox is; the labs, with what a learner did of them."""
    context: dict[str, Any] = {
        "section": "bac-a-sable",
        "place": "labs",
        "labs": [(lab, None) for lab in LABS],
        "trail": [(_("Accueil"), "/"), (_("Bac à sable"), None)],
    }
    if user_is_known(request):
        runs = {run.lab: run for run in LabRun.objects.filter(learner=request.user.pk).prefetch_related("steps")}
        context["labs"] = [(lab, runs.get(lab.code)) for lab in LABS]
        context["vault"] = Vault.objects.filter(holder=request.user.pk).open().first()
        context["programs"] = programs()
    return render(request, "labs/index.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def reset(request: AuthenticatedRequest) -> HttpResponse:
    """Say what will be lost, then do it."""
    if request.method == "POST":
        reset_sandbox(learner=request.user)
        messages.success(request, _("Le bac à sable est comme au premier jour. Votre ancien coffre est effacé."))
        return redirect("labs:index")
    trail = [(_("Accueil"), "/"), (_("Bac à sable"), reverse("labs:index")), (_("Tout remettre à zéro"), None)]
    return render(request, "labs/reset.html", {"section": "bac-a-sable", "place": "labs", "trail": trail})
