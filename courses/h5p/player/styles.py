"""One style sheet made of many: the addresses in it are written anew from where it will stand."""

import posixpath
from collections.abc import Callable, Iterable
from typing import Any, Final
from urllib.parse import urlsplit

import tinycss2
from tinycss2 import ast
from tinycss2.serializer import serialize_string_value

# Functions whose strings are addresses too (CSS Images 4, § 2.4).
IMAGE_SETS: Final = {"image-set", "-webkit-image-set"}
DEEPEST_IMPORT: Final = 8

Read = Callable[[str], str | None]


class StyleBundle:
    """Style sheets of libraries put end to end, each relative address given from the root of the player's files.

    `read` gives the text of a file by its path from that root, or None when there is none. A sheet that imports
    another of its library receives it in its place; one that imports from elsewhere goes without.
    """

    def __init__(self, read: Read, root: str) -> None:
        self.read = read
        self.root = root

    def of(self, paths: Iterable[str]) -> str:
        return "\n".join(self.sheet(path) for path in paths)

    def sheet(self, path: str, depth: int = 0) -> str:
        text = self.read(path)
        if text is None or depth > DEEPEST_IMPORT:
            return ""
        rules = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
        return "\n".join(self.rule(rule, posixpath.dirname(path), depth) for rule in rules)

    def rule(self, rule: Any, folder: str, depth: int) -> str:
        if rule.type == "error" or (rule.type == "at-rule" and rule.lower_at_keyword == "charset"):
            return ""
        if rule.type == "at-rule" and rule.lower_at_keyword == "import":
            return self.imported(rule.prelude, folder, depth)
        self.rewrite(rule.prelude, folder)
        self.rewrite(rule.content or [], folder)
        return str(rule.serialize())

    def imported(self, prelude: list[Any], folder: str, depth: int) -> str:
        """`@import "other.css" print` becomes `@media print { … }` around the other sheet (CSS Cascade 4, § 2)."""
        tokens = [token for token in prelude if token.type not in ("whitespace", "comment")]
        address = address_of(tokens[0]) if tokens else None
        if address is None or not is_relative(address):
            return ""
        sheet = self.sheet(posixpath.normpath(posixpath.join(folder, urlsplit(address).path)), depth + 1)
        condition = tinycss2.serialize(tokens[1:]).strip()
        return f"@media {condition} {{\n{sheet}\n}}" if condition else sheet

    def rewrite(self, tokens: list[Any], folder: str) -> None:
        for token in tokens:
            if token.type == "url":
                token.value = self.moved(token.value, folder)
                token.representation = f'url("{serialize_string_value(token.value)}")'
            elif token.type == "function":
                strings = token.lower_name == "url" or token.lower_name in IMAGE_SETS
                for argument in token.arguments if strings else []:
                    if argument.type == "string":
                        argument.value = self.moved(argument.value, folder)
                        argument.representation = f'"{serialize_string_value(argument.value)}"'
                self.rewrite(token.arguments, folder)
            elif isinstance(token, (ast.ParenthesesBlock, ast.SquareBracketsBlock, ast.CurlyBracketsBlock)):
                self.rewrite(token.content, folder)

    def moved(self, address: str, folder: str) -> str:
        if not is_relative(address):
            return address
        parts = urlsplit(address)
        path = posixpath.normpath(posixpath.join(folder, parts.path))
        return self.root + parts._replace(path=path).geturl()


def address_of(token: Any) -> str | None:
    if token.type in ("url", "string"):
        return str(token.value)
    if token.type == "function" and token.lower_name == "url":
        return next((str(argument.value) for argument in token.arguments if argument.type == "string"), None)
    return None


def is_relative(address: str) -> bool:
    """From the sheet's own folder: neither of another host, nor `data:`, nor a piece of the same document."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return bool(parts.path) and not parts.scheme and not parts.netloc and not address.startswith(("/", "#"))
