"""The values of a content, beside the fields that they are for."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from courses.h5p.rules.semantics.fields import DEPTH, MISSING, Field

FieldsOf = Callable[[str], tuple[Field, ...] | None]


def fits(field: Field, value: Any) -> bool:
    """Whether the field's own control can show this value and give it back."""
    shape = _SHAPES.get(field.type)
    if value is MISSING or shape is None:
        return True
    if field.is_flat and not is_nested_in(field, value):
        return fits(field.fields[0], value)
    return shape(value)


def is_number(value: Any) -> bool:
    """Numbers, and numbers written as texts, which old editors left behind."""
    if isinstance(value, str):
        digits = value.strip().removeprefix("-").replace(".", "", 1)
        return digits.isascii() and digits.isdigit()
    return isinstance(value, int | float) and not isinstance(value, bool)


def is_nested_in(field: Field, value: Any) -> bool:
    """A group of one field that this content stores as an object all the same."""
    return field.is_flat and isinstance(value, dict) and (not value or set(value) == {field.fields[0].name})


def values_seen(fields: Sequence[Field], content: Any, fields_of: FieldsOf) -> dict[Field, list[Any]]:
    """For each field, every value that a content gives it, wherever the field is used. `fields_of` a library."""
    seen: dict[Field, list[Any]] = {}
    for field, value in _walk(fields, content, fields_of, 0):
        seen.setdefault(field, []).append(value)
    return seen


def part(value: Any, name: str) -> Any:
    return value.get(name, MISSING) if isinstance(value, dict) else MISSING


def machine_name(library: str) -> str:
    return library.partition(" ")[0]


def _walk(fields: Sequence[Field], content: Any, fields_of: FieldsOf, depth: int) -> Iterator[tuple[Field, Any]]:
    for field in fields:
        yield from _inside(field, part(content, field.name), fields_of, depth + 1)


def _inside(field: Field, value: Any, fields_of: FieldsOf, depth: int) -> Iterator[tuple[Field, Any]]:
    yield field, value
    if depth > 2 * DEPTH:
        return
    if field.type == "group" and field.is_flat and not is_nested_in(field, value):
        yield from _inside(field.fields[0], value, fields_of, depth + 1)
    elif field.type == "group" and (isinstance(value, dict) or value is MISSING):
        yield from _walk(field.fields, value, fields_of, depth)
    elif field.type == "list" and field.item and isinstance(value, list):
        for item in value:
            yield from _inside(field.item, item, fields_of, depth + 1)
    elif field.type == "library" and isinstance(value, dict):
        library = value.get("library")
        inner = fields_of(library) if isinstance(library, str) else None
        if inner is not None:
            yield from _walk(inner, value.get("params", {}), fields_of, depth)


def _is_file(value: Any) -> bool:
    return isinstance(value, dict) and isinstance(value.get("path"), str) and bool(value["path"])


def _is_nested(value: dict[str, Any]) -> bool:
    if not value.get("library"):
        return not value or not value.get("params")
    return isinstance(value["library"], str) and isinstance(value.get("params", {}), dict)


def _is_choice(value: Any) -> bool:
    return isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool))


def _is_files(value: Any) -> bool:
    return isinstance(value, list) and all(map(_is_file, value))


_SHAPES: Final[dict[str, Callable[[Any], bool]]] = {
    "text": lambda value: isinstance(value, str),
    "number": is_number,
    "boolean": lambda value: isinstance(value, bool),
    "select": _is_choice,
    "list": lambda value: isinstance(value, list),
    "group": lambda value: isinstance(value, dict),
    "library": lambda value: isinstance(value, dict) and _is_nested(value),
    "image": _is_file,
    "file": _is_file,
    "audio": _is_files,
    "video": _is_files,
}
