"""The investment decision sheet: answers as they travel, and the sheet that they lead to."""

from datetime import datetime
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.tools.catalogue import DECISION
from courses.tools.documents import Part, Reading, Sheet, Table, Verdict, by_hand, lowered
from courses.tools.rules import decision as rules
from courses.tools.rules import reading
from courses.tools.services.kind import Answers, Kind

VERSION: Final = "2026-11"
PROJECT_LENGTH: Final = 120
REASON_LENGTH: Final = 1500


def read(sent: Answers) -> Answers:
    """`{"project": …, "answers": {"D1": {"yes": …, "reason": …, "points": {…}}}}`; a draft has no `yes` yet."""
    answers = reading.mapping(sent.get("answers", {}))
    reading.one_of_each(answers, rules.BY_CODE)
    return {
        "project": reading.line(sent.get("project", ""), longest=PROJECT_LENGTH),
        "answers": {
            code: read_answer(question, reading.mapping(answers[code]))
            for code, question in rules.BY_CODE.items()
            if code in answers
        },
    }


def read_answer(question: rules.Question, sent: dict[str, Any]) -> dict[str, Any]:
    reason = reading.text(sent.get("reason", ""), longest=REASON_LENGTH)
    if not question.points:
        yes = sent.get("yes")
        return {"yes": None if yes is None else reading.yes_or_no(yes), "reason": reason}
    points = reading.mapping(sent.get("points", {}))
    codes = [point.code for point in question.points]
    reading.one_of_each(points, codes)
    said = {code: reading.yes_or_no(points[code]) for code in codes if code in points}
    return {"points": said, "reason": reason}


def answers_in(answers: Answers) -> dict[str, rules.Answer]:
    """What was answered for good, as the rules take it: a draft is no answer."""
    found = {}
    for code, given in answers["answers"].items():
        question = rules.BY_CODE[code]
        if question.points:
            said: dict[str, bool] = given["points"]
            if len(said) == len(question.points):
                positive = frozenset(point for point, yes in said.items() if yes)
                found[code] = rules.answered(question, yes=False, reason=given["reason"], points=positive)
        elif given["yes"] is not None:
            found[code] = rules.answered(question, yes=given["yes"], reason=given["reason"])
    return found


def path_of(answers: Answers) -> rules.Path:
    return rules.follow(answers_in(answers))


def is_complete(answers: Answers) -> bool:
    return bool(answers["project"]) and path_of(answers).outcome is not None


def title(answers: Answers) -> str:
    return str(answers["project"])


def spoken(step: rules.Step) -> str:
    """« Oui » or « Non », with what is missing of a question that has several points."""
    said = _("Oui") if step.answer.yes else _("Non")
    missing = [_(point.name) for point in step.question.points if point.code not in step.answer.points]
    return _("{said} (il manque : {missing})").format(said=said, missing=", ".join(missing)) if missing else said


def sheet(answers: Answers, made_at: datetime) -> Sheet:
    path = path_of(answers)
    outcome = path.outcome
    assert outcome is not None  # noqa: S101 - only complete answers come here
    last = path.steps[-1]
    return Sheet(
        title=str(DECISION.title),
        subject=answers["project"],
        made_at=made_at,
        warning=_(
            "Les questions suivent les cadres de l’annexe 3 du rapport de 2017. Le schéma d’origine a perdu ses "
            "flèches : l’ordre des questions et leur forme sont notre reconstitution, et se discutent. La fiche "
            "n’attribue aucune note et ne décide pas à votre place."
        ),
        parts=tuple(
            part
            for part in (
                Part(
                    title=_("Où mènent vos réponses"),
                    verdict=Verdict("info", f"{outcome.code}. {_(outcome.title)}", _(outcome.text)),
                    facts=(
                        (_("La réponse qui décide"), f"{last.question.code}. {_(last.question.text)} {spoken(last)}"),
                    ),
                    texts=(_(outcome.why),),
                ),
                reasons(path),
                tasks(path),
                Part(title=_("Pièces à produire"), points=tuple(_(paper) for paper in outcome.papers)),
                way(path),
                justifications(path),
                Part(
                    title=_("Pour la suite, relisez"),
                    readings=tuple(Reading(code, lowered(_(why))) for code, why in lessons(path, outcome)),
                ),
                by_hand(_("Fiche remplie par (personne élue, personne technicienne)"), _("À rouvrir le")),
            )
            if part is not None
        ),
        sources=(
            _(
                "Rapport de Luc Belot, « De la smart city au territoire d’intelligence(s) », avril 2017, annexe 3 "
                "(fiche de décision d’investissement), propositions n° 1 et n° 14."
            ),
            _("Leçon INT-4 de ce cours, pour l’enchaînement reconstitué."),
        ),
    )


def reasons(path: rules.Path) -> Part | None:
    """The rule of honesty: said, never scored."""
    if not path.unjustified:
        return None
    count = len(path.unjustified)
    return Part(
        title=_("À justifier avant de décider"),
        verdict=Verdict(
            "revoir",
            ngettext(
                "{count} « oui » n’a pas encore de raison écrite",
                "{count} « oui » n’ont pas encore de raison écrite",
                count,
            ).format(count=count),
            _(
                "Un « oui » sans preuve est un « peut-être ». Écrivez au moins {least} signes : un document, un nom, "
                "une date."
            ).format(least=rules.REASON_LENGTH),
        ),
        points=tuple(f"{step.question.code}. {_(step.question.text)}" for step in path.unjustified),
    )


def tasks(path: rules.Path) -> Part | None:
    if not path.tasks:
        return None
    return Part(
        title=_("À faire en chemin"),
        facts=tuple((_(task.title), _(task.text)) for task in path.tasks),
    )


def way(path: rules.Path) -> Part:
    rows = tuple(
        (
            f"{step.question.code}. {_(step.question.text)}",
            spoken(step),
            _(step.task.title) if step.task else "–",
        )
        for step in path.steps
    )
    return Part(
        title=_("Le chemin parcouru"),
        table=Table(_("Vos réponses, dans l’ordre"), (_("Question"), _("Réponse"), _("Ce qu’elle demande")), rows),
    )


def justifications(path: rules.Path) -> Part | None:
    given = tuple((step.question.code, step.answer.reason) for step in path.steps if step.answer.reason)
    return Part(title=_("Vos justifications"), facts=given) if given else None


def lessons(path: rules.Path, outcome: rules.Outcome) -> list[tuple[str, str]]:
    """What the tasks refer to, then what the outcome refers to; each lesson once."""
    found = {task.lesson: task.title for task in path.tasks}
    for code, why in outcome.lessons:
        found.setdefault(code, why)
    return list(found.items())


DECISION_KIND: Final = Kind(
    tool=DECISION, version=VERSION, read=read, is_complete=is_complete, title=title, sheet=sheet
)
