"""Texts, numbers, yes or no, choices; and the JSON of what has no control of its own."""

import json
import re
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from courses.h5p.desk.semantics.controls import Control, WordsControl, Workshop, longest, same_text, words_of
from courses.h5p.rules import strict_json
from courses.h5p.rules.semantics import MISSING, Field

# H5P specification: the length of a text that gives none.
LENGTH: Final = 255


class TextControl(WordsControl):
    """On one line, unless the type or the content has several."""

    def __init__(self, field: Field, workshop: Workshop) -> None:
        values = workshop.values(field)
        is_long = field.widget == "textarea" or any("\n" in value.strip() for value in values)
        limit = field.max_length or (None if is_long else LENGTH)
        options: dict[str, Any] = {
            "required": workshop.is_required(field),
            "max_length": limit if limit and longest(values) <= limit else None,
            "validators": _validators(field, workshop),
            "default": field.default if isinstance(field.default, str) else "",
            **words_of(field),
        }
        self.field = field
        self.block = blocks.TextBlock(rows=2, **options) if is_long else blocks.CharBlock(**options)


class NumberControl(Control):
    def __init__(self, field: Field, workshop: Workshop) -> None:
        numbers = [float(value) for value in workshop.values(field)]
        is_whole = not field.decimals and _is_whole(field.step) and all(map(_is_whole, numbers))
        kind = blocks.IntegerBlock if is_whole else blocks.FloatBlock
        self.field = field
        self.block = kind(
            required=workshop.is_required(field),
            min_value=_as_limit(field.minimum, all(field.minimum is None or each >= field.minimum for each in numbers)),
            max_value=_as_limit(field.maximum, all(field.maximum is None or each <= field.maximum for each in numbers)),
            default=_as_number(field.default) if field.default is not MISSING else None,
            **words_of(field),
        )

    def show(self, value: Any) -> Any:
        return self.block.get_default() if value is MISSING else _as_number(value)

    def read(self, shown: Any, original: Any, is_new: bool) -> Any:
        if not is_new and shown == self.show(original):
            return original
        return MISSING if shown is None else _as_number(shown)


class BooleanControl(Control):
    def __init__(self, field: Field, workshop: Workshop) -> None:
        self.block = blocks.BooleanBlock(required=False, default=field.default is True, **words_of(field))

    def show(self, value: Any) -> bool:
        return bool(self.block.get_default() if value is MISSING else value)

    def read(self, shown: Any, original: Any, is_new: bool) -> Any:
        return original if not is_new and shown == self.show(original) else bool(shown)


class SelectControl(Control):
    """The values of a choice are texts or numbers; one that the type no longer offers stays on offer."""

    def __init__(self, field: Field, workshop: Workshop) -> None:
        self.field = field
        self.by_code = {str(option.value): option.value for option in field.options}
        labels = {str(option.value): plain_label(option.label) for option in field.options}
        for value in workshop.values(field):
            if value != "" and str(value) not in labels:
                self.by_code[str(value)] = value
                labels[str(value)] = _("%(value)s (valeur actuelle)") % {"value": value}
        default = str(field.default) if str(field.default) in labels else ""
        self.block = blocks.ChoiceBlock(
            choices=list(labels.items()), required=workshop.is_required(field), default=default, **words_of(field)
        )

    def show(self, value: Any) -> str:
        return str(self.block.get_default() if value is MISSING else value)

    def read(self, shown: Any, original: Any, is_new: bool) -> Any:
        if not is_new and shown == self.show(original):
            return original
        return self.by_code.get(shown, MISSING)


class JsonControl(Control):
    """The plain field of what has no control: whatever it holds comes back, or is refused with its place."""

    ADVICE = gettext_lazy(
        "Réglage sans écran adapté : voici son JSON. Laissez-le tel quel si vous ne le connaissez pas."
    )

    def __init__(self, field: Field, workshop: Workshop, advice: str = "") -> None:
        words = words_of(field)
        words["help_text"] = " ".join(filter(None, [words["help_text"], advice or str(self.ADVICE)]))
        default = "" if field.default is MISSING else _written(field.default)
        self.block = blocks.TextBlock(
            required=False, rows=3, validators=[check_json], default=default, form_classname="h5p-json", **words
        )

    def show(self, value: Any) -> str:
        return str(self.block.get_default()) if value is MISSING else _written(value)

    def read(self, shown: Any, original: Any, is_new: bool) -> Any:
        text = same_text(shown or "")
        if not is_new and text == same_text(self.show(original)):
            return original
        return strict_json.parsed(text) if text else MISSING


def check_json(text: str) -> None:
    try:
        strict_json.parsed(text)
    except strict_json.NotStrict as refusal:
        if refusal.flaw is strict_json.Flaw.SYNTAX:
            line, _colon, column = refusal.detail.partition(":")
            message = _("Corrigez ce JSON : il ne se lit plus à la ligne %(line)s, caractère %(column)s.")
            raise ValidationError(message % {"line": line, "column": column}) from refusal
        message = _("Corrigez ce JSON : %(detail)s n’y est pas permis.")
        raise ValidationError(message % {"detail": refusal.detail or refusal.flaw}) from refusal


def plain_label(label: str) -> str:
    """Labels of choices are escaped by the form: only tags go."""
    return re.sub(r"<[^>]{0,200}>", "", label)


def _written(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def _validators(field: Field, workshop: Workshop) -> list[RegexValidator]:
    """JavaScript's patterns are Python's, but for some that are then left to the player."""
    if not field.pattern or len(field.pattern) > LENGTH:
        return []
    try:
        pattern = re.compile(field.pattern, re.IGNORECASE if field.ignores_case else 0)
    except re.error:
        return []
    if not workshop.keeps(field, lambda value: bool(pattern.search(value))):
        return []
    return [RegexValidator(pattern, _("Écrivez ce texte sous la forme attendue : %(form)s.") % {"form": field.pattern})]


def _is_whole(number: float | None) -> bool:
    return number is None or float(number).is_integer()


def _as_limit(limit: float | None, is_kept: bool) -> float | None:
    return _as_number(limit) if limit is not None and is_kept else None


def _as_number(value: Any) -> float | int | None:
    """A whole number stays whole, as JSON writes it."""
    try:
        number = float(value)
    except (TypeError, ValueError):
        return None
    return int(number) if number.is_integer() else number
