"""Reads parameters as the scripts of our types do: whatever anybody wrote, without failing."""

import re
from collections.abc import Mapping
from typing import Any

from courses.h5p.rules.grading.reading import mapping, position, sequence

__all__ = ["boolean", "counted", "items", "mapping", "position", "sequence", "text", "whole"]

# What PHP hosts make of every text without tags, and nothing else: `&eacute;` was typed by somebody.
ENTITIES = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#039;": "'", "&#39;": "'"}
ENTITY = re.compile("|".join(ENTITIES))


def text(value: object) -> str:
    return ENTITY.sub(lambda found: ENTITIES[found[0]], value).strip() if isinstance(value, str) else ""


def items(value: object) -> list[Mapping[str, Any]]:
    """A list of groups; what is no group is an empty one, so that positions hold."""
    return [mapping(each) for each in sequence(value)]


def whole(value: object, below: int) -> int | None:
    """An integer from 0 to below - 1."""
    is_whole = isinstance(value, int) and not isinstance(value, bool)
    return value if is_whole and 0 <= value < below else None  # type: ignore[operator,return-value]  # is_whole


def counted(value: object, below: int) -> int | None:
    """The place that trainers count from 1, from 0."""
    place = position(value)
    return whole(place - 1, below) if place else None


def boolean(value: object, *, standard: bool) -> bool:
    return value if isinstance(value, bool) else standard
