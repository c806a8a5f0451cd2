"""Rich text as data: what Markdown and Wagtail's HTML have in common, in one normal form.

Inline content is a flat list of runs, as in Draftail itself: two notations of the same text
(`<b><a>…</a></b>`, `<a><b>…</b></a>`) therefore give the same value.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

SPACES = re.compile(r"[ \t\n]+")
PIECES = re.compile(r"\s+|\S+")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text with one look. A line break is a run whose text is a newline."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph (`p`) or a heading (`h2`, `h3`)."""

    tag: str
    runs: Runs


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a list, with the lists that hang below it."""

    runs: Runs
    lists: tuple["Listing", ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of points, numbered or not."""

    ordered: bool
    items: tuple[Item, ...]


RichText = tuple[Paragraph | Listing, ...]


def normalize(runs: Iterable[Run]) -> Runs:
    """One space between words, none at the ends, and no emphasis or link that begins or ends with a space."""
    pieces: list[Run] = []
    for run in runs:
        text = run.text if run.text == "\n" else SPACES.sub(" ", run.text)
        pieces.extend(replace(run, text=piece) for piece in PIECES.findall(text))
    while pieces and pieces[0].text.isspace():
        pieces.pop(0)
    while pieces and pieces[-1].text.isspace():
        pieces.pop()

    merged: list[Run] = []
    for piece in _with_plain_edges(_without_idle_spaces(pieces)):
        if merged and _same_look(merged[-1], piece) and "\n" not in (piece.text, merged[-1].text):
            merged[-1] = replace(piece, text=merged[-1].text + piece.text)
        else:
            merged.append(piece)
    return tuple(merged)


def _without_idle_spaces(pieces: list[Run]) -> list[Run]:
    """No space after a space, and none around a line break."""
    kept: list[Run] = []
    for piece in pieces:
        if piece.text == "\n":
            while kept and kept[-1].text == " ":
                kept.pop()
        elif piece.text == " " and kept and kept[-1].text in (" ", "\n"):
            continue
        kept.append(piece)
    return kept


def _with_plain_edges(pieces: list[Run]) -> Iterator[Run]:
    """A space keeps a look only when the words on both sides have it."""
    before = Run("")
    for position, piece in enumerate(pieces):
        if not piece.text.isspace():
            before = piece
            yield piece
            continue
        after = next(later for later in pieces[position:] if not later.text.isspace())
        yield Run(
            piece.text,
            bold=before.bold and after.bold,
            italic=before.italic and after.italic,
            href=before.href if before.href == after.href else "",
        )


def _same_look(one: Run, other: Run) -> bool:
    return (one.bold, one.italic, one.href) == (other.bold, other.italic, other.href)


@dataclass(frozen=True, slots=True)
class Span:
    """Content under one mark: `bold`, `italic`, `href`, or none (then it is one run)."""

    mark: str
    href: str
    content: "tuple[Span, ...] | str"


def nest(runs: Runs) -> tuple[Span, ...]:
    """Turn runs into nested marks: at each point the mark that reaches furthest is the outer one."""
    spans: list[Span] = []
    position = 0
    while position < len(runs):
        mark, end = _furthest(runs, position)
        if mark:
            inside = tuple(_without(run, mark) for run in runs[position:end])
            spans.append(Span(mark, runs[position].href if mark == "href" else "", nest(inside)))
        else:
            spans.append(Span("", "", runs[position].text))
        position = end
    return tuple(spans)


def _without(run: Run, mark: str) -> Run:
    return Run(
        run.text,
        bold=run.bold and mark != "bold",
        italic=run.italic and mark != "italic",
        href="" if mark == "href" else run.href,
    )


def _furthest(runs: Runs, start: int) -> tuple[str, int]:
    best, reach = "", start + 1
    for mark in ("href", "bold", "italic"):
        value = getattr(runs[start], mark)
        if not value:
            continue
        end = start
        while end < len(runs) and getattr(runs[end], mark) == value:
            end += 1
        if not best or end > reach:
            best, reach = mark, end
    return best, reach


def links(text: RichText) -> Iterator[str]:
    """Every address that the text links to, in reading order."""
    for block in text:
        if isinstance(block, Paragraph):
            yield from (run.href for run in block.runs if run.href)
        else:
            for item in block.items:
                yield from (run.href for run in item.runs if run.href)
                yield from links(item.lists)
