"""Comparaison: a level in each cell, then an argument."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from cms.foundation.typography import french
from courses.h5p.plain.reading import boolean, counted, items, mapping, position, sequence, text, whole
from courses.h5p.plain.task import EMPTY, REVIEW, RIGHT, Part, Row, Task, TaskForm

LONGEST_ARGUMENT = 10_000
ADVISED_WORDS = 20


@dataclass(frozen=True, slots=True)
class Label:
    label: str
    help: str


@dataclass(frozen=True, slots=True)
class Expected:
    level: int
    explanation: str


class Comparing(Task):
    form_template = "h5p/plain/_comparing_form.html"
    review_template = "h5p/plain/_comparing_review.html"
    blank_template = "h5p/plain/_comparing_blank.html"
    interaction = "compound"  # H5P's own word for what is made of several parts

    def __init__(self, content: Mapping[str, Any], seed: int) -> None:
        super().__init__(content, seed)
        argument = mapping(content.get("argument"))
        advised = position(argument.get("minimumWords"))
        self.columns = labels(content.get("columns"))
        self.rows = labels(content.get("rows"))
        self.scale = [text(level) for level in sequence(content.get("scale"))]
        self.prompt = text(argument.get("prompt"))
        self.can_print = boolean(mapping(content.get("behaviour")).get("enablePrint"), standard=True)
        self.advised_words = ADVISED_WORDS if advised is None else advised
        self.expected: dict[tuple[int, int], Expected] = {}
        for cell in items(content.get("expected")):
            row = counted(cell.get("row"), len(self.rows))
            column = counted(cell.get("column"), len(self.columns))
            level = counted(cell.get("level"), len(self.scale))
            if row is not None and column is not None and level is not None:
                self.expected.setdefault((row, column), Expected(level, text(cell.get("explanation"))))

    @property
    def cells(self) -> list[tuple[int, int]]:
        return [(row, column) for row in range(len(self.rows)) for column in range(len(self.columns))]

    def name_of(self, row: int, column: int) -> str:
        return f"{self.rows[row].label}, {self.columns[column].label}"

    def form(self, answers: Any = None, data: QueryDict | None = None) -> "ComparingForm":
        initial: dict[str, Any] = {}
        if answers:
            initial = {f"r{row}c{column}": answers["levels"][row][column] for row, column in self.cells}
            initial["argument"] = answers["argument"]
        return ComparingForm(data, initial=initial, task=self)

    def understood(self, kept: object) -> dict[str, Any] | None:
        lines = [sequence(line) for line in sequence(mapping(kept).get("levels"))]
        if not lines or [len(line) for line in lines] != [len(self.columns)] * len(self.rows):
            return None
        argument = mapping(kept).get("argument")
        return {
            "levels": [[whole(level, len(self.scale)) for level in line] for line in lines],
            "argument": argument if isinstance(argument, str) else "",
        }

    def response(self, answers: dict[str, Any]) -> str:
        levels = answers["levels"]
        filled = [(row, column) for row, column in self.cells if levels[row][column] is not None]
        return "[,]".join(f"r{row}[.]c{column}[.]l{levels[row][column]}" for row, column in filled)

    def parts(self, answers: dict[str, Any]) -> tuple[Part, ...]:
        return (
            Part("cells", "matching", self.instruction, self.response(answers)),
            Part("argument", "long-fill-in", self.prompt or _("Votre argumentation"), answers["argument"]),
        )

    def review(self, answers: dict[str, Any]) -> list[tuple[Label, list[Row]]]:
        return [
            (label, [self.reviewed(row, column, answers["levels"][row][column]) for column in range(len(self.columns))])
            for row, label in enumerate(self.rows)
        ]

    def reviewed(self, row: int, column: int, level: int | None) -> Row:
        expected = self.expected.get((row, column))
        verdict = ""
        if level is None:
            verdict = EMPTY
        elif expected is not None:
            verdict = RIGHT if level == expected.level else REVIEW
        return Row(
            text=self.columns[column].label,
            answer="" if level is None else self.scale[level],
            verdict=verdict,
            solution=self.scale[expected.level] if expected else "",
            explanation=expected.explanation if expected else "",
        )

    @property
    def solution(self) -> list[tuple[str, str, str]]:
        """The cells where something is expected: their name, the level, and why."""
        return [
            (self.name_of(*cell), self.scale[expected.level], expected.explanation)
            for cell in self.cells
            if (expected := self.expected.get(cell))
        ]

    def kept_for_a_new_try(self, answers: dict[str, Any]) -> dict[str, Any]:
        """The argument is to be reworked, not written again."""
        return {"levels": [[None] * len(self.columns) for _row in self.rows], "argument": answers["argument"]}


def labels(value: object) -> list[Label]:
    return [Label(text(each.get("label")), text(each.get("help"))) for each in items(value)]


class ComparingForm(TaskForm):
    def __init__(self, *args: Any, task: Comparing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.task = task
        levels = [("", _("Choisissez")), *enumerate(map(french, task.scale))]
        for cell in task.cells:
            name = task.name_of(*cell)
            self.fields["r{}c{}".format(*cell)] = forms.TypedChoiceField(
                label=name,
                choices=levels,
                coerce=int,
                widget=forms.Select(attrs={"aria-label": name}),
                error_messages={"required": _("Choisissez un niveau pour « {name} »").format(name=name)},
            )
        self.fields["argument"] = forms.CharField(
            label=_("Votre argumentation"),
            max_length=LONGEST_ARGUMENT,
            widget=forms.Textarea(attrs={"rows": 6}),
            help_text=f"{task.prompt} {self.advice()}".strip(),
            error_messages={"required": _("Écrivez votre argumentation, même en une phrase.")},
        )

    def advice(self) -> str:
        words = self.task.advised_words
        return _("Au moins {words} mots sont conseillés.").format(words=words) if words else ""

    @property
    def lines(self) -> list[tuple[Label, list[tuple[Label, forms.BoundField]]]]:
        """The table: each criterion with its fields, column by column."""
        return [
            (label, [(heading, self[f"r{row}c{column}"]) for column, heading in enumerate(self.task.columns)])
            for row, label in enumerate(self.task.rows)
        ]

    def answers(self) -> dict[str, Any]:
        levels = [
            [self.cleaned_data[f"r{row}c{column}"] for column in range(len(self.task.columns))]
            for row in range(len(self.task.rows))
        ]
        return {"levels": levels, "argument": self.cleaned_data["argument"]}
