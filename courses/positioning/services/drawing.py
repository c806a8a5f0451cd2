"""Drawing twelve questions."""

from random import Random, SystemRandom

from django.utils.translation import gettext_lazy as _

from cms.foundation.errors import DomainError
from courses.modules.services import mentions
from courses.positioning.papers import Paper, in_order
from courses.positioning.rules import MODULES, Candidate, draw
from courses.questions.models import Question


class NothingToAsk(DomainError):
    user_message = _("Le test n’est pas prêt pour ce public : il lui manque des questions. Commencez par les modules.")


def draw_paper(*, audience: str, chance: Random | None = None) -> Paper:
    """Two published questions per module, for this audience. Nothing is kept. Raises NothingToAsk."""
    practice = mentions().questions
    bank = Question.objects.drawable().for_audience(audience).filter(module_code__in=MODULES).order_by()
    rows = bank.values_list("pk", "current_revision", "module_code", "lesson_code", "difficulty", "kind")
    candidates = [
        Candidate(question_id, revision_id, module, lesson, difficulty, kind, is_practice=question_id in practice)
        for question_id, revision_id, module, lesson, difficulty, kind in rows
    ]
    drawn = draw(candidates, chance or SystemRandom())
    if not drawn:
        raise NothingToAsk(audience=audience)
    return Paper(audience, in_order([candidate.revision_id for candidate in drawn]))
