"""A result: the points, the lessons, the questions."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.quizzes.models import Attempt, AttemptItem
from courses.quizzes.showing.explaining import RIGHT, Explanation, explain

HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Graded:
    """One question of a paper that was handed in."""

    position: int
    stem: str
    objective: str
    lesson: str
    points: Decimal
    explanation: Explanation

    @property
    def is_right(self) -> bool:
        return self.explanation.verdict == RIGHT


@dataclass(frozen=True, slots=True)
class LessonResult:
    """What a learner did of the questions of one lesson."""

    code: str
    questions: tuple[Graded, ...]

    @property
    def right(self) -> int:
        return sum(question.is_right for question in self.questions)

    @property
    def to_review(self) -> tuple[Graded, ...]:
        return tuple(question for question in self.questions if not question.is_right)


@dataclass(frozen=True, slots=True)
class Result:
    points: str
    needed: str
    questions: tuple[Graded, ...]
    lessons: tuple[LessonResult, ...]

    @property
    def is_perfect(self) -> bool:
        return all(question.is_right for question in self.questions)

    @property
    def states(self) -> list[str]:
        return ["f" if question.is_right else "r" for question in self.questions]

    @property
    def sentence(self) -> str:
        """The same as the segments, in words."""
        wrong = [str(question.position) for question in self.questions if not question.is_right]
        if not wrong:
            return _("Toutes vos réponses sont justes.")
        if len(wrong) == len(self.questions):
            return _("Toutes les questions sont à revoir.")
        places = wrong[0] if len(wrong) == 1 else _(" et ").join([", ".join(wrong[:-1]), wrong[-1]])
        sentence = ngettext("Question %(places)s à revoir.", "Questions %(places)s à revoir.", len(wrong))
        return _("{sentence} Toutes les autres sont justes.").format(sentence=sentence % {"places": places})


def result_of(attempt: Attempt, items: Sequence[AttemptItem], *, with_key: bool) -> Result:
    """`items` with their revisions, in order; the key is left out of everything unless asked for."""
    questions = tuple(
        Graded(
            position=item.position,
            stem=item.revision.stem,
            objective=item.revision.objective,
            lesson=item.revision.lesson_code,
            points=item.points or Decimal(0),
            explanation=explain(item.revision, item.answer, item.points, with_key=with_key),
        )
        for item in items
    )
    codes = sorted({question.lesson for question in questions})
    return Result(
        points=written(attempt.score or Decimal(0)),
        needed=written(Decimal(attempt.threshold_percent * attempt.max_score) / 100),
        questions=questions,
        lessons=tuple(
            LessonResult(code, tuple(question for question in questions if question.lesson == code)) for code in codes
        ),
    )


def written(points: Decimal) -> str:
    """Two decimals at most, never rounded up."""
    text = f"{points.quantize(HUNDREDTH, rounding=ROUND_FLOOR):f}"
    return text.rstrip("0").rstrip(".").replace(".", ",")
