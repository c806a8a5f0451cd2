"""Lab 10: a charter of data."""

from typing import Any, Final

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cms.accounts.http import AuthenticatedRequest
from sandbox.labs.catalogue import lab
from sandbox.labs.documents import CharterSheet, charter_json, charter_odt, charter_pdf
from sandbox.labs.forms.charter import ArgumentForm, ChoicesForm
from sandbox.labs.models import LabRun
from sandbox.labs.rules.charter import FIGURES
from sandbox.labs.services import charter as service
from sandbox.labs.services.runs import steps_done
from sandbox.labs.views.lab_page import Action, Facts, LabPage

ODT: Final = "application/vnd.oasis.opendocument.text"


class CharterPage(LabPage):
    lab = lab(10)
    template_name = "labs/charter.html"
    actions = {
        "choisir": Action(ChoicesForm, service.choose, "choisir"),
        "argumenter": Action(ArgumentForm, service.argue, "argumenter"),
    }

    def initial(self, run: LabRun, action: str) -> dict[str, Any]:
        if action == "choisir":
            return dict(run.state.get("choices", {}))
        return {"article": run.state.get("argued"), "argument": run.state.get("argument")}

    def context(self, run: LabRun) -> dict[str, Any]:
        figures = service.figures_of(run)
        return {
            "contradictions": service.contradictions(run),
            "charter": service.charter(run) if run.state.get("choices") else [],
            "figures": [(_(words), figures.get(key, "")) for key, words in FIGURES.items()],
        }

    def facts(self, run: LabRun) -> Facts | None:
        if "choisir" not in steps_done(run):
            return None
        figures = service.figures_of(run)
        unknown = _("pas encore mesuré")
        return Facts(
            _("Foyers reliés entre deux fichiers cloisonnés : {share}.").format(share=figures.get("L5.share", unknown)),
            _("Délai entre un retrait et le premier refus : {delay}.").format(delay=figures.get("L4.delay", unknown)),
        )


def own_charter(request: AuthenticatedRequest) -> CharterSheet:
    return service.sheet(get_object_or_404(LabRun.objects.of(request.user), lab=CharterPage.lab.code))


def as_file(response: HttpResponse, extension: str) -> HttpResponse:
    response["Content-Disposition"] = f'attachment; filename="charte-de-la-donnee.{extension}"'
    return response


@never_cache
@login_required
@require_safe
def document(request: AuthenticatedRequest) -> HttpResponse:
    """The learner's own charter, to take away."""
    content = charter_json(own_charter(request))
    return as_file(JsonResponse(content, json_dumps_params={"ensure_ascii": False, "indent": 2}), "json")


@never_cache
@login_required
@require_safe
def pdf(request: AuthenticatedRequest) -> HttpResponse:
    return as_file(HttpResponse(charter_pdf(own_charter(request)), content_type="application/pdf"), "pdf")


@never_cache
@login_required
@require_safe
def odt(request: AuthenticatedRequest) -> HttpResponse:
    return as_file(HttpResponse(charter_odt(own_charter(request)), content_type=ODT), "odt")
