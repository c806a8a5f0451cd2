"""What the common pages ask of a tool. Answers travel and are kept as JSON; the tool alone knows what they mean."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from courses.tools.catalogue import Tool
from courses.tools.documents import Sheet

Answers = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Kind:
    """`version` changes with the rules: a kept result says that it was computed again with other ones.

    `read` takes what came from a browser or from a row and gives the same answers, checked and cleaned, complete or
    not; it raises `rules.reading.Unreadable`. The others are only given what `read` has returned.
    """

    tool: Tool
    version: str
    read: Callable[[Answers], Answers]
    is_complete: Callable[[Answers], bool]
    title: Callable[[Answers], str]  # how the learner's work is called, unless the learner says better
    sheet: Callable[[Answers, datetime], Sheet]  # of complete answers
