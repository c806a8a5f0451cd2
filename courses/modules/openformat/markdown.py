"""Rich text as Markdown, read by markdown-it and written by mdformat's renderer."""

import re
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdformat.renderer import MDRenderer, RenderTreeNode

from courses.modules.openformat.faults import Reading
from courses.modules.openformat.richtext import (
    Item,
    Listing,
    Paragraph,
    RichText,
    Run,
    Runs,
    Span,
    nest,
    normalize,
)

# Reference definitions would vanish from the text: without the rule they are words like others.
PARSER = MarkdownIt("commonmark", {"html": False}).disable("reference")
OPTIONS: dict[str, Any] = {**PARSER.options, "mdformat": {"number": True}, "parser_extension": []}
TERM_LINK = re.compile(r"#mot-([a-z0-9]+(?:-[a-z0-9]+)*)")
PAGE_LINK = re.compile(r"page:([A-Z]+(?:-[0-9]+)?|/(?:[a-z0-9-]+/)*)")
OUTSIDE_LINK = re.compile(r"(?:https?://[^/\s]+|mailto:[^\s]+@[^\s]+|tel:\+?[0-9]+)\S*")
HEADINGS = frozenset({"h2", "h3"})


def is_allowed_link(href: str) -> bool:
    """A web address, a mail or telephone address, a glossary term or a page of ours."""
    return any(pattern.fullmatch(href) for pattern in (TERM_LINK, PAGE_LINK, OUTSIDE_LINK))


def normal_link(href: str) -> str:
    """The address as Markdown writes it (accents and spaces become %XX)."""
    return PARSER.normalizeLink(href)


def read_markdown(text: str, reading: Reading, first_line: int, *, headings: bool = False) -> RichText:
    """Read our subset; whatever else Markdown can write is refused with its line."""
    tree = RenderTreeNode(PARSER.parse(text))
    return tuple(_MarkdownReader(reading, first_line, headings).blocks(tree.children))


class _MarkdownReader:
    def __init__(self, reading: Reading, first_line: int, headings: bool) -> None:
        self.reading = reading
        self.line = self.first_line = first_line
        self.headings = headings

    def blocks(self, nodes: list[RenderTreeNode]) -> Iterator[Paragraph | Listing]:
        for node in nodes:
            if node.map:
                self.line = self.first_line + node.map[0]
            if node.type == "paragraph":
                yield Paragraph("p", self.inline(node))
            elif node.type == "heading" and self.headings and node.tag in HEADINGS:
                yield Paragraph(node.tag, self.inline(node))
            elif node.type in ("bullet_list", "ordered_list"):
                yield self.listing(node)
            else:
                self.refuse(node)

    def listing(self, node: RenderTreeNode) -> Listing:
        if node.attrs.get("start", 1) != 1:
            self.reading.refuse(self.line, _("Une liste numérotée commence à 1."))
        return Listing(node.type == "ordered_list", tuple(self.item(child) for child in node.children))

    def item(self, node: RenderTreeNode) -> Item:
        if node.map:
            self.line = self.first_line + node.map[0]
        children = node.children
        if not children or children[0].type != "paragraph":
            self.reading.refuse(self.line, _("Ce point de liste n’a pas de texte."))
            return Item(())
        runs = self.inline(children[0])
        if any(child.type not in ("bullet_list", "ordered_list") for child in children[1:]):
            self.reading.refuse(self.line, _("Un point de liste tient en un paragraphe."))
            return Item(runs)
        return Item(runs, tuple(self.listing(child) for child in children[1:]))

    def inline(self, node: RenderTreeNode) -> Runs:
        runs = normalize(self.runs(node.children[0].children if node.children else [], Run("")))
        if not runs:
            self.reading.refuse(self.line, _("Ce titre est vide.") if node.tag in HEADINGS else _("Rien à lire ici."))
        return runs

    def runs(self, nodes: list[RenderTreeNode], look: Run) -> Iterator[Run]:
        for node in nodes:
            if node.type == "text":
                yield Run(node.content, look.bold, look.italic, look.href)
            elif node.type == "softbreak":
                yield Run(" ", look.bold, look.italic, look.href)
            elif node.type == "hardbreak":
                yield Run("\n")
            elif node.type == "strong":
                yield from self.runs(node.children, Run("", True, look.italic, look.href))
            elif node.type == "em":
                yield from self.runs(node.children, Run("", look.bold, True, look.href))
            elif node.type == "link":
                yield from self.runs(node.children, Run("", look.bold, look.italic, self.link(node)))
            else:
                self.refuse(node)

    def link(self, node: RenderTreeNode) -> str:
        href = str(node.attrs.get("href", ""))
        if node.attrs.get("title"):
            self.reading.refuse(self.line, _("Un lien n’a pas de titre entre guillemets."))
        if not is_allowed_link(href):
            reason = _(
                "Le lien « {href} » n’est pas permis. Écrivez une adresse https://, « #mot-identifiant » "
                "ou « page:CODE »."
            )
            self.reading.refuse(self.line, reason.format(href=href))
        elif term := TERM_LINK.fullmatch(href):
            self.reading.mention("terme", term[1], self.line)
        elif page := PAGE_LINK.fullmatch(href):
            self.reading.mention("page", page[1], self.line)
        return href

    def refuse(self, node: RenderTreeNode) -> None:
        reasons = {
            "fence": _("Un bloc de code n’a pas sa place ici."),
            "code_block": _("Cette ligne est trop décalée vers la droite : Markdown y lit du code."),
            "code_inline": _("L’accent grave « ` » n’est pas permis."),
            "blockquote": _("Une ligne ne commence pas par « > ». Employez le bloc « citation »."),
            "hr": _("Un trait horizontal n’a pas sa place ici."),
            "image": _("Une image se met dans un bloc « image »."),
            "heading": _("Ce niveau de titre n’est pas permis ici."),
        }
        self.reading.refuse(self.line, reasons.get(node.type, _("Cette écriture n’est pas permise ici.")))


