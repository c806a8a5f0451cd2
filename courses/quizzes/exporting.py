"""What an account’s export says of its attempts."""

from typing import Any

from cms.accounts.models import User
from courses.quizzes.models import Attempt


def attempts_of(user: User) -> list[dict[str, Any]]:
    """Every attempt with its answers as they were given; the key of a paper is not the learner’s data."""
    attempts = Attempt.objects.filter(learner=user).select_related("quiz").order_by("started_at")
    return [
        {
            "évaluation": attempt.quiz.title,
            "public": attempt.audience,
            "numéro": attempt.number,
            "commencé_le": attempt.started_at,
            "rendu_le": attempt.submitted_at,
            "points": attempt.score,
            "points_possibles": attempt.max_score,
            "seuil": attempt.threshold_percent,
            "réussi": attempt.passed,
            "réponses": [
                {
                    "question": item.revision.code,
                    "énoncé": item.revision.stem,
                    "réponse": in_words(item.answer, item.revision.options),
                    "répondu_le": item.answered_at,
                    "points": item.points,
                }
                for item in attempt.items.all()
            ],
        }
        for attempt in attempts.prefetch_related("items__revision")
    ]


def in_words(answer: dict[str, Any] | None, options: list[dict[str, Any]]) -> Any:
    """An answer without our identifiers."""
    if answer is None:
        return None
    texts = {option["id"]: option["text"] for option in options}
    if "picked" in answer:
        return [texts[each] for each in answer["picked"]]
    if "pairs" in answer:
        rights = {option["match_id"]: option["match"] for option in options}
        return {texts[left]: rights[right] for left, right in answer["pairs"].items()}
    if "ranks" in answer:
        return {texts[each]: rank for each, rank in answer["ranks"].items()}
    return answer["text"]
