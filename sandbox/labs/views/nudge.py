"""Lab 9: a nudge by comparison."""

from typing import Any

from django.utils.translation import gettext as _

from cms.foundation.errors import DomainError
from cms.foundation.numbers import rounded
from sandbox.labs.catalogue import lab
from sandbox.labs.forms.nudge import REACH, WORDING, DifferenceForm, GroupForm, WordingForm
from sandbox.labs.models import LabRun
from sandbox.labs.rules.comparison import MINIMUM, Standing
from sandbox.labs.services import nudge as service
from sandbox.labs.views.lab_page import Action, Facts, LabPage
from sandbox.town.rules import DISTRICT_NAMES, ZONE_NAMES
from sandbox.vault.charts import Bar, BarChart


class NudgePage(LabPage):
    lab = lab(9)
    template_name = "labs/nudge.html"
    actions = {
        "groupe": Action(GroupForm, service.choose_group, "groupe"),
        "message": Action(WordingForm, service.choose_wording, "message"),
        "difference": Action(DifferenceForm, service.name_difference, "difference"),
    }

    def initial(self, run: LabRun, action: str) -> dict[str, Any]:
        if action == "groupe":
            chosen = service.asked(run)
            heating = chosen.get("electric_heating")
            return {**chosen, "electric_heating": "" if heating is None else "oui" if heating else "non"}
        return {"wording": run.state.get("wording")} if action == "message" else {}

    def context(self, run: LabRun) -> dict[str, Any]:
        home = service.home_of(run)
        group = service.group_for(run)
        place, refusal = None, ""
        try:
            place = service.place_in(run, group) if group else None
        except DomainError as refused:  # an altered chunk: the rest of the page does not need it
            refusal = str(refused)
        wording = run.state.get("wording")
        return {
            "home": home,
            "zone": ZONE_NAMES[home.zone],
            "district": DISTRICT_NAMES[home.district],
            "minimum": MINIMUM,
            "sizes": [(REACH[reach], size) for reach, size in service.sizes(run)],
            "group": group,
            "standing": place,
            "refusal": refusal,
            "chart": comparison_chart(place) if place else None,
            "sentences": [(WORDING[code], said) for code, said in service.sentences(place)] if place else [],
            "own_sentence": service.sentence(place, wording) if place and wording else "",
            "totals": [(total.what, total.size, rounded(total.total, 1)) for total in service.published(run)],
        }

    def facts(self, run: LabRun) -> Facts | None:
        measured = service.measured(run)
        return Facts(*measured) if measured else None


def comparison_chart(place: Standing) -> BarChart:
    bars = [Bar(label, value, rounded(value), own) for label, value, own in service.chart_values(place)]
    description = _(
        "Vous : {own} kWh. Un quart du groupe est sous {low} kWh (1/4), la moitié sous {median} kWh (médiane), trois "
        "quarts sous {high} kWh (3/4)."
    )
    return BarChart(
        key="comparaison",
        title=_("Votre électricité de 2025, parmi {size} foyers comparables").format(size=place.size),
        description=description.format(
            own=rounded(place.own),
            low=rounded(place.low),
            high=rounded(place.high),
            median=rounded(place.median),
        ),
        heading=_("Foyer"),
        unit=_("kWh en 2025"),
        bars=bars,
    )
