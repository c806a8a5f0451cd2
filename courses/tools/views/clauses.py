"""The clause workshop: the contract, its object, then the points by three or four."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.foundation.templatetags.ui import jour
from courses.tools.forms.base import StepForm
from courses.tools.forms.clauses import FRAME, FrameForm, PointsForm
from courses.tools.rules.clauses import interoperability, reversibility, security
from courses.tools.rules.clauses.context import OBJECT
from courses.tools.rules.clauses.parts import PREAMBLE, REVERSIBILITY, SECURITY, Point
from courses.tools.services import clauses as service
from courses.tools.services.kind import Answers
from courses.tools.views.tool_page import Step, ToolPage


@dataclass(frozen=True, slots=True)
class Sitting:
    """Points that are asked on one page."""

    code: str
    family: str
    title: Promise
    points: tuple[Point, ...]


SITTINGS: Final = (
    Sitting("objet", PREAMBLE, gettext_lazy("Ce que vous achetez"), (OBJECT,)),
    Sitting("securite-1", SECURITY, gettext_lazy("Sécurité : ce qui est livré"), security.POINTS[:3]),
    Sitting("securite-2", SECURITY, gettext_lazy("Sécurité : qui entre, et comment on le sait"), security.POINTS[3:6]),
    Sitting("securite-3", SECURITY, gettext_lazy("Sécurité : la fin et les conséquences"), security.POINTS[6:]),
    Sitting(
        "reversibilite-1", REVERSIBILITY, gettext_lazy("Réversibilité : ce qui est rendu"), reversibility.POINTS[:4]
    ),
    Sitting(
        "reversibilite-2",
        REVERSIBILITY,
        gettext_lazy("Réversibilité : aider, essayer, effacer"),
        reversibility.POINTS[4:7],
    ),
    Sitting(
        "reversibilite-3",
        REVERSIBILITY,
        gettext_lazy("Réversibilité : droits, sanction, échanges"),
        (*reversibility.POINTS[7:], interoperability.POINT),
    ),
)
BY_CODE: Final = {sitting.code: sitting for sitting in SITTINGS}


class ClausesPage(ToolPage):
    kind = service.CLAUSES_KIND
    template_name = "tools/clauses.html"

    def steps(self, answers: Answers) -> list[Step]:
        """The contract, its object, then the families chosen; one after the other, up to the first that waits."""
        steps = list(all_steps(answers))
        waiting = next((place for place, step in enumerate(steps) if not step.is_done), len(steps) - 1)
        return steps[: waiting + 1]

    def form(self, step: str, answers: Answers, data: Any = None) -> StepForm:
        if step == FRAME:
            return FrameForm(data, answers=answers, step=step)
        return PointsForm(data, answers=answers, step=step, points=BY_CODE[step].points)


def all_steps(answers: Answers) -> Iterator[Step]:
    yield Step(FRAME, _("Le contrat"), service.has_frame(answers), said_of_frame(answers))
    for sitting in SITTINGS:
        if sitting.family in (PREAMBLE, *answers["families"]):
            is_done = service.are_answered(sitting.points, answers)
            yield Step(sitting.code, str(sitting.title), is_done, said_of_points(sitting.points, answers))


def said_of_frame(answers: Answers) -> str:
    if not service.has_frame(answers):
        return str(answers["project"])
    terms = service.terms_of(answers)
    return _("{project}\nDu {start} au {end}").format(
        project=answers["project"], start=jour(terms.start), end=jour(terms.end)
    )


def said_of_points(points: tuple[Point, ...], answers: Answers) -> str:
    """What was chosen, one question a line."""
    lines = []
    for point in points:
        for question in point.questions:
            picked = [
                _(option.label)
                for option in question.options
                if option.code in answers["choices"].get(question.code, [])
            ]
            if picked:
                lines.append(", ".join(picked))
    return "\n".join(lines)
