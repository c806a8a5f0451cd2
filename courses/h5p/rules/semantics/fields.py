"""The fields of a type, as the editor and the checks know them."""

from dataclasses import dataclass
from enum import Enum
from typing import Any, Final


class Missing(Enum):
    """The value of a parameter that a content does not have: JSON's null is a value."""

    MISSING = "missing"


MISSING: Final = Missing.MISSING
# Deeper than any content type goes; a document that goes on is cut there.
DEPTH: Final = 40

# Widgets that only change how the same value is shown. Those of texts, numbers and choices may all be replaced.
_SHOWN_AS_USUAL: Final = {
    "group": {"", "showWhen"},
    "list": {"", "showWhen", "VerticalTabs", "verticalTabs", "ListEditor"},
    "library": {"", "showWhen"},
    "image": {"", "showWhen"},
    "audio": {"", "showWhen"},
    "video": {"", "showWhen"},
    "file": {"", "showWhen"},
}
_SCALARS: Final = {"text", "number", "boolean", "select"}


@dataclass(frozen=True, slots=True)
class Option:
    value: Any
    label: str


@dataclass(frozen=True, slots=True)
class Rule:
    """`path` climbs with `..`; `equals` are the values that satisfy it."""

    path: tuple[str, ...]
    equals: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Condition:
    """When a field is shown: one rule is enough, unless all must hold."""

    rules: tuple[Rule, ...]
    needs_all: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """One field. Compared and hashed by identity: the values seen for it are kept by field."""

    name: str
    type: str
    label: str
    description: str = ""
    placeholder: str = ""
    widget: str = ""
    is_optional: bool = False
    is_common: bool = False
    is_expanded: bool = False
    is_sub_content: bool = False
    default: Any = MISSING
    options: tuple[Option, ...] = ()
    fields: tuple["Field", ...] = ()
    item: "Field | None" = None
    minimum: float | None = None
    maximum: float | None = None
    step: float | None = None
    decimals: int = 0
    max_length: int | None = None
    pattern: str = ""
    ignores_case: bool = False
    tags: tuple[str, ...] = ()
    entity: str = ""
    default_count: int | None = None
    condition: Condition | None = None

    @property
    def is_flat(self) -> bool:
        """A group of one field is stored as that field's value alone."""
        return self.type == "group" and len(self.fields) == 1 and not self.is_sub_content

    @property
    def is_hidden(self) -> bool:
        return self.widget == "none"

    @property
    def is_understood(self) -> bool:
        """False if it has to be edited as JSON: an unknown type, an unknown widget, nothing to choose from."""
        if self.type == "select":
            return bool(self.options)
        if self.type in _SCALARS:
            return True
        if self.type == "list" and self.item is None:
            return False
        return self.widget in _SHOWN_AS_USUAL.get(self.type, set())
