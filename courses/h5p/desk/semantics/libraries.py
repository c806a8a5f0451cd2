"""Activities inside an activity: a choice among the installed types that a field allows, each with its own fields."""

import re
from collections.abc import Callable
from typing import Any, Final
from uuid import uuid4

from django.utils.translation import gettext as _
from wagtail import blocks

from courses.h5p.desk.semantics.controls import Control, Workshop, words_of
from courses.h5p.desk.semantics.scalars import JsonControl
from courses.h5p.desk.semantics.structures import GroupControl, Places, limits_of
from courses.h5p.rules.semantics import MISSING, Field, part

# The name of what is not edited by fields among the types of a stream.
RAW: Final = "json"
# The name of an activity's own title; no field of a type is called so.
TITLE: Final = "h5p__title"

GroupOf = Callable[[str], GroupControl | None]


class NestedControl:
    """One nested activity: `{library, params, subContentId, metadata}`."""

    def __init__(self, field: Field, workshop: Workshop, group_of: GroupOf) -> None:
        self.workshop = workshop
        seen = [part(value, "library") for value in workshop.values(field)]
        allowed = [str(option.value) for option in field.options]
        used = [name for name in seen if isinstance(name, str) and name not in allowed]
        groups = {name: group_of(name) for name in dict.fromkeys([*allowed, *used])}
        self.groups = {name: group for name, group in groups.items() if group}
        self.names = {type_name(name): name for name in self.groups}
        self.raw = JsonControl(Field(RAW, "", _("Activité sans écran adapté")), workshop)
        unknown = [name for name in seen if isinstance(name, str) and name and name not in self.groups]
        self.children: list[tuple[str, blocks.Block]] = [
            (type_name(name), group.block) for name, group in self.groups.items()
        ]
        if unknown:
            self.children.append((RAW, self.raw.block))

    def show(self, value: Any) -> tuple[str, Any]:
        group = self.groups.get(value["library"])
        if group is None:
            return RAW, self.raw.show(value)
        shown = group.show(value.get("params", {}))
        shown[TITLE] = str(part(value.get("metadata"), "title") or "") if TITLE in group.block.child_blocks else ""
        return type_name(value["library"]), shown

    def read(self, kind: str, shown: Any, original: Any) -> Any:
        if kind == RAW:
            return self.raw.read(shown, original, original is MISSING)
        name = self.names[kind]
        before = original if part(original, "library") == name else MISSING
        params = self.groups[name].read(shown, part(before, "params"), before is MISSING)
        title = (shown.get(TITLE) or "").strip()
        if before is MISSING:
            words = self.workshop.store.title_of(name)
            metadata = {"contentType": words, "license": "U", "title": title or words}
            params = {} if params is MISSING else params
            return {"library": name, "params": params, "subContentId": str(uuid4()), "metadata": metadata}
        value = dict(before)
        if params is not MISSING:
            value["params"] = params
        if title != str(part(before.get("metadata"), "title") or "").strip():
            metadata = before.get("metadata")
            value["metadata"] = {**(metadata if isinstance(metadata, dict) else {}), "title": title}
        return value


class LibraryControl(Control):
    def __init__(self, field: Field, workshop: Workshop, group_of: GroupOf) -> None:
        self.field = field
        self.nested = NestedControl(field, workshop, group_of)
        required = workshop.is_required(field)
        self.block = blocks.StreamBlock(self.nested.children, required=required, max_num=1, **words_of(field))

    def show(self, value: Any) -> Any:
        if not has_library(value):
            return self.block.empty_value()
        return blocks.StreamValue(self.block, [(*self.nested.show(value), "0")])

    def read(self, shown: Any, original: Any, is_new: bool) -> Any:
        if not shown:
            return MISSING if has_library(original) else original
        before = original if shown[0].id == "0" else MISSING
        return self.nested.read(shown[0].block_type, shown[0].value, before if has_library(before) else MISSING)


class LibraryListControl(Control):
    """A list of activities: one stream, rather than a list of streams of one."""

    def __init__(self, field: Field, workshop: Workshop, group_of: GroupOf) -> None:
        self.field = field
        self.nested = NestedControl(field.item or field, workshop, group_of)
        least, most = limits_of(field, workshop)
        self.block = blocks.StreamBlock(
            self.nested.children, required=bool(least), min_num=least, max_num=most, **words_of(field)
        )

    def show(self, value: Any) -> Any:
        items = [] if value is MISSING else value
        shown = [(*self.nested.show(item), str(place)) for place, item in enumerate(items)]
        return blocks.StreamValue(self.block, shown)

    def read(self, shown: Any, original: Any, is_new: bool) -> Any:
        places = Places(original)
        values = [self.nested.read(child.block_type, child.value, places.take(child.id)) for child in shown]
        return MISSING if original is MISSING and not values and (not is_new or self.field.is_optional) else values


def type_name(library: str) -> str:
    return "type_" + re.sub(r"\W", "_", library, flags=re.ASCII)


def is_listed(values: list[Any]) -> bool:
    """Whether every item of these lists names its type, as the screen needs it."""
    return all(has_library(item) for value in values for item in value)


def has_library(value: Any) -> bool:
    return part(value, "library") not in (MISSING, "", None)
