"""Lab 1: a visit of the vault."""

from typing import Any

from sandbox.labs.catalogue import lab
from sandbox.labs.forms.visit import AssistantForm, CollectionForm, FactsForm
from sandbox.labs.models import LabRun
from sandbox.labs.services import visit as service
from sandbox.labs.views.lab_page import Action, Facts, LabPage


class VisitPage(LabPage):
    lab = lab(1)
    template_name = "labs/visit.html"
    actions = {
        "faits": Action(FactsForm, service.answer_facts, "faits"),
        "collecte": Action(CollectionForm, service.decide_collection, "collecte"),
        "aide": Action(AssistantForm, service.name_assistant, "aide"),
    }

    def follow(self, run: LabRun) -> None:
        self.vault = service.vault_for(run)
        self.done = service.follow(run, self.vault)

    def context(self, run: LabRun) -> dict[str, Any]:
        # Shown once the learner has found by eye: before, the machine would give the answers away.
        guesses = service.guesses_about(self.vault) if "faits" in self.done else None
        return {"vault": self.vault, "guesses": guesses}

    def facts(self, run: LabRun) -> Facts | None:
        measured = service.measured(self.done)
        return Facts(*measured) if measured else None
