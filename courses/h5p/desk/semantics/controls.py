"""What every control of the editor is: a Wagtail block, and the two ways between it and content.json."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import IO, Any, Final

import nh3
from wagtail.blocks import Block

from courses.h5p.desk.semantics.store import Store
from courses.h5p.rules.semantics import MISSING, Condition, Field

# The attribute that the script of the page reads.
CONDITION: Final = "data-h5p-when"


class Control:
    """One field on the screen.

    `show` turns the value of a content into the block's; `read` turns what came back into a value. What nobody
    touched comes back as `original` itself, so that a content saved without a change stays what it was. `is_new`
    says that the value is being created: what is displayed is then written, defaults included.
    """

    block: Block

    def show(self, value: Any) -> Any:
        raise NotImplementedError

    def read(self, shown: Any, original: Any, is_new: bool) -> Any:
        raise NotImplementedError


class WordsControl(Control):
    """A text as it is, on one line or several. The control that inherits it makes the block."""

    field: Field

    def show(self, value: Any) -> str:
        return str(self.block.get_default() if value is MISSING else value)

    def read(self, shown: Any, original: Any, is_new: bool) -> Any:
        text = same_text(shown or "")
        if not is_new and text == same_text(self.show(original)):
            return original
        return MISSING if not text and self.field.is_optional else text


@dataclass
class Workshop:
    """What the controls of one screen know: the types at hand, the values and the files of the content."""

    store: Store
    seen: Mapping[Field, list[Any]] = field(default_factory=dict)
    kept_files: Mapping[str, dict[str, Any]] = field(default_factory=dict)
    new_files: dict[str, IO[bytes]] = field(default_factory=dict)

    def values(self, of: Field) -> list[Any]:
        """What the content holds for this field, without the places where it holds nothing."""
        return [value for value in self.seen.get(of, ()) if value is not MISSING]

    def is_required(self, of: Field) -> bool:
        """Whether it has to be filled in whatever the other fields say."""
        return of.condition is None and self.is_needed(of)

    def is_needed(self, of: Field) -> bool:
        """A field that this very content leaves empty is not required from whoever opens it."""
        if of.is_optional:
            return False
        return all(value not in (MISSING, "", None) and value != [] for value in self.seen.get(of, ()))

    def keeps(self, of: Field, is_within: Callable[[Any], bool]) -> bool:
        """Whether a limit may be asked for: not if the content is beyond it already."""
        return all(map(is_within, self.values(of)))


def words_of(of: Field) -> dict[str, Any]:
    """The arguments that every block takes; a description may hold HTML, which Wagtail would print as it is."""
    return {"label": of.label, "help_text": plain(of.description) or None, "form_attrs": attributes(of)}


def plain(text: str) -> str:
    return nh3.clean(text, tags=set())


def attributes(of: Field) -> dict[str, str]:
    return {CONDITION: as_attribute(of.condition)} if of.condition else {}


def as_attribute(condition: Condition) -> str:
    rules = [{"path": rule.path, "equals": rule.equals} for rule in condition.rules]
    return json.dumps({"all": condition.needs_all, "rules": rules})


def same_text(text: Any) -> str:
    """As a browser gives a text back: its own line ends, and no space around."""
    return str(text).replace("\r\n", "\n").replace("\r", "\n").strip()


def longest(values: Iterable[Any]) -> int:
    """As H5P counts: UTF-16 units."""
    return max((len(value.encode("utf-16-le", "surrogatepass")) // 2 for value in values), default=0)
