"""Lab 8: leaving."""

from typing import Any

from sandbox.labs.catalogue import lab
from sandbox.labs.forms.base import LabForm
from sandbox.labs.models import LabRun
from sandbox.labs.services import leaving as service
from sandbox.labs.views.lab_page import Action, Facts, LabPage
from sandbox.vault.services import vault_of


class LeavingPage(LabPage):
    lab = lab(8)
    template_name = "labs/leaving.html"
    needs = ("provider",)
    actions = {
        "comparer": Action(LabForm, service.compare, "importer"),
        "copier": Action(LabForm, service.take_backup, "effacer"),
        "essayer": Action(LabForm, service.read_backup, "sauvegarde"),
    }

    def follow(self, run: LabRun) -> None:
        service.follow(run)

    def context(self, run: LabRun) -> dict[str, Any]:
        return {
            "files": service.files(run),
            "vault": vault_of(run.learner),
            "backup": run.state.get("backup"),
            "attempt": run.state.get("attempt"),
            "puzzle": service.not_counted(run),
        }

    def facts(self, run: LabRun) -> Facts | None:
        measured = service.measured(run)
        return Facts(*measured) if measured else None
