"""Reading JSON that anybody may have written, without ever failing, and text as browsers read it."""

import html
import math
import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from html.parser import HTMLParser
from typing import Any

# What `\s` and `trim` mean in JavaScript (ECMA-262, WhiteSpace and LineTerminator).
SPACES = "\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"  # noqa: E501
LARGEST = 100_000
TITLE = 160


def mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def sequence(value: object) -> Sequence[Any]:
    return value if isinstance(value, list | tuple) else ()


def text(value: object) -> str:
    return value if isinstance(value, str) else ""


def inside(value: object, *path: str) -> Any:
    """`inside(content, "a", "b")` is content["a"]["b"], or None where anything is missing."""
    for name in path:
        value = mapping(value).get(name)
    return value


def number(value: object, default: Fraction | int = 0) -> Fraction:
    """A finite number as it was written (0.1 is one tenth), kept within bounds that a result can hold."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return Fraction(default)
    exact = Fraction(repr(value)) if isinstance(value, float) else Fraction(value)
    return max(min(exact, Fraction(LARGEST)), Fraction(-LARGEST))


def position(value: object) -> int | None:
    """A place in a list: a whole number, or one written as text."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value if 0 <= value < LARGEST else None
    if isinstance(value, float):
        return int(value) if value.is_integer() and 0 <= value < LARGEST else None
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,5}", value):
        return int(value)
    return None


def trim(value: str) -> str:
    return value.strip(SPACES)


VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])


class _TextNodes(HTMLParser):
    """Text between tags, as browsers build it: an end tag that closes nothing does not even cut the text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.nodes: list[str] = []
        self.buffer: list[str] = []
        self.opened: list[str] = []

    def cut(self) -> None:
        if self.buffer:
            self.nodes.append("".join(self.buffer))
            self.buffer = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.cut()
        if tag not in VOID:
            self.opened.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.opened:
            self.cut()
            while self.opened.pop() != tag:
                pass
        elif tag in ("p", "br"):  # these make an element of their own (HTML, § 13.2.6.4.7)
            self.cut()

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        self.handle_starttag(tag, attrs)

    def handle_comment(self, data: str) -> None:
        self.cut()

    def handle_data(self, data: str) -> None:
        if not {"script", "style"} & set(self.opened[-1:]):
            self.buffer.append(data)


def text_nodes(markup: str) -> list[str]:
    parser = _TextNodes()
    try:
        parser.feed(markup)
        parser.close()
    except AssertionError:  # html.parser meets a marked section that it does not know
        return [html.unescape(re.sub(r"<[^>]*>", " ", markup))]
    parser.cut()
    return parser.nodes


def plain(markup: object) -> str:
    """A short title out of HTML."""
    words = " ".join(" ".join(text_nodes(text(markup)[:4000])).split())
    return words if len(words) <= TITLE else f"{words[: TITLE - 1].rstrip()}…"
