"""The words of the survey: its questions, and what each step of their scales means."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from courses.surveys.rules import QUESTIONS, SCALE

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as StrOrPromise

COMMENT = 1000

AGREEMENT: "tuple[StrOrPromise, ...]" = (
    _("Pas du tout d’accord"),
    _("Plutôt pas d’accord"),
    _("Entre les deux"),
    _("Plutôt d’accord"),
    _("Tout à fait d’accord"),
)
LENGTH: "tuple[StrOrPromise, ...]" = (
    _("Beaucoup trop courte"),
    _("Un peu trop courte"),
    _("Juste comme il faut"),
    _("Un peu trop longue"),
    _("Beaucoup trop longue"),
)
DIFFICULTY: "tuple[StrOrPromise, ...]" = (
    _("Beaucoup trop facile"),
    _("Un peu trop facile"),
    _("Juste comme il faut"),
    _("Un peu trop difficile"),
    _("Beaucoup trop difficile"),
)

LABELS: "Mapping[str, StrOrPromise]" = {
    "clear": _("Les leçons étaient claires"),
    "useful": _("Ce que j’ai appris me servira"),
    "length": _("La durée du module m’a paru"),
    "difficulty": _("La difficulté du module m’a paru"),
    "accessible": _("Sur mon appareil, tout était lisible et utilisable"),
}
STEPS: "Mapping[str, tuple[StrOrPromise, ...]]" = {
    "clear": AGREEMENT,
    "useful": AGREEMENT,
    "length": LENGTH,
    "difficulty": DIFFICULTY,
    "accessible": AGREEMENT,
}


def choices_of(question: str) -> "list[tuple[int, StrOrPromise]]":
    """The steps of one question, from 1 to 5."""
    return list(zip(SCALE, STEPS[question], strict=True))


assert set(LABELS) == set(STEPS) == set(QUESTIONS)  # noqa: S101 - a question without words would be a bug
