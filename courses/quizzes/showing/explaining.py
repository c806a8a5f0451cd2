"""An answer explained. Without the key, only what the learner chose is shown, and what is said of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from courses.questions.models import Kind, QuestionRevision
from courses.quizzes.rules import read_number
from courses.quizzes.rules.numbers import NO_UNIT

RIGHT, PARTLY, REVIEW, UNANSWERED = "juste", "partie", "revoir", "sans-reponse"


@dataclass(frozen=True, slots=True)
class Line:
    """One option: what it says, what it was for the learner, what to know about it."""

    text: str
    label: str = ""
    state: str = ""
    feedback: str = ""
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Explanation:
    """`verdict` is one of the four words above; `notes` are said first, `lines` go option by option."""

    verdict: str
    title: str
    notes: tuple[str, ...]
    lines: tuple[Line, ...]


def explain(
    revision: QuestionRevision, answer: Mapping[str, Any] | None, points: Any, *, with_key: bool
) -> Explanation:
    verdict = verdict_of(answer, points)
    lines = tuple(LINES.get(Kind(revision.kind), choice_lines)(revision, answer or {}, with_key))
    notes = tuple(line.feedback for line in lines if line.is_chosen and line.feedback)
    if verdict == RIGHT or len(notes) > 1:
        notes = notes[:1] if verdict == RIGHT else ()
    return Explanation(verdict, title_of(verdict), notes, lines)


def verdict_of(answer: Mapping[str, Any] | None, points: Any) -> str:
    if answer is None:
        return UNANSWERED
    if points == 1:
        return RIGHT
    return PARTLY if points else REVIEW


def title_of(verdict: str) -> str:
    return {
        RIGHT: _("C’est juste"),
        PARTLY: _("En partie juste"),
        REVIEW: _("Pas tout à fait"),
        UNANSWERED: _("Sans réponse"),
    }[verdict]


def choice_lines(revision: QuestionRevision, answer: Mapping[str, Any], with_key: bool) -> Iterator[Line]:
    picked = answer.get("picked", ())
    for option in revision.options:
        is_chosen = option["id"] in picked
        if not with_key:
            if is_chosen:  # ticking everything must not be a way to read every explanation
                feedback = "" if revision.kind == Kind.MULTIPLE else option["feedback"]
                yield Line(option["text"], _("Votre réponse"), "", feedback, True)
            continue
        if option["right"]:
            label = _("Bonne réponse, et la vôtre") if is_chosen else _("Bonne réponse")
            yield Line(option["text"], label, RIGHT, option["feedback"], is_chosen)
        elif is_chosen:
            yield Line(option["text"], _("Votre réponse, à revoir"), REVIEW, option["feedback"], True)
        else:
            yield Line(option["text"], feedback=option["feedback"])


def number_lines(revision: QuestionRevision, answer: Mapping[str, Any], with_key: bool) -> Iterator[Line]:
    typed = read_number(answer.get("text", ""), revision.unit)
    value, tolerance = Fraction(revision.value or 0), Fraction(revision.tolerance or 0)
    right = next(option for option in revision.options if option["right"])
    is_right = typed is not None and abs(typed - value) <= tolerance
    if typed is not None and not is_right:
        foreseen = (option for option in revision.options if read_number(option["text"]) == typed)
        known = next(foreseen, None)
        feedback = known["feedback"] if known else _("Reprenez le calcul pas à pas, en vérifiant l’unité.")
        yield Line(answer["text"], _("Votre réponse, à revoir"), REVIEW, feedback, True)
    elif is_right:
        yield Line(answer["text"], _("Votre réponse, juste"), RIGHT, right["feedback"], True)
    if with_key and (not is_right or typed != value):
        unit = "" if revision.unit == NO_UNIT else f" {revision.unit}"
        yield Line(right["text"] + unit, _("Bonne réponse"), RIGHT, "" if is_right else right["feedback"])


def pair_lines(revision: QuestionRevision, answer: Mapping[str, Any], with_key: bool) -> Iterator[Line]:
    pairs = answer.get("pairs", {})
    rights = {option["match_id"]: option["match"] for option in revision.options}
    for option in revision.options:
        mine = pairs.get(option["id"])
        chosen = _("Votre réponse : {match}").format(match=rights[mine]) if mine in rights else _("Sans réponse")
        if not with_key:
            yield Line(option["text"], chosen)
            continue
        text = _("{left} : {right}").format(left=option["text"], right=option["match"])
        if mine == option["match_id"]:
            yield Line(text, _("Bien placé"), RIGHT, option["feedback"])
        else:
            yield Line(text, chosen, REVIEW, option["feedback"])


def rank_lines(revision: QuestionRevision, answer: Mapping[str, Any], with_key: bool) -> Iterator[Line]:
    ranks = answer.get("ranks", {})
    unknown = len(revision.options) + 1
    place = (lambda one: one["rank"]) if with_key else (lambda one: (ranks.get(one["id"], unknown), one["text"]))
    for option in sorted(revision.options, key=place):
        mine = ranks.get(option["id"])
        chosen = _("Votre rang : {rank}").format(rank=mine) if mine else _("Sans rang")
        if not with_key:
            yield Line(option["text"], chosen)
            continue
        text = _("{rank}. {step}").format(rank=option["rank"], step=option["text"])
        if mine == option["rank"]:
            yield Line(text, _("Bien placé"), RIGHT, option["feedback"])
        else:
            yield Line(text, chosen, REVIEW, option["feedback"])


LINES = {Kind.NUMERIC: number_lines, Kind.MATCHING: pair_lines, Kind.ORDERING: rank_lines}
