"""Classement: each statement into its category."""

from collections.abc import Mapping
from random import Random
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from cms.foundation.typography import french
from courses.h5p.plain.reading import boolean, counted, items, mapping, sequence, text, whole
from courses.h5p.plain.task import REVIEW, RIGHT, Row, Task, TaskForm

RADIOS = 4  # categories; more are a list to open


class Sorting(Task):
    form_template = "h5p/plain/_sorting_form.html"
    review_template = "h5p/plain/_sorting_review.html"
    interaction = "matching"

    def __init__(self, content: Mapping[str, Any], seed: int) -> None:
        super().__init__(content, seed)
        self.categories = [text(each.get("label")) for each in items(content.get("categories"))]
        self.explained = [
            (text(each.get("label")), text(each.get("description")))
            for each in items(content.get("categories"))
            if text(each.get("description"))
        ]
        self.statements = items(content.get("statements"))
        self.order = list(range(len(self.statements)))
        if boolean(mapping(content.get("behaviour")).get("shuffle"), standard=True):
            Random(seed).shuffle(self.order)  # noqa: S311 - mixes statements, guards nothing

    def form(self, answers: Any = None, data: QueryDict | None = None) -> "SortingForm":
        initial = {f"e{index}": category for index, category in enumerate(answers or [])}
        return SortingForm(data, initial=initial, task=self)

    def understood(self, kept: object) -> list[int | None] | None:
        given = sequence(kept)
        if not self.statements or len(given) != len(self.statements):
            return None
        return [whole(category, len(self.categories)) for category in given]

    def response(self, answers: list[int | None]) -> str:
        placed = [(index, category) for index, category in enumerate(answers) if category is not None]
        return "[,]".join(f"e{index}[.]c{category}" for index, category in placed)

    def review(self, answers: list[int | None]) -> list[Row]:
        return [self.row(index, answers[index]) for index in self.order]

    def row(self, index: int, category: int | None) -> Row:
        statement = self.statements[index]
        right = counted(statement.get("category"), len(self.categories))
        return Row(
            text=text(statement.get("text")),
            answer="" if category is None else self.categories[category],
            verdict=RIGHT if category is not None and category == right else REVIEW,
            solution="" if right is None else self.categories[right],
            explanation=text(statement.get("explanation")),
        )


class SortingForm(TaskForm):
    def __init__(self, *args: Any, task: Sorting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.count = len(task.statements)
        choices = list(enumerate(map(french, task.categories)))
        for index in task.order:
            label = text(task.statements[index].get("text"))
            self.fields[f"e{index}"] = forms.ChoiceField(
                label=label,
                choices=choices if len(choices) <= RADIOS else [("", _("Choisissez une catégorie")), *choices],
                widget=forms.RadioSelect if len(choices) <= RADIOS else forms.Select,
                error_messages={"required": _("Choisissez une catégorie pour « {text} »").format(text=label)},
            )

    def answers(self) -> list[int]:
        return [int(self.cleaned_data[f"e{index}"]) for index in range(self.count)]
