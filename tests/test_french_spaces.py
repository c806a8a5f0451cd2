"""What people read keeps its French punctuation on the line: no ordinary space before : ; ! ? » nor after «."""

import io
import re
import tokenize
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
PACKAGES = (
    "courses/assignments", "courses/glossary", "courses/h5p", "courses/modules", "courses/pathways",
    "courses/positioning", "courses/progress", "courses/surveys", "courses/tools", "passport",
)  # fmt: skip
BREAKABLE = re.compile(r"« | »|(?<=[\w)’}»%…]) [:;?!](?=\s|$|[<»])")
COMMENT = re.compile(r"\{% comment.*?endcomment %\}|\{#.*?#\}", re.DOTALL)
BEFORE_A_DOCSTRING = {None, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT}
# What must be typed with an ordinary space, and the files that are written so.
SHOWS_A_FORMAT = re.compile(r"clé : valeur|(?:identifiant|aussi|source) : \{term")


def files(pattern: str) -> list[Path]:
    found = [path for package in PACKAGES for path in (ROOT / package).rglob(pattern)]
    return [path for path in found if "migrations" not in path.parts]


def texts_of(source: str) -> list[str]:
    """The strings of a Python file, without its docstrings nor its regular expressions."""
    texts, before = [], None
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type in (tokenize.NL, tokenize.COMMENT):
            continue
        if token.type == tokenize.STRING and before not in BEFORE_A_DOCSTRING and not token.string.startswith("r"):
            texts.append(re.sub(r"^\w*(['\"]+)|['\"]+$", "", token.string))
        before = token.type
    return texts


def breakable(texts: list[str]) -> list[str]:
    return [text for text in texts if BREAKABLE.search(SHOWS_A_FORMAT.sub("", text))]


def test_no_sentence_of_the_code_can_break_before_its_punctuation():
    guilty = {path.relative_to(ROOT).as_posix(): breakable(texts_of(path.read_text())) for path in files("*.py")}

    assert {name: texts for name, texts in guilty.items() if texts} == {}


def test_no_template_can_break_before_its_punctuation():
    templates = {path: COMMENT.sub("", path.read_text()) for path in files("*.html")}
    guilty = {path.relative_to(ROOT).as_posix(): breakable(text.splitlines()) for path, text in templates.items()}

    assert {name: lines for name, lines in guilty.items() if lines} == {}


def test_no_activity_of_ours_can_break_before_its_punctuation():
    documents = (ROOT / "courses/h5p/types").rglob("*.json")
    guilty = {path.name: breakable(path.read_text().split('"')[1::2]) for path in documents}

    assert {name: texts for name, texts in guilty.items() if texts} == {}


@pytest.mark.parametrize("text", ["Rien : vide", "Vraiment ?", "« oui", "oui »", "{count} points ; fin"])
def test_what_can_break_is_found(text):
    assert breakable([text]) == [text]


@pytest.mark.parametrize("text", ["Rien\u00a0: vide", "Vraiment\u202f?", "«\u00a0oui\u00a0»", "12:30"])
def test_what_holds_is_left_alone(text):
    assert breakable([text]) == []
