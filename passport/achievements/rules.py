"""What a version of an achievement asks, and when two askings are the same. No Django here."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Lesson:
    code: str
    title: str


@dataclass(frozen=True, slots=True)
class Requirement:
    """What is asked of one module: lessons to finish, and a share of right answers to reach."""

    code: str
    title: str
    version: str
    threshold_percent: int
    questions: int
    lessons: tuple[Lesson, ...]

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {"lessons": [asdict(lesson) for lesson in self.lessons]}

    def substance(self) -> list[object]:
        """All that makes it harder or easier: a title put right does not."""
        codes = sorted(lesson.code for lesson in self.lessons)
        return [self.code, self.version, self.threshold_percent, self.questions, codes]


@dataclass(frozen=True, slots=True)
class Production:
    """What is asked to be handed in and accepted by a trainer: the parts that it needs, by their titles."""

    code: str
    title: str
    parts: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {"parts": list(self.parts)}

    def substance(self) -> list[object]:
        """Another production, or one with more or fewer parts: words put right change nothing."""
        return [self.code, len(self.parts)]


def fingerprint(version: str, requirements: Iterable[Requirement], productions: Iterable[Production] = ()) -> str:
    """The same for the same demands, in whatever order they are listed."""
    substance = [version, sorted(requirement.substance() for requirement in requirements)]
    if handed_in := sorted(production.substance() for production in productions):
        substance.append(handed_in)
    return hashlib.sha256(json.dumps(substance, ensure_ascii=False).encode()).hexdigest()


def next_version(version: str, taken: Iterable[str]) -> str:
    """The version itself, or `2026.1-2`, `2026.1-3`… when its demands changed without a new number."""
    used = set(taken)
    if version not in used:
        return version
    edition = 2
    while f"{version}-{edition}" in used:
        edition += 1
    return f"{version}-{edition}"
