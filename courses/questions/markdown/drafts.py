"""A question outside the database."""

from dataclasses import dataclass, field
from decimal import Decimal

from cms.accounts.models import Audience
from courses.questions.kinds import OptionDraft

BASE_KEYS = (
    "module",
    "leçon",
    "objectif",
    "type",
    "niveau",
    "difficulté",
    "publics",
    "référence",
    "énoncé",
)
NUMERIC_KEYS = (*BASE_KEYS[:-1], "valeur", "unité", "tolérance", BASE_KEYS[-1])
AUDIENCE_WORDS = {
    "élu": Audience.ELECTED,
    "cadre": Audience.EXECUTIVE,
    "élève-ingénieur": Audience.STUDENT,
}


@dataclass(frozen=True, slots=True)
class QuestionDraft:
    """What a bank says of one question. `line` is where it was read; two equal questions may differ by it."""

    code: str
    module_code: str
    lesson_code: str
    objective: str
    kind: str
    level: str
    difficulty: Decimal
    audiences: tuple[Audience, ...]
    reference: str
    stem: str
    options: tuple[OptionDraft, ...]
    value: Decimal | None = None
    unit: str = ""
    tolerance: Decimal | None = None
    line: int = field(default=0, compare=False)


def bank_heading(number: int, title: str) -> str:
    """The heading of a module’s bank, without its `## `."""
    return f"Module {number:02d} {title}"
