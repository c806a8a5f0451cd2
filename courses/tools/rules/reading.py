"""Answers come back from a browser, or from a row kept long ago: each value is read again, bounded and cleaned.

Nothing is repaired in silence but spaces and signs that no text holds. What is not what it should be is `Unreadable`.
"""

import json
import unicodedata
from collections.abc import Collection, Mapping
from typing import Any

LONGEST_STATE = 60_000  # signs of all the answers of one tool, as JSON
UNPRINTABLE = frozenset({"Cc", "Cn", "Co", "Cs"})


class Unreadable(ValueError):
    """What was sent is not what this tool writes in its pages."""


def state(text: str) -> dict[str, Any]:
    """The answers that travel in a page; nothing, when it is the first page."""
    if not text:
        return {}
    if len(text) > LONGEST_STATE:
        raise Unreadable("too long")
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Unreadable("not JSON") from error
    return mapping(found)


def written(answers: Mapping[str, Any]) -> str:
    """The same answers as the page carries them."""
    return json.dumps(answers, ensure_ascii=False, separators=(",", ":"))


def carried(answers: dict[str, Any]) -> dict[str, Any]:
    """The same answers, when a page can carry them: it would be too late to say so at the next step."""
    if len(written(answers)) > LONGEST_STATE:
        raise Unreadable("too long")
    return answers


def mapping(value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise Unreadable("not a mapping")
    return value


def sequence(value: object, *, longest: int) -> list[Any]:
    if not isinstance(value, list) or len(value) > longest:
        raise Unreadable("not a list, or too long a list")
    return value


def line(value: object, *, longest: int) -> str:
    """One line of text, spaces made single."""
    return " ".join(text(value, longest=longest).split())


def text(value: object, *, longest: int) -> str:
    """Several lines, ends of lines made one; without the signs that no document can hold."""
    if not isinstance(value, str):
        raise Unreadable("not a text")
    clean = printable(value.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if len(clean) > longest:
        raise Unreadable("too long a text")
    return clean


def printable(value: str) -> str:
    return "".join(sign for sign in value if sign in "\n\t" or unicodedata.category(sign) not in UNPRINTABLE)


def one_of(value: object, allowed: Collection[str]) -> str:
    if not isinstance(value, str) or value not in allowed:
        raise Unreadable("not one of the choices")
    return value


def yes_or_no(value: object) -> bool:
    if not isinstance(value, bool):
        raise Unreadable("neither yes nor no")
    return value


def one_of_each(value: Mapping[str, Any], allowed: Collection[str]) -> None:
    """No name but those that are known."""
    if not set(value) <= set(allowed):
        raise Unreadable("a name that is not known")
