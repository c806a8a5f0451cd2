"""Before anybody plays: what the server will be able to check of an activity, in a trainer's words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from courses.h5p.rules.grading import containers, parts, words
from courses.h5p.rules.grading.answers import Answers
from courses.h5p.rules.grading.grader import DEEPEST, Grader
from courses.h5p.rules.grading.outcomes import Trust, trust_of_all
from courses.h5p.rules.grading.parts import Part


@dataclass(frozen=True, slots=True)
class OutlookPart:
    """A question of the activity, how its result will be trusted, and why."""

    id: str
    title: str
    kind: str
    trust: Trust
    maximum: Fraction
    why: str


@dataclass(frozen=True, slots=True)
class Outlook:
    parts: tuple[OutlookPart, ...]
    trust: Trust
    maximum: Fraction
    warnings: tuple[str, ...] = ()

    @property
    def verified(self) -> int:
        return sum(part.trust == "verified" for part in self.parts)

    @property
    def total(self) -> int:
        return len(self.parts)

    @property
    def can_have_threshold(self) -> bool:
        """Only what the server checks entirely, and that brings points, can be asked a percentage of."""
        return self.trust == "verified" and self.maximum > 0

    @property
    def sentence(self) -> str:
        if not self.parts or (self.trust == "declared" and not self.verified):
            return "rien n’est noté par le serveur : l’activité vaut « fait », sans points"
        if self.verified == self.total == 1:
            return "noté par le serveur"
        return f"noté par le serveur : {self.verified} question{'s' * (self.verified > 1)} sur {self.total}"


def outlook(library: str, content: Mapping[str, Any], patches: Mapping[str, int] | None = None) -> Outlook:
    root = parts.root(library, content)
    nobody = Answers(None, None, is_outlook=True)
    grader = Grader(nobody, ids=list(parts.ids_in(content)), patches=patches or {})
    grader.part(root)
    total = grader.sheet.total()
    listed = tuple(
        OutlookPart(item.id, item.title, kind.title, item.trust, item.maximum, kind.why)
        for item, kind in zip(total.items, grader.sheet.kinds, strict=True)
    )
    warnings = [trap for part in every_part(root) for trap in words.traps(part.name, part.params)]
    return Outlook(listed, trust_of_all([part.trust for part in listed]), total.maximum, tuple(warnings[:50]))


def every_part(part: Part, depth: int = 0) -> Iterator[Part]:
    yield part
    if part.name in containers.CONTAINERS and depth < DEEPEST:
        for child in containers.CONTAINERS[part.name](part.params):
            yield from every_part(child, depth + 1)
