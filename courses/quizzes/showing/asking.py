"""A question with its controls, in the order that the paper froze."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from courses.questions.models import Kind, QuestionRevision
from courses.quizzes.keys import CHOICES
from courses.quizzes.rules.numbers import NO_UNIT

HINTS = {
    **dict.fromkeys(CHOICES, _("Une seule réponse.")),
    Kind.MULTIPLE: _("Plusieurs réponses possibles."),
    Kind.NUMERIC: _("Écrivez un nombre. La virgule et les espaces sont acceptés."),
    Kind.MATCHING: _("Choisissez dans chaque liste ce qui va avec la ligne."),
    Kind.ORDERING: _("Donnez un rang à chaque étape, 1 pour la première."),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One control: `value` is what it sends, or what was chosen beside it."""

    id: str
    text: str
    value: str = ""
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question’s form is made of; `shape` names the fragment that draws it."""

    shape: str
    stem: str
    hint: Any
    rows: tuple[Row, ...]
    choices: tuple[tuple[str, str], ...] = ()
    typed: str = ""
    unit: str = ""

    @property
    def first_control(self) -> str:
        """Where the summary of errors leads."""
        return f"r-{self.rows[0].id}" if self.rows else "r-nombre"


def asked(revision: QuestionRevision, order: Any, answer: Mapping[str, Any] | None) -> Asked:
    """`answer` is the saved one, or what was just typed and refused."""
    kind, given = Kind(revision.kind), answer or {}
    texts = {option["id"]: option["text"] for option in revision.options}
    hint = HINTS[kind]
    if kind == Kind.NUMERIC:
        unit = "" if revision.unit == NO_UNIT else revision.unit
        return Asked("number", revision.stem, hint, (), typed=given.get("text", ""), unit=unit)
    if kind == Kind.MATCHING:
        pairs = given.get("pairs", {})
        rights = {option["match_id"]: option["match"] for option in revision.options}
        choices = tuple((identifier, rights[identifier]) for identifier in order["right"])
        rows = tuple(Row(each, texts[each], value=pairs.get(each, "")) for each in order["left"])
        return Asked("pairs", revision.stem, hint, rows, choices)
    if kind == Kind.ORDERING:
        ranks = given.get("ranks", {})
        choices = tuple((str(rank), str(rank)) for rank in range(1, len(order) + 1))
        rows = tuple(Row(each, texts[each], value=str(ranks.get(each, ""))) for each in order)
        return Asked("ranks", revision.stem, hint, rows, choices)
    picked = given.get("picked", ())
    rows = tuple(Row(each, texts[each], is_chosen=each in picked) for each in order)
    return Asked("several" if kind == Kind.MULTIPLE else "one", revision.stem, hint, rows)
