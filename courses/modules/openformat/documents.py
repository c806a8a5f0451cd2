"""A module as the format sees it, between the folder and the pages."""

from dataclasses import dataclass, field
from typing import Any

from courses.modules.openformat.richtext import RichText

# A block of a lesson: its name in Wagtail's StreamBlock and its value (rich text for `text`, else a dict).
Block = tuple[str, Any]


@dataclass(frozen=True)
class LessonDocument:
    """One file of `lecons/`. `lines` says where each block begins."""

    number: int
    slug: str
    front: dict[str, Any]
    blocks: list[Block]
    lines: list[int] = field(default_factory=list, compare=False)

    @property
    def code(self) -> str:
        return str(self.front["code"])

    @property
    def path(self) -> str:
        return f"lecons/{self.number}-{self.slug}.md"


@dataclass(frozen=True)
class ModuleDocument:
    """`module.md`."""

    slug: str
    front: dict[str, Any]
    introduction: RichText

    @property
    def code(self) -> str:
        return str(self.front["code"])
