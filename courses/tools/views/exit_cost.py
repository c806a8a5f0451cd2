"""The exit-cost calculator: the contract, then the expenses."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from courses.tools.forms.base import StepForm
from courses.tools.forms.exit_cost import CONTRACT, EXPENSES, ContractForm, ExpensesForm
from courses.tools.services import exit_cost as service
from courses.tools.services.kind import Answers
from courses.tools.views.tool_page import Step, ToolPage


class ExitCostPage(ToolPage):
    kind = service.EXIT_COST_KIND
    template_name = "tools/exit_cost.html"

    def steps(self, answers: Answers) -> list[Step]:
        has_contract = service.has_contract(answers)
        steps = [Step(CONTRACT, _("Le contrat"), has_contract, said_of_contract(answers))]
        if has_contract:
            steps.append(Step(EXPENSES, _("Les dépenses"), service.has_lines(answers), said_of_lines(answers)))
        return steps

    def form(self, step: str, answers: Answers, data: Any = None) -> StepForm:
        form = ContractForm if step == CONTRACT else ExpensesForm
        return form(data, answers=answers, step=step)


def said_of_contract(answers: Answers) -> str:
    if not service.has_contract(answers):
        return str(answers["project"])
    return _("{project}\n{yearly} par an").format(
        project=answers["project"], yearly=service.euros(Decimal(answers["yearly"]))
    )


def said_of_lines(answers: Answers) -> str:
    if not service.is_complete(answers):
        return ""
    return _("{total} au total").format(total=service.euros(service.estimate_of(answers).likely.total))
