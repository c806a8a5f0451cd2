"""Lab 6: two models, one leak."""

from typing import Any

from django.utils.translation import ngettext

from sandbox.labs.catalogue import lab
from sandbox.labs.forms.leaks import AttackForm, ConcludeForm, PredictForm
from sandbox.labs.models import LabRun
from sandbox.labs.rules.leaks import Assumptions
from sandbox.labs.services import leaks as service
from sandbox.labs.views.lab_page import Action, Facts, LabPage
from sandbox.town.rules import HOUSEHOLDS


class LeaksPage(LabPage):
    lab = lab(6)
    template_name = "labs/leaks.html"
    actions = {
        "predire": Action(PredictForm, service.predict, "predire"),
        "attaquer": Action(AttackForm, service.run_attacks, "attaquer"),
        "conclure": Action(ConcludeForm, service.conclude, "conclure"),
    }

    def initial(self, run: LabRun, action: str) -> dict[str, Any]:
        if action == "attaquer":
            return service.assumed(run)
        kept = {"predire": "predictions", "conclure": "conclusion"}[action]
        return dict(run.state.get(kept, {}))

    def context(self, run: LabRun) -> dict[str, Any]:
        table = service.table(run)
        right = sum(cell.foreseen for cell in table)
        return {
            "table": table,
            "households": HOUSEHOLDS,
            "usual": Assumptions(),
            "assumed": service.assumed(run),
            "foreseen": ngettext(
                "{right} prédiction sur {all} donnait le bon ordre de grandeur.",
                "{right} prédictions sur {all} donnaient le bon ordre de grandeur.",
                right,
            ).format(right=right, all=len(table)),
        }

    def facts(self, run: LabRun) -> Facts | None:
        measured = service.measured(run)
        return Facts(*measured) if measured else None
