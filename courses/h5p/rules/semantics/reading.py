"""From semantics.json and its language files to fields."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from courses.h5p.rules.semantics.fields import DEPTH, MISSING, Condition, Field, Option, Rule


def read_semantics(document: Any, *, labels: Any = None, texts: Any = None) -> tuple[Field, ...]:
    """The fields of a type. `labels` and `texts` are language files: the editor's words, and the content's own."""
    shown = _overlaid(document, _mirror(labels), lambda key: key != "default")
    return _fields(_overlaid(shown, _mirror(texts), lambda key: key == "default"), 0)


def _mirror(language: Any) -> Any:
    return language.get("semantics") if isinstance(language, dict) else None


def _overlaid(base: Any, mirror: Any, is_taken: Callable[[str], bool], depth: int = 0) -> Any:
    """`base` with the sentences of a language file, which has its shape (H5P specification, « Translations »)."""
    if depth > 4 * DEPTH:
        return base
    if isinstance(base, list) and isinstance(mirror, list):
        pairs = zip(base, [*mirror, *[None] * len(base)], strict=False)
        return [_overlaid(item, twin, is_taken, depth + 1) for item, twin in pairs]
    if not isinstance(base, dict) or not isinstance(mirror, dict):
        return base
    merged = dict(base)
    for key, twin in mirror.items():
        if isinstance(twin, str) and key in _SENTENCES and is_taken(key):
            merged[key] = twin
        elif key in base and not isinstance(twin, str):
            merged[key] = _overlaid(base[key], twin, is_taken, depth + 1)
    return merged


_SENTENCES: Final = {"label", "description", "placeholder", "entity", "default"}


def _fields(document: Any, depth: int) -> tuple[Field, ...]:
    entries = document if isinstance(document, list) else []
    read = [_field(entry, depth + 1) for entry in entries if isinstance(entry, dict)]
    named = [field for field in read if field.name]
    return tuple({field.name: field for field in named}.values())


def _field(entry: Mapping[str, Any], depth: int) -> Field:
    type_ = _text(entry, "type")
    condition = _condition(entry.get("showWhen")) if entry.get("widget") == "showWhen" else None
    inner = entry.get("showWhen", {}).get("widget") if condition and isinstance(entry.get("showWhen"), dict) else None
    widget = inner if isinstance(inner, str) else _widget(entry)
    pattern = entry.get("regexp") if isinstance(entry.get("regexp"), dict) else {}
    deeper = depth < DEPTH
    item = entry.get("field")
    return Field(
        name=_text(entry, "name"),
        type=type_,
        label=_text(entry, "label") or _text(entry, "name"),
        description=_text(entry, "description"),
        placeholder=_text(entry, "placeholder"),
        widget=widget,
        is_optional=entry.get("optional") is True,
        is_common=entry.get("common") is True,
        is_expanded=entry.get("expanded") is True,
        is_sub_content=entry.get("isSubContent") is True,
        default=entry.get("default", MISSING),
        options=tuple(_options(entry.get("options"))),
        fields=_fields(entry.get("fields"), depth) if deeper else (),
        item=_field(item, depth + 1) if deeper and type_ == "list" and isinstance(item, dict) else None,
        minimum=_number(entry, "min"),
        maximum=_number(entry, "max"),
        step=_number(entry, "step"),
        decimals=int(_number(entry, "decimals") or 0),
        max_length=int(length) if (length := _number(entry, "maxLength")) and length > 0 else None,
        pattern=_text(pattern or {}, "pattern"),
        ignores_case="i" in _text(pattern or {}, "modifiers"),
        tags=tuple(tag for tag in _list(entry, "tags") if isinstance(tag, str)),
        entity=_text(entry, "entity"),
        default_count=int(count) if (count := _number(entry, "defaultNum")) is not None and count >= 0 else None,
        condition=condition,
    )


def _widget(entry: Mapping[str, Any]) -> str:
    """A list may offer several: the first that is named decides."""
    widgets = [entry.get("widget"), *(each.get("name") for each in _list(entry, "widgets") if isinstance(each, dict))]
    return next((widget for widget in widgets if isinstance(widget, str)), "")


def _options(options: Any) -> Iterator[Option]:
    for option in options if isinstance(options, list) else []:
        if isinstance(option, str):
            yield Option(option, option)
        elif isinstance(option, dict) and isinstance(option.get("value"), str | int | float | bool):
            yield Option(option["value"], str(option.get("label", option["value"])))


def _condition(when: Any) -> Condition | None:
    rules = []
    for rule in _list(when, "rules") if isinstance(when, dict) else []:
        path = _text(rule, "field") if isinstance(rule, dict) else ""
        if path:
            equals = rule.get("equals")
            rules.append(Rule(tuple(path.split("/")), tuple(equals) if isinstance(equals, list) else (equals,)))
    return Condition(tuple(rules), when.get("type") == "and") if rules else None


def _text(entry: Mapping[str, Any], key: str) -> str:
    value = entry.get(key)
    return value if isinstance(value, str) else ""


def _list(entry: Mapping[str, Any], key: str) -> list[Any]:
    value = entry.get(key)
    return value if isinstance(value, list) else []


def _number(entry: Mapping[str, Any], key: str) -> float | None:
    value = entry.get(key)
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None
