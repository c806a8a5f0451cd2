"""Fields that are asked together under one heading, as `tools/_groups.html` shows them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms


@dataclass(frozen=True, slots=True)
class Group:
    """`title` names the group, `text` says what it is about; `names` are those of its fields.

    `abreast`: short fields, side by side where there is room.
    """

    title: str
    names: tuple[str, ...]
    text: str = ""
    abreast: bool = False


class Grouped:
    """A form whose visible fields stand in groups. Those that no group holds come last."""

    groups: list[Group]

    def grouped(self: Any) -> Iterator[tuple[Group | None, list[forms.BoundField]]]:
        held = {name for group in self.groups for name in group.names}
        for group in self.groups:
            yield group, [self[name] for name in group.names]
        rest = [field for field in self.visible_fields() if field.name not in held]
        if rest:
            yield None, rest
