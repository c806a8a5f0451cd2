"""What a plain task is: a content, a form to answer it, and what to say afterwards."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict

from courses.h5p.plain.reading import boolean, mapping, text

RIGHT, REVIEW, EMPTY = "juste", "revoir", "vide"


@dataclass(frozen=True, slots=True)
class Row:
    """One answer, and what it is worth; `verdict` is empty where nothing is expected."""

    text: str
    answer: str
    verdict: str
    solution: str
    explanation: str


@dataclass(frozen=True, slots=True)
class Part:
    """An answer that is told apart, as a child of the statement."""

    name: str
    interaction: str
    title: str
    response: str


class TaskForm(forms.Form):
    """The answers of one task, or its next step."""

    use_required_attribute = False
    notice = ""  # what to say once it was understood

    def answers(self) -> Any:
        raise NotImplementedError

    @property
    def ends(self) -> bool:
        """Is there something to grade?"""
        return True


class Task(ABC):
    """Subclasses read their own content; whatever it holds, they do not fail."""

    form_template: ClassVar[str]
    review_template: ClassVar[str]
    blank_template: ClassVar[str]  # of a task that can be printed: the whole of it, before any answer
    interaction: ClassVar[str]
    can_print: bool = False

    def __init__(self, content: Mapping[str, Any], seed: int) -> None:
        behaviour = mapping(content.get("behaviour"))
        self.content = content
        self.seed = seed
        self.instruction = text(content.get("instruction")) or text(content.get("introduction"))
        self.can_retry = boolean(behaviour.get("enableRetry"), standard=True)
        self.shows_solutions = boolean(behaviour.get("enableSolutions"), standard=True)

    @abstractmethod
    def form(self, answers: Any = None, data: QueryDict | None = None) -> TaskForm:
        """Empty, filled with answers kept before, or bound to what was sent."""

    @abstractmethod
    def understood(self, kept: object) -> Any:
        """Answers that a state holds, or None when they are not of this content."""

    @abstractmethod
    def response(self, answers: Any) -> str:
        """As xAPI writes it."""

    @abstractmethod
    def review(self, answers: Any) -> Any:
        """What the template of the verdict shows."""

    def parts(self, answers: Any) -> Sequence[Part]:
        return ()

    def kept_for_a_new_try(self, answers: Any) -> Any:
        """What beginning again does not take away; None for nothing."""
        return None
