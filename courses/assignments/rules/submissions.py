"""What a version goes through, from a draft to a decision (syllabus, § 6: a production, read by a trainer)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

WORD: Final = re.compile(r"\w+(?:[’'‑-]\w+)*")


class State(StrEnum):
    DRAFT = "brouillon"
    WAITING = "rendue"
    READING = "en-lecture"
    REDO = "a-reprendre"
    ACCEPTED = "acceptee"


class Verdict(StrEnum):
    """What a trainer decides; each leads to the state of the same name."""

    ACCEPTED = "acceptee"
    REDO = "a-reprendre"


# A version that is still on its way: one at a time for each learner and production.
OPEN: Final = frozenset({State.DRAFT, State.WAITING, State.READING})
DECIDED: Final = frozenset({State.REDO, State.ACCEPTED})


class Lack(StrEnum):
    """Why a part cannot be handed in as it is."""

    EMPTY = "empty"
    TOO_LONG = "too long"


@dataclass(frozen=True, slots=True)
class PartFacts:
    """A part as it would be handed in. `most_words` is None when there is no limit."""

    code: str
    words: int
    attachments: int = 0
    most_words: int | None = None
    is_optional: bool = False

    @property
    def is_empty(self) -> bool:
        return not self.words and not self.attachments

    @property
    def lack(self) -> Lack | None:
        if self.most_words is not None and self.words > self.most_words:
            return Lack.TOO_LONG
        return Lack.EMPTY if self.is_empty and not self.is_optional else None


def lacks(parts: Iterable[PartFacts]) -> dict[str, Lack]:
    """What keeps a version from being handed in, by part. A version of optional parts alone still holds something."""
    parts = list(parts)
    found = {part.code: lack for part in parts if (lack := part.lack)}
    if not found and parts and all(part.is_empty for part in parts):
        return {parts[0].code: Lack.EMPTY}
    return found


def count_words(text: str) -> int:
    """As a reader counts them: « aujourd’hui » and « porte-parole » are one word each."""
    return len(WORD.findall(text))


def needs_comment(verdict: Verdict) -> bool:
    """Whoever has to begin again is told why."""
    return verdict is Verdict.REDO


def may_withdraw(state: State) -> bool:
    """As long as nobody has begun reading."""
    return state is State.WAITING


def may_begin_again(latest: State | None) -> bool:
    """A first version, or the one that follows « à reprendre ». What is accepted is closed."""
    return latest is None or latest is State.REDO


def may_reconsider(state: State, *, is_latest: bool, pathway_is_completed: bool) -> bool:
    """A decision may be taken back until something was built on it: another version, or a completed pathway."""
    return state in DECIDED and is_latest and not pathway_is_completed
