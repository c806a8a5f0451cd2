"""Ordre: each step at its rank."""

from collections.abc import Mapping
from random import Random
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from courses.h5p.plain.reading import items, sequence, text, whole
from courses.h5p.plain.task import REVIEW, RIGHT, Row, Task, TaskForm

DRAWS = 50  # one in three or so leaves no step at its own place


class Ordering(Task):
    form_template = "h5p/plain/_ordering_form.html"
    review_template = "h5p/plain/_ordering_review.html"
    interaction = "sequencing"

    def __init__(self, content: Mapping[str, Any], seed: int) -> None:
        super().__init__(content, seed)
        steps = items(content.get("steps"))
        self.steps = [text(step.get("text")) for step in steps]
        self.explanations = [text(step.get("explanation")) for step in steps]
        self.mixed = mixed(len(steps), seed)

    def form(self, answers: Any = None, data: QueryDict | None = None) -> "OrderingForm":
        initial = {f"e{step}": rank for rank, step in enumerate(answers or [], start=1)}
        return OrderingForm(data, initial=initial, task=self)

    def understood(self, kept: object) -> list[int] | None:
        order = [whole(step, len(self.steps)) for step in sequence(kept)]
        if not order or set(order) != set(range(len(self.steps))) or len(order) != len(self.steps):
            return None
        return [step for step in order if step is not None]

    def response(self, answers: list[int]) -> str:
        return "[,]".join(f"e{step}" for step in answers)

    def review(self, answers: list[int]) -> list[Row]:
        return [
            Row(
                text=self.steps[step],
                answer=_("rang {rank}").format(rank=rank),
                verdict=RIGHT if step + 1 == rank else REVIEW,
                solution=str(step + 1),
                explanation=self.explanations[step],
            )
            for rank, step in enumerate(answers, start=1)
        ]

    @property
    def solution(self) -> list[tuple[str, str]]:
        return list(zip(self.steps, self.explanations, strict=True))


def mixed(count: int, seed: int) -> list[int]:
    """An order where no step stands at its own place: leaving it as it is answers nothing."""
    dice = Random(seed)  # noqa: S311 - mixes steps, guards nothing
    for _draw in range(DRAWS):
        order = dice.sample(range(count), count)
        if all(step != place for place, step in enumerate(order)):
            return order
    return [(step + 1) % count for step in range(count)]


class OrderingForm(TaskForm):
    def __init__(self, *args: Any, task: Ordering, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ranks = [(rank, rank) for rank in range(1, len(task.steps) + 1)]
        for step in task.mixed:
            label = task.steps[step]
            self.fields[f"e{step}"] = forms.TypedChoiceField(
                label=label,
                choices=[("", _("Choisissez un rang")), *ranks],
                coerce=int,
                error_messages={"required": _("Choisissez un rang pour « {text} »").format(text=label)},
            )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        taken: set[int] = set()
        for name in self.fields:
            rank = given.get(name)
            if rank in taken:
                message = _("Donnez un rang différent à chaque étape : le rang {rank} est choisi deux fois.")
                self.add_error(name, message.format(rank=rank))
            elif rank is not None:
                taken.add(rank)
        return given

    def answers(self) -> list[int]:
        names = sorted(self.fields, key=lambda name: int(self.cleaned_data[name]))
        return [int(name[1:]) for name in names]