def write_markdown(text: RichText) -> str:
    """The canonical Markdown of a rich text, without a final newline."""
    tokens = [token for block in text for token in _block_tokens(block)]
    written = MDRenderer().render(tokens, OPTIONS, {}, finalize=False)
    # A line that begins like one of our fences must stay a line of text.
    return re.sub(r"^:::", r"\\:::", written, flags=re.MULTILINE)


def _block_tokens(block: Paragraph | Listing, level: int = 0) -> Iterator[Token]:
    if isinstance(block, Paragraph):
        name, markup = ("paragraph", "") if block.tag == "p" else ("heading", "#" * int(block.tag[1]))
        yield Token(f"{name}_open", block.tag, 1, markup=markup, level=level)
        yield _inline_token(block.runs)
        yield Token(f"{name}_close", block.tag, -1, markup=markup, level=level)
        return
    name, tag, markup = ("ordered_list", "ol", ".") if block.ordered else ("bullet_list", "ul", "-")
    yield Token(f"{name}_open", tag, 1, markup=markup, level=level)
    for item in block.items:
        yield Token("list_item_open", "li", 1, markup=markup, level=level + 1)
        yield Token("paragraph_open", "p", 1, hidden=True, level=level + 2)
        yield _inline_token(item.runs)
        yield Token("paragraph_close", "p", -1, hidden=True, level=level + 2)
        for below in item.lists:
            yield from _block_tokens(below, level + 2)
        yield Token("list_item_close", "li", -1, markup=markup, level=level + 1)
    yield Token(f"{name}_close", tag, -1, markup=markup, level=level)


def _inline_token(runs: Runs) -> Token:
    return Token("inline", "", 0, children=list(_span_tokens(nest(runs))))


MARKS = {"bold": ("strong", "strong", "**"), "italic": ("em", "em", "*"), "href": ("link", "a", "")}


def _span_tokens(spans: tuple[Span, ...]) -> Iterator[Token]:
    for span in spans:
        if isinstance(span.content, str):
            is_break = span.content == "\n"
            yield Token("hardbreak", "br", 0) if is_break else Token("text", "", 0, content=span.content)
            continue
        name, tag, markup = MARKS[span.mark]
        attributes: dict[str, str | int | float] = {"href": span.href} if span.mark == "href" else {}
        yield Token(f"{name}_open", tag, 1, markup=markup, attrs=attributes)
        yield from _span_tokens(span.content)
        yield Token(f"{name}_close", tag, -1, markup=markup)
