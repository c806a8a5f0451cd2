"""Lab 4: revocation."""

from typing import Any

from django.utils import timezone

from sandbox.consents.models import ConsentRecord
from sandbox.labs.catalogue import lab
from sandbox.labs.forms.revocation import AbilitiesForm, ExpiryForm
from sandbox.labs.models import LabRun
from sandbox.labs.services import revocation as service
from sandbox.labs.views.lab_page import Action, Facts, LabPage


class RevocationPage(LabPage):
    lab = lab(4)
    template_name = "labs/revocation.html"
    needs = ("aggregator",)
    actions = {
        "expirer": Action(ExpiryForm, service.let_expire, "constater"),
        "conclure": Action(AbilitiesForm, service.conclude, "conclure"),
    }

    def follow(self, run: LabRun) -> None:
        self.found = service.follow(run)

    def context(self, run: LabRun) -> dict[str, Any]:
        in_force = ConsentRecord.objects.of(run.learner).in_force(timezone.now()).select_related("client")
        return {"found": self.found, "in_force": list(in_force.order_by("-decided_at"))}

    def facts(self, run: LabRun) -> Facts | None:
        measured = service.measured(self.found)
        return Facts(*measured) if measured else None
