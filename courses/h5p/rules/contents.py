"""What a content.json holds: libraries, files, addresses, texts, each with its place."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from courses.h5p.rules.names import flaw_of
from courses.h5p.rules.versions import LibraryName

SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
SOURCE = re.compile(r"""\bsrc\s*+=\s*+["']?\s*+((?:https?:)?//[^\s"'>]+)""", re.IGNORECASE)
TEMPORARY = "#tmp"  # the mark that editors leave behind a path


@dataclass(slots=True)
class Contents:
    libraries: dict[LibraryName, str] = field(default_factory=dict)
    unreadable_libraries: list[tuple[str, str]] = field(default_factory=list)
    paths: dict[str, str] = field(default_factory=dict)
    bad_paths: list[tuple[str, str]] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)


def walked(value: Any, place: str = "") -> Iterator[tuple[str, Any, Any, Any]]:
    """Every value below another one: its place, what holds it, its key there, itself."""
    waiting: list[tuple[str, Any]] = [(place, value)]
    while waiting:
        place, holder = waiting.pop()
        pairs: Any = ()
        if isinstance(holder, dict):
            pairs = ((f"{place}.{key}" if place else str(key), key, item) for key, item in holder.items())
        elif isinstance(holder, list):
            pairs = ((f"{place}[{index + 1}]", index, item) for index, item in enumerate(holder))
        below = []
        for where, key, item in pairs:
            yield where, holder, key, item
            if isinstance(item, dict | list):
                below.append((where, item))
        waiting.extend(reversed(below))


def read_contents(content: dict[str, Any]) -> Contents:
    """Libraries that are played inside, files that are shown, addresses outside the package."""
    found = Contents()
    for place, holder, key, value in walked(content):
        if not isinstance(value, str):
            continue
        if key == "library" and value and isinstance(holder, dict) and "params" in holder:
            name = LibraryName.parse(value)
            if name is None:
                found.unreadable_libraries.append((place, value[:100]))
            else:
                found.libraries.setdefault(name, place)
        elif key == "path":
            _note_path(value, place, found)
        else:
            found.addresses.extend(SOURCE.findall(value))
    found.addresses = list(dict.fromkeys(found.addresses))
    return found


def nested_contents(content: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each activity inside another one: its place, and the object that names its library and holds its parameters."""
    for place, holder, key, value in walked(content):
        if key == "library" and isinstance(value, str) and isinstance(holder, dict) and "params" in holder:
            yield place.removesuffix("library").rstrip("."), holder


def _note_path(value: str, place: str, found: Contents) -> None:
    path = value.removesuffix(TEMPORARY)
    scheme = SCHEME.match(path)
    if path.startswith("//") or (scheme and scheme[1].lower() in ("http", "https")):
        found.addresses.append(path[:300])
    elif scheme and scheme[1].lower() == "data":
        return
    elif scheme or (path and flaw_of(path) is not None):
        found.bad_paths.append((place, value[:100]))
    elif path:
        found.paths.setdefault(path, place)


def texts_with_marks(
    fields: Any, params: Any, fields_of: Callable[[LibraryName], Any], place: str = ""
) -> Iterator[tuple[str, Any, Any]]:
    """Where a content's values are HTML, as semantics say (`widget: html`): place, holder, key."""
    for definition in fields if isinstance(fields, list) else []:
        if isinstance(definition, dict) and isinstance(params, dict) and definition.get("name") in params:
            name = definition["name"]
            yield from _marks(definition, params, name, fields_of, f"{place}.{name}" if place else str(name))


def _marks(
    definition: dict[str, Any], holder: Any, key: Any, fields_of: Callable[[LibraryName], Any], place: str
) -> Iterator[tuple[str, Any, Any]]:
    value, kind = holder[key], definition.get("type")
    if kind == "text" and definition.get("widget") == "html" and isinstance(value, str):
        yield place, holder, key
    elif kind == "group":
        fields = definition.get("fields")
        if isinstance(fields, list) and len(fields) == 1 and isinstance(fields[0], dict):
            # H5P stores a group of one field as that field (H5P specification, « Semantics », group).
            inner = fields[0].get("name")
            if not (isinstance(value, dict) and inner in value):
                yield from _marks(fields[0], holder, key, fields_of, place)
                return
        yield from texts_with_marks(fields, value, fields_of, place)
    elif kind == "list" and isinstance(value, list) and isinstance(definition.get("field"), dict):
        for index in range(len(value)):
            yield from _marks(definition["field"], value, index, fields_of, f"{place}[{index + 1}]")
    elif kind == "library" and isinstance(value, dict):
        name = LibraryName.parse(value.get("library"))
        if name is not None:
            yield from texts_with_marks(fields_of(name), value.get("params"), fields_of, f"{place}.params")
