"""The French sentences of the code: what gettext is given in Python files, and in templates."""

import ast
import re
from collections.abc import Iterator

from courses.modules.openformat.prose import Passage

MARKED = frozenset({"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"})
COMMENT = re.compile(r"\{#.*?#\}|\{% comment.*?endcomment %\}", re.DOTALL)
TRANSLATE = re.compile(r"""\{%\s*(?:translate|trans)\s+(["'])(?P<text>.*?)\1""")
IN_A_TAG = re.compile(r"""_\((["'])(?P<text>.*?)\1\)""")
BLOCK = re.compile(r"\{%\s*blocktrans(?:late)?\b.*?%\}(?P<text>.*?)\{%\s*endblocktrans(?:late)?\s*%\}", re.DOTALL)
TAG = re.compile(r"\{[{%].*?[}%]\}")


def in_python(source: str) -> Iterator[Passage]:
    """The texts marked for translation, and the help of commands."""
    for node in ast.walk(ast.parse(source)):
        for value in given_to_people(node):
            if isinstance(value, ast.Constant) and isinstance(value.value, str):
                yield Passage(value.lineno, value.value)


def given_to_people(node: ast.AST) -> list[ast.expr]:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKED:
        return node.args
    if isinstance(node, ast.keyword) and node.arg == "help":
        return [node.value]
    if isinstance(node, ast.Assign) and any(isinstance(name, ast.Name) and name.id == "help" for name in node.targets):
        return [node.value]
    return []


def in_template(source: str) -> Iterator[Passage]:
    """The texts of translation tags. Comments are blanked, so that lines keep their numbers."""
    source = COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), source)
    for shape in (TRANSLATE, IN_A_TAG, BLOCK):
        for found in shape.finditer(source):
            yield Passage(source.count("\n", 0, found.start("text")) + 1, TAG.sub("…", found["text"]))
