"""JSON as every reader understands it: no repeated key, no NaN, no number that JavaScript would round, bounded depth.

RFC 8259 lets parsers differ on repeated keys (§ 4), numbers (§ 6) and lone surrogates (§ 8.2): here they are refused.
"""

import json
import math
from enum import StrEnum
from typing import Any

from courses.h5p import limits


class Flaw(StrEnum):
    ENCODING = "encoding"
    SYNTAX = "syntax"
    LARGE = "large"
    DEEP = "deep"
    MANY = "many"
    NUMBER = "number"
    INTEGER = "integer"
    REPEATED = "repeated"
    TEXT = "text"
    NOT_OBJECT = "not_object"


class NotStrict(ValueError):
    """Why a text is refused; `detail` is a place or a word of it."""

    def __init__(self, flaw: Flaw, detail: str = "") -> None:
        super().__init__(f"{flaw}: {detail}")
        self.flaw = flaw
        self.detail = detail


def decoded(data: bytes) -> str:
    """UTF-8 text; a byte order mark is taken off."""
    if len(data) > limits.JSON:
        raise NotStrict(Flaw.LARGE)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotStrict(Flaw.ENCODING, str(error.start)) from error


def parsed(text: str) -> Any:
    try:
        value = json.loads(
            text,
            parse_int=_integer,
            parse_float=_number,
            parse_constant=_constant,
            object_pairs_hook=_pairs,
        )
    except RecursionError as error:
        raise NotStrict(Flaw.DEEP) from error
    except json.JSONDecodeError as error:
        raise NotStrict(Flaw.SYNTAX, f"{error.lineno}:{error.colno}") from error
    check(value)
    return value


def parsed_object(text: str) -> dict[str, Any]:
    value = parsed(text)
    if not isinstance(value, dict):
        raise NotStrict(Flaw.NOT_OBJECT)
    return value


def check(value: Any) -> None:
    """What the parser does not see: how deep, how many, and letters that no database keeps."""
    level, depth, count = [value], 0, 0
    while level:
        depth, count = depth + 1, count + len(level)
        if count > limits.JSON_VALUES:
            raise NotStrict(Flaw.MANY)
        if depth > limits.JSON_DEPTH:
            raise NotStrict(Flaw.DEEP)
        below: list[Any] = []
        for item in level:
            if isinstance(item, dict):
                for key in item:
                    _text(key)
                below.extend(item.values())
            elif isinstance(item, list):
                below.extend(item)
            elif isinstance(item, str):
                _text(item)
        level = below


def _text(text: str) -> None:
    if "\0" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
        raise NotStrict(Flaw.TEXT, ascii(text[:40]))


def _integer(digits: str) -> int:
    if len(digits.lstrip("-")) > limits.INTEGER_DIGITS:
        raise NotStrict(Flaw.INTEGER, digits[:40])
    return int(digits)


def _number(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise NotStrict(Flaw.NUMBER, digits[:40])
    return number


def _constant(word: str) -> float:
    raise NotStrict(Flaw.NUMBER, word)


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen = set()
        for key, _value in pairs:
            if key in seen:
                raise NotStrict(Flaw.REPEATED, key[:40])
            seen.add(key)
    return found
