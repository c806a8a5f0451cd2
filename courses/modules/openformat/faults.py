"""What a reading gathers on its way: the faults to correct, and the names to look up elsewhere."""

from dataclasses import dataclass, field

from cms.foundation.formats import Fault


@dataclass(frozen=True, slots=True)
class Mention:
    """A name written in a text that must exist elsewhere: `terme`, `question`, `image`, `activité` or `page`."""

    kind: str
    name: str
    file: str
    line: int


@dataclass(slots=True)
class Reading:
    """One file being read."""

    file: str
    faults: list[Fault] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)

    def refuse(self, line: int, reason: object) -> None:
        self.faults.append(Fault(self.file, line, str(reason)))

    def mention(self, kind: str, name: str, line: int) -> None:
        self.mentions.append(Mention(kind, name, self.file, line))
