"""Lab 5: domains kept apart."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sandbox.labs.catalogue import lab
from sandbox.labs.forms.partitions import AskForm, JustifyForm, LinkForm, SettingForm
from sandbox.labs.models import LabRun
from sandbox.labs.services import partitions as service
from sandbox.labs.services.partitioned_files import common_names, game_of, rows
from sandbox.labs.views.lab_page import Action, Facts, LabPage


class PartitionsPage(LabPage):
    lab = lab(5)
    template_name = "labs/partitions.html"
    actions = {
        "interroger": Action(AskForm, service.ask, "croiser"),
        "justifier": Action(JustifyForm, service.justify, "justifier"),
        "relier": Action(LinkForm, service.answer_link, "relier"),
        "regler": Action(SettingForm, service.try_setting, "regler"),
    }

    def follow(self, run: LabRun) -> None:
        self.trials = service.trials(run)

    def initial(self, run: LabRun, action: str) -> dict[str, Any]:
        if action == "justifier":
            return dict(run.state.get("request", {}))
        if action == "regler" and run.state.get("tried"):
            step, known = run.state["tried"][-1]
            return {"step": step, "zone_known": "oui" if known else "non"}
        return {}

    def context(self, run: LabRun) -> dict[str, Any]:
        asked = run.state.get("asked", [])
        return {
            "files": [(domain, title, unit, rows(domain)) for domain, title, unit in titles() if domain in asked],
            "common": common_names(),
            "refusal": run.state.get("refusal"),
            "game": game_of(run),
            "tries": run.state.get("tries", 0),
            "trials": self.trials,
            "summary": summary(self.trials),
        }

    def facts(self, run: LabRun) -> Facts | None:
        measured = service.measured(run, self.trials)
        return Facts(*measured) if measured else None


def titles() -> tuple[tuple[str, str, str], ...]:
    return (
        ("energie", _("Énergie : les cinq premières lignes sur 2 000"), _("kWh")),
        ("eau", _("Eau : les cinq premières lignes sur 2 000"), _("m³")),
    )


def summary(trials: list[service.Trial]) -> str:
    """The table of the settings, in one sentence."""
    if not trials:
        return ""
    lowest, highest = (pick(trials, key=lambda trial: trial.found.share) for pick in (min, max))
    return ngettext(
        "{high} des foyers reliés à raison, pour {count} réglage essayé.",
        "De {low} à {high} des foyers reliés à raison, pour {count} réglages essayés.",
        len(trials),
    ).format(low=lowest.share, high=highest.share, count=len(trials))
