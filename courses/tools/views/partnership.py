"""The partnership test: the needs, the search, the solutions, then one page for each."""

from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.tools.forms.base import StepForm
from courses.tools.forms.partnership import NEEDS, SEARCH, SOLUTIONS, CoverageForm, NeedsForm, SearchForm, SolutionsForm
from courses.tools.rules.partnership import PRECAUTIONS
from courses.tools.services.kind import Answers
from courses.tools.services.partnership import PARTNERSHIP_KIND, has_needs, has_precautions, is_covered
from courses.tools.views.tool_page import Step, ToolPage

SOLUTION: Final = "solution-"


class PartnershipPage(ToolPage):
    kind = PARTNERSHIP_KIND
    template_name = "tools/partnership.html"

    def steps(self, answers: Answers) -> list[Step]:
        """All of them are known from the start but the solutions, that come once they are named."""
        solutions = answers["solutions"]
        steps = [
            Step(NEEDS, _("Les besoins"), has_needs(answers), said_of_needs(answers)),
            Step(SEARCH, _("La recherche"), has_precautions(answers), said_of_search(answers)),
            Step(SOLUTIONS, _("Les solutions recensées"), solutions is not None, said_of_solutions(solutions or [])),
        ]
        done = [done for done in range(len(steps)) if not steps[done].is_done]
        if done:  # one step after the other, up to the first that waits
            return steps[: done[0] + 1]
        return steps + [
            Step(
                f"{SOLUTION}{place + 1}",
                _("Face aux besoins : {name}").format(name=one["name"]),
                is_covered(one, answers),
                said_of_cells(one, answers),
            )
            for place, one in enumerate(solutions)
        ]

    def form(self, step: str, answers: Answers, data: Any = None) -> StepForm:
        if step.startswith(SOLUTION):
            place = int(step.removeprefix(SOLUTION)) - 1
            return CoverageForm(data, answers=answers, step=step, place=place)
        return {NEEDS: NeedsForm, SEARCH: SearchForm, SOLUTIONS: SolutionsForm}[step](data, answers=answers, step=step)


def said_of_needs(answers: Answers) -> str:
    main, extra = len(answers["main"]), len(answers["extra"])
    one = ngettext("{count} besoin principal", "{count} besoins principaux", main).format(count=main)
    other = ngettext("{count} besoin accessoire", "{count} besoins accessoires", extra).format(count=extra)
    return f"{answers['project']}\n{one}, {other}"


def said_of_search(answers: Answers) -> str:
    taken = sum(cell == "oui" for cell in answers["precautions"].values())
    return ngettext("{count} précaution prise sur {total}", "{count} précautions prises sur {total}", taken).format(
        count=taken, total=len(PRECAUTIONS)
    )


def said_of_solutions(solutions: list[dict[str, Any]]) -> str:
    return ", ".join(one["name"] for one in solutions) or _("Aucune")


def said_of_cells(solution: dict[str, Any], answers: Answers) -> str:
    covered = sum(cell == "oui" for cell in solution["covers"].values())
    total = len(answers["main"]) + len(answers["extra"])
    return ngettext("{count} besoin couvert sur {total}", "{count} besoins couverts sur {total}", covered).format(
        count=covered, total=total
    )
