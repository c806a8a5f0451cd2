"""The result: worked out, kept for whoever has an account, taken away, forgotten."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.accounts.models import User
from courses.positioning.models import Positioning
from courses.positioning.rules import ModuleScore, level_of
from courses.questions.models import QuestionRevision
from courses.quizzes.keys import key_of
from courses.quizzes.rules import grade


def graded(answers: Iterable[tuple[QuestionRevision, dict[str, Any] | None]]) -> tuple[ModuleScore, ...]:
    """The points of each module, as the counted quizzes would give them, in the order of the paper."""
    points: dict[str, Fraction] = {}
    asked: dict[str, int] = {}
    for revision, answer in answers:
        module = revision.lesson_code.partition("-")[0]
        points[module] = points.get(module, Fraction(0)) + grade(key_of(revision), answer)
        asked[module] = asked.get(module, 0) + 1
    return tuple(ModuleScore(module, points[module], asked[module]) for module in points)


@transaction.atomic
def record_positioning(*, learner: User, audience: str, scores: Iterable[ModuleScore]) -> Positioning:
    """Keep this result in the place of the former one."""
    rows = [{"module": score.module, "points": str(score.points), "asked": score.asked} for score in scores]
    kept, _is_new = Positioning.objects.update_or_create(
        learner=learner, defaults={"audience": audience, "scores": rows, "taken_at": timezone.now()}
    )
    return kept


@transaction.atomic
def forget_positioning(*, learner: User) -> bool:
    """Whether there was a result to forget."""
    forgotten, _by_model = Positioning.objects.filter(learner=learner).delete()
    return bool(forgotten)


def export_positioning(user: User) -> dict[str, Any] | None:
    """The latest result as the learner reads it; None when there is none."""
    kept = Positioning.objects.filter(learner=user).first()
    if kept is None:
        return None
    return {
        "public": kept.get_audience_display(),
        "passé_le": kept.taken_at,
        "modules": [
            {
                "module": score.module,
                "points": float(score.points),
                "questions": score.asked,
                "niveau": level_of(score).value,
            }
            for score in kept.module_scores
        ],
    }


def positioning_links() -> list[tuple[str, str]]:
    """The test’s line in the site map."""
    return [(_("Le test de positionnement"), reverse("positioning:start"))]
