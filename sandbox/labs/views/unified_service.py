"""Lab 2: consent and the unified service."""

from typing import Any

from sandbox.labs.catalogue import lab
from sandbox.labs.forms.unified_service import ReceiptLineForm, UseWithoutForm, WithoutForm
from sandbox.labs.models import LabRun
from sandbox.labs.services import unified_service as service
from sandbox.labs.views.lab_page import Action, Facts, LabPage


class UnifiedServicePage(LabPage):
    lab = lab(2)
    template_name = "labs/unified_service.html"
    needs = ("aggregator",)
    actions = {
        "sans": Action(WithoutForm, service.answer_without, "sans"),
        "sans-accord": Action(UseWithoutForm, service.use_without, "utiliser"),
        "recu": Action(ReceiptLineForm, service.answer_receipt, "recu"),
    }

    def follow(self, run: LabRun) -> None:
        self.decision = service.follow(run)

    def context(self, run: LabRun) -> dict[str, Any]:
        return {"decision": self.decision}

    def facts(self, run: LabRun) -> Facts | None:
        measured = service.measured(self.decision)
        return Facts(*measured) if measured else None
