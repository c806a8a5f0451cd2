"""The investment decision sheet, one question a page."""

from typing import Any

from django.utils.translation import gettext as _

from courses.tools.forms.base import StepForm
from courses.tools.forms.decision import PROJECT, ProjectForm, QuestionForm
from courses.tools.rules.decision import BY_CODE, OUTCOMES, STAGE
from courses.tools.services.decision import DECISION_KIND, path_of, spoken
from courses.tools.services.kind import Answers
from courses.tools.views.tool_page import Step, ToolPage


class DecisionPage(ToolPage):
    kind = DECISION_KIND
    template_name = "tools/decision.html"

    def steps(self, answers: Answers) -> list[Step]:
        """The project, the questions that the path went through, then the next one; the others wait in the answers."""
        path = path_of(answers)
        steps = [Step(PROJECT, _("Votre projet"), bool(answers["project"]), answers["project"])]
        steps += [
            Step(step.question.code, f"{step.question.code}. {_(step.question.text)}", True, spoken(step))
            for step in path.steps
        ]
        if path.next_question:
            question = BY_CODE[path.next_question]
            steps.append(Step(question.code, f"{question.code}. {_(question.text)}", False))
        return steps

    def form(self, step: str, answers: Answers, data: Any = None) -> StepForm:
        form = ProjectForm if step == PROJECT else QuestionForm
        return form(data, answers=answers, step=step)

    def context(self, answers: Answers) -> dict[str, Any]:
        return {"outcomes": OUTCOMES, "stage": STAGE}
