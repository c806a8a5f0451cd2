"""The choice of an audience, then the sheet of the twelve questions."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from cms.accounts.models import Audience
from courses.positioning.papers import Paper
from courses.questions.models import QuestionRevision
from courses.quizzes.answers import AnswerRefused, as_typed, read_answer
from courses.quizzes.keys import shuffled_order
from courses.quizzes.showing import Asked, asked

Answer = dict[str, Any] | None


class AudienceForm(forms.Form):
    """Questions are chosen for an audience, as pathways are."""

    public = forms.ChoiceField(
        label=_("Je réponds en tant que"),
        choices=Audience.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Cochez le public qui vous ressemble le plus."),
            "invalid_choice": _("Cochez l’un des publics de la liste."),
        },
    )


@dataclass(frozen=True, slots=True)
class Posed:
    """One question of the sheet, with what was typed if it came back; its fields are named from `prefix`."""

    position: int
    prefix: str
    asked: Asked
    refusal: AnswerRefused | None = None

    @property
    def anchor(self) -> str:
        """Where the summary of errors leads: the first control."""
        return f"r-{self.prefix}{self.asked.first_control.removeprefix('r-')}"


class AnswerSheet:
    """What a browser sent for a whole paper. A question left alone is « je ne sais pas », not a fault."""

    def __init__(self, paper: Paper, data: QueryDict | None = None) -> None:
        self.paper = paper
        self.answers: list[Answer] = []
        self.questions: list[Posed] = []
        for position, revision in enumerate(paper.revisions, start=1):
            answer, posed = self.read(position, revision, data)
            self.answers.append(answer)
            self.questions.append(posed)
        self.is_empty = data is not None and not any(
            name.startswith("q") and value.strip() for name, values in data.lists() for value in values
        )

    def read(self, position: int, revision: QuestionRevision, data: QueryDict | None) -> tuple[Answer, Posed]:
        prefix = f"q{position}-"
        # The same order each time: a sheet that comes back looks as it did.
        order = shuffled_order(revision, Random(revision.pk))  # noqa: S311 - mixes options, guards nothing
        if data is None:
            return None, Posed(position, prefix, asked(revision, order, None))
        sent = part_of(data, prefix)
        typed, answer, refusal = as_typed(revision, sent), None, None
        if any(value for _name, values in sent.lists() for value in values):
            try:
                answer = read_answer(revision, sent)
            except AnswerRefused as fault:
                refusal = fault
        return answer, Posed(position, prefix, asked(revision, order, answer or typed), refusal)

    @property
    def faults(self) -> list[Posed]:
        return [question for question in self.questions if question.refusal is not None]

    def is_valid(self) -> bool:
        return not self.faults and not self.is_empty

    def graded(self) -> Iterator[tuple[QuestionRevision, Answer]]:
        """Each question with its answer, None for « je ne sais pas »."""
        return zip(self.paper.revisions, self.answers, strict=True)


def part_of(data: QueryDict, prefix: str) -> QueryDict:
    """The fields of one question under their own names, without what was left empty."""
    part = QueryDict(mutable=True)
    for name, values in data.lists():
        if name.startswith(prefix):
            part.setlist(name.removeprefix(prefix), [value for value in values if value.strip()])
    return part
