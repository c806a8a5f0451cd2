"""Lab 3: access without retention."""

from typing import Any

from django.conf import settings

from sandbox.labs.catalogue import lab
from sandbox.labs.forms.base import LabForm
from sandbox.labs.forms.retention import MeansForm, PlaceForm, PrepareForm
from sandbox.labs.models import LabRun
from sandbox.labs.services import retention as service
from sandbox.labs.views.lab_page import Action, Facts, LabPage


class RetentionPage(LabPage):
    lab = lab(3)
    template_name = "labs/retention.html"
    needs = ("aggregator", "twin")
    actions = {
        "preparer": Action(PrepareForm, service.prepare, "honnete"),
        "auditer-1": Action(LabForm, service.audit_honest, "honnete"),
        "auditer-2": Action(LabForm, service.audit_twin, "indelicat"),
        "nommer": Action(PlaceForm, service.name_place, "indelicat"),
        "conclure": Action(MeansForm, service.conclude, "conclure"),
    }

    def context(self, run: LabRun) -> dict[str, Any]:
        reports = run.state.get("reports", {})
        trial = run.state.get("trial", "")
        return {
            "is_ready": "planted_at" in run.state,
            "trial": trial,
            "twin_url": f"{settings.AGGREGATOR_TWIN_URL}/?epreuve={trial}",
            "honest_report": reports.get(service.HONEST),
            "twin_report": reports.get(service.TWIN),
            "readings": {
                "honest": service.readings_by(run, service.HONEST),
                "twin": service.readings_by(run, service.TWIN),
            },
        }

    def facts(self, run: LabRun) -> Facts | None:
        measured = service.measured(run)
        return Facts(*measured) if measured else None
