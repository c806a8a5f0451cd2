"""Arbre de décision: one question at a time, until an outcome."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.h5p.plain.reading import boolean, counted, items, mapping, sequence, text, whole
from courses.h5p.plain.task import Task, TaskForm

Path = list[list[int]]

VERDICTS: Mapping[str, str | Promise] = {
    "favorable": gettext_lazy("Favorable"),
    "prudence": gettext_lazy("Avec prudence"),
    "defavorable": gettext_lazy("Défavorable"),
    "neutre": gettext_lazy("Pour information"),
}


@dataclass(frozen=True, slots=True)
class Question:
    text: str
    help: str
    choices: tuple[str, ...]
    targets: tuple["Target", ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    title: str
    text: str
    kind: str

    @property
    def verdict(self) -> str | Promise:
        return VERDICTS[self.kind]


@dataclass(frozen=True, slots=True)
class Target:
    """Where a choice leads; neither: its author has not said yet."""

    question: int | None = None
    outcome: int | None = None


@dataclass(frozen=True, slots=True)
class Way:
    """A choice, and where it leads: the number of a question from 1, an outcome, or nowhere yet."""

    choice: str
    question: int | None
    outcome: Outcome | None


@dataclass(frozen=True, slots=True)
class Step:
    question: str
    answer: str


class Deciding(Task):
    form_template = "h5p/plain/_deciding_form.html"
    review_template = "h5p/plain/_deciding_review.html"
    blank_template = "h5p/plain/_deciding_blank.html"
    interaction = "other"

    def __init__(self, content: Mapping[str, Any], seed: int) -> None:
        super().__init__(content, seed)
        outcomes = items(content.get("outcomes"))
        questions = items(content.get("questions"))
        self.outcomes = [
            Outcome(
                text(each.get("title")),
                text(each.get("text")),
                each["verdict"] if each.get("verdict") in (*VERDICTS,) else "neutre",
            )
            for each in outcomes
        ]
        self.questions = [
            Question(
                text=text(each.get("text")),
                help=text(each.get("help")),
                choices=tuple(text(choice.get("text")) for choice in items(each.get("choices"))),
                targets=tuple(
                    target_of(choice, len(questions), len(outcomes)) for choice in items(each.get("choices"))
                ),
            )
            for each in questions
        ]
        self.can_print = boolean(mapping(content.get("behaviour")).get("enablePrint"), standard=True)

    def form(self, answers: Any = None, data: QueryDict | None = None) -> "DecidingForm":
        return DecidingForm(data, task=self, path=answers or [])

    def place(self, path: Path) -> Target:
        if not path:
            return Target(question=0 if self.questions else None)
        question, choice = path[-1]
        return self.questions[question].targets[choice]

    def understood(self, kept: object) -> Path | None:
        """A path that this content still allows, step by step, without coming back to a question."""
        path: Path = []
        for given in sequence(kept):
            step = sequence(given)
            place = self.place(path)
            if len(step) != 2 or place.question is None or step[0] != place.question:
                return None
            choice = whole(step[1], len(self.questions[place.question].choices))
            if choice is None:
                return None
            path.append([place.question, choice])
            after = self.place(path)
            if after == Target() or after.question in [question for question, _choice in path]:
                return None
        return path

    def outcome(self, path: Path) -> Outcome | None:
        reached = self.place(path).outcome
        return None if reached is None else self.outcomes[reached]

    def question(self, path: Path) -> Question | None:
        asked = self.place(path).question
        return None if asked is None else self.questions[asked]

    def steps(self, path: Path) -> list[Step]:
        return [
            Step(self.questions[question].text, self.questions[question].choices[choice]) for question, choice in path
        ]

    @property
    def outline(self) -> list[tuple[Question, list[Way]]]:
        """The whole tree, question by question."""
        return [
            (question, [self.way(*each) for each in zip(question.choices, question.targets, strict=True)])
            for question in self.questions
        ]

    def way(self, choice: str, target: Target) -> Way:
        question = None if target.question is None else target.question + 1
        return Way(choice, question, None if target.outcome is None else self.outcomes[target.outcome])

    def response(self, answers: Path) -> str:
        return "[,]".join(f"n{question}[.]c{choice}" for question, choice in answers)

    def review(self, answers: Path) -> dict[str, Any]:
        return {"outcome": self.outcome(answers), "steps": self.steps(answers)}


def target_of(choice: Mapping[str, Any], questions: int, outcomes: int) -> Target:
    """An outcome goes first when both are named."""
    outcome = counted(choice.get("outcome"), outcomes)
    return Target(outcome=outcome) if outcome is not None else Target(counted(choice.get("question"), questions))


class DecidingForm(TaskForm):
    """Each choice is a button; `path` says from where, so that an old page means what it showed."""

    path = forms.CharField(required=False, max_length=2_000, widget=forms.HiddenInput)
    choice = forms.IntegerField(required=False, min_value=0, max_value=100, widget=forms.HiddenInput)
    back = forms.IntegerField(required=False, min_value=0, max_value=100, widget=forms.HiddenInput)

    def __init__(self, *args: Any, task: Deciding, path: Path, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.task = task
        self.shown = path

    @property
    def written(self) -> str:
        return ",".join(f"{question}.{choice}" for question, choice in self.shown)

    @property
    def question(self) -> Question | None:
        return self.task.question(self.shown)

    @property
    def steps(self) -> list[Step]:
        return self.task.steps(self.shown)

    @property
    def number(self) -> int:
        return len(self.shown) + 1

    def clean_path(self) -> Path:
        given = self.cleaned_data["path"]
        pairs = [pair.split(".") for pair in given.split(",")] if given else []
        if not all(part.isascii() and part.isdigit() and len(part) < 4 for pair in pairs for part in pair):
            raise forms.ValidationError(self.lost())
        path = self.task.understood([[int(part) for part in pair] for pair in pairs])
        if path is None:
            raise forms.ValidationError(self.lost())
        self.shown = path
        return path

    def lost(self) -> str:
        return _("Ce chemin ne correspond plus à cette activité : choisissez une réponse ci-dessous.")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if self.errors:
            return given
        back, choice = given.get("back"), given.get("choice")
        if back is not None:
            self.shown = self.shown[:back]
        else:
            self.choose(choice)
        return given

    def choose(self, choice: int | None) -> None:
        asked = self.task.place(self.shown).question
        if asked is None or choice is None or choice >= len(self.task.questions[asked].choices):
            self.add_error(None, _("Choisissez une des réponses de cette page."))
            return
        target = self.task.questions[asked].targets[choice]
        passed = [question for question, _choice in self.shown] + [asked]
        if target == Target():
            self.add_error(
                None,
                _("Cette réponse ne mène encore nulle part : signalez-le-nous, et choisissez-en une autre."),
            )
        elif target.question in passed:
            self.shown = self.shown[: passed.index(target.question)]
            self.notice = _("Cette réponse ramène à une question de votre chemin.")
        else:
            self.shown = [*self.shown, [asked, choice]]

    def answers(self) -> Path:
        return self.shown

    @property
    def ends(self) -> bool:
        return self.task.outcome(self.shown) is not None
