"""Our journal says where a fault happened, never what was being handled."""

import logging
import sys
import traceback
from types import TracebackType
from typing import Any

from gunicorn.glogging import Logger  # type: ignore[import-untyped]

Failure = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def describe(failure: Failure) -> str:
    kind, _, trace = failure
    places = [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]
    return "\n".join([kind.__name__ if kind else "?", *places])


class SoberFormatter(logging.Formatter):
    """The kind of an error and its place: its message could quote what was read."""

    def formatException(self, ei: Failure) -> str:
        return describe(ei)

    def formatStack(self, stack_info: str) -> str:
        return ""


class SoberLogger(Logger):
    """The server's own journal: its usual form quotes the whole address of a failed request, codes included."""

    def exception(self, msg: str, *args: Any, **kwargs: Any) -> None:
        self.error_log.error("%s\n%s", "Une requête a échoué.", describe(sys.exc_info()))
