"""What an activity is made of, as its content.json says: parts, their libraries, their titles."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from courses.h5p.rules.grading.reading import inside, mapping, plain, sequence

TITLES = ("question", "text", "taskDescription", "instruction", "introduction", "intro", "description", "title")


@dataclass(frozen=True, slots=True)
class Part:
    """A content inside a content; `id` is its subContentId, empty for the root."""

    id: str
    name: str
    version: tuple[int, int] | None
    params: Mapping[str, Any]
    title: str

    @property
    def library(self) -> str:
        return f"{self.name} {self.version[0]}.{self.version[1]}" if self.version else self.name


def library_of(value: object) -> tuple[str, tuple[int, int] | None]:
    """`H5P.MultiChoice 1.16` is its name and its version."""
    if not isinstance(value, str):
        return "", None
    match = re.fullmatch(r"(\S{1,127}) ([0-9]{1,4})\.([0-9]{1,4})", value)
    return (match[1], (int(match[2]), int(match[3]))) if match else (value[:127], None)


def root(library: str, content: object) -> Part:
    name, version = library_of(library)
    params = mapping(content)
    return Part("", name, version, params, title_of(params))


def nested(value: object, rank: int = 0) -> Part | None:
    """A library field of content.json; None where nothing was chosen."""
    name, version = library_of(inside(value, "library"))
    if not name:
        return None
    params = mapping(inside(value, "params"))
    own = inside(value, "subContentId")
    title = plain(inside(value, "metadata", "title")) or title_of(params) or (f"Partie {rank}" if rank else "")
    return Part(own if isinstance(own, str) else "", name, version, params, title)


def title_of(params: Mapping[str, Any]) -> str:
    for name in TITLES:
        if title := plain(params.get(name)):
            return title
    return plain(inside(params, "question", "settings", "questionTitle")) or plain(
        inside(params, "branchingQuestion", "question")
    )


def ids_in(content: object) -> Iterator[str]:
    """Every subContentId of a content.json."""
    waiting = [content]
    while waiting:
        value = waiting.pop()
        if isinstance(value, Mapping):
            own = value.get("subContentId")
            if isinstance(own, str) and own:
                yield own
            waiting += value.values()
        else:
            waiting += sequence(value)
