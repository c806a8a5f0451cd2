"""The organisation exercise: rebuild, compare, weigh, contest, evolve."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.tools.forms.base import StepForm
from courses.tools.forms.organisation import (
    COMPARE,
    CONTEST,
    EVOLVE,
    REBUILD,
    WEIGH,
    CompareForm,
    ContestForm,
    EvolveForm,
    RebuildForm,
    WeighForm,
)
from courses.tools.rules.organisation import leaders_of, ranking
from courses.tools.rules.table_5 import MODES, ODDITIES, SHORT, TABLE
from courses.tools.services import organisation as service
from courses.tools.services.kind import Answers
from courses.tools.views.tool_page import Step, ToolPage


class OrganisationPage(ToolPage):
    kind = service.ORGANISATION_KIND
    template_name = "tools/organisation.html"

    def steps(self, answers: Answers) -> list[Step]:
        """One after the other, up to the first that waits."""
        steps = [
            Step(REBUILD, _("Reconstituer le tableau"), service.rebuilt(answers).is_full, said_of_table(answers)),
            Step(COMPARE, _("Comparer avec le rapport"), answers["compared"]),
            Step(WEIGH, _("Peser les critères"), service.has_weights(answers), said_of_weights(answers)),
            Step(CONTEST, _("Contester une case"), service.has_objection(answers), said_of_objections(answers)),
            Step(EVOLVE, _("Faire évoluer"), service.has_path(answers), said_of_path(answers)),
        ]
        waiting = next((place for place, step in enumerate(steps) if not step.is_done), len(steps) - 1)
        return steps[: waiting + 1]

    def form(self, step: str, answers: Answers, data: Any = None) -> StepForm:
        forms = {
            REBUILD: RebuildForm,
            COMPARE: CompareForm,
            WEIGH: WeighForm,
            CONTEST: ContestForm,
            EVOLVE: EvolveForm,
        }
        return forms[step](data, answers=answers, step=step)

    def context(self, answers: Answers) -> dict[str, Any]:
        context: dict[str, Any] = {"oddities": ODDITIES}
        if service.rebuilt(answers).is_full:
            context["compared"] = service.compared(service.rebuilt(answers))
        if service.has_weights(answers):
            leaders = leaders_of(ranking(answers["weights"], answers["size"]))
            context["leaders"] = service.modes(leaders)
            context["several"] = len(leaders) > 1
        return context


def said_of_table(answers: Answers) -> str:
    right = service.rebuilt(answers).right
    return ngettext(
        "{count} signe sur {total} est celui du rapport", "{count} signes sur {total} sont ceux du rapport", right
    ).format(count=right, total=len(TABLE))


def said_of_weights(answers: Answers) -> str:
    weights = ", ".join(f"{_(SHORT[code])} {weight}" for code, weight in answers["weights"].items())
    return f"{answers['project']}\n{weights}"


def said_of_objections(answers: Answers) -> str:
    counted = [objection for objection in service.objections_in(answers) if objection.counts]
    return ngettext("{count} case contestée", "{count} cases contestées", len(counted)).format(count=len(counted))


def said_of_path(answers: Answers) -> str:
    path = answers["path"]
    if not path["now"]:
        return ""
    first = _("{mode}, {months} mois").format(mode=_(MODES[path["now"]]), months=path["months"])
    return _("{first}, puis {mode}").format(first=first, mode=_(MODES[path["then"]]).lower()) if path["then"] else first
