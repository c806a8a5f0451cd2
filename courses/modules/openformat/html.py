"""Rich text as the small HTML that Wagtail stores, whether Draftail or an import has written it."""

import html
from collections.abc import Iterator
from typing import Protocol

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, Tag
from django.utils.translation import gettext as _

from courses.modules.openformat.markdown import PAGE_LINK, normal_link
from courses.modules.openformat.richtext import Item, Listing, Paragraph, RichText, Run, Runs, Span, nest, normalize

LOOKS = {"b": "bold", "strong": "bold", "i": "italic", "em": "italic"}


class PageLinks(Protocol):
    """Knows pages by the stable reference that the format writes, such as `SEC-2` or `/aide/`."""

    def reference(self, page_id: int) -> str | None: ...

    def page_id(self, reference: str) -> int | None: ...


class Unwritable(Exception):
    """Something that an editor could do and that the format cannot say."""


def read_html(source: str, pages: PageLinks) -> RichText:
    """Read stored rich text. Raises Unwritable for what the format does not know."""
    return tuple(_blocks(BeautifulSoup(source, "html.parser"), pages))


def _blocks(parent: Tag, pages: PageLinks) -> Iterator[Paragraph | Listing]:
    for node in parent.children:
        if isinstance(node, Tag) and node.name in ("p", "h2", "h3"):
            separator = "\n" if node.name == "p" else " "
            if runs := normalize(_runs(node, Run(""), pages, separator)):
                yield Paragraph(node.name, runs)
        elif isinstance(node, Tag) and node.name in ("ul", "ol"):
            yield _listing(node, pages)
        elif isinstance(node, Tag) or str(node).strip():
            raise Unwritable(_("un contenu hors des paragraphes, titres et listes"))


def _listing(node: Tag, pages: PageLinks) -> Listing:
    items = []
    for child in node.find_all("li", recursive=False):
        below = child.find_all(["ul", "ol"], recursive=False)
        text = [part for part in child.children if part not in below]
        runs = normalize(run for part in text for run in _node_runs(part, Run(""), pages, "\n"))
        items.append(Item(runs, tuple(_listing(part, pages) for part in below)))
    return Listing(node.name == "ol", tuple(items))


def _runs(parent: Tag, look: Run, pages: PageLinks, separator: str) -> Iterator[Run]:
    for node in parent.children:
        yield from _node_runs(node, look, pages, separator)


def _node_runs(node: PageElement, look: Run, pages: PageLinks, separator: str) -> Iterator[Run]:
    if isinstance(node, NavigableString):
        yield Run(str(node).replace("\n", " "), look.bold, look.italic, look.href)
    elif not isinstance(node, Tag):
        return
    elif node.name == "br":
        yield Run(separator)
    elif node.name == "a":
        yield from _runs(node, Run("", look.bold, look.italic, _address(node, pages)), pages, separator)
    elif node.name in LOOKS:
        bold, italic = look.bold or LOOKS[node.name] == "bold", look.italic or LOOKS[node.name] == "italic"
        yield from _runs(node, Run("", bold, italic, look.href), pages, separator)
    else:
        raise Unwritable(_("la mise en forme « {tag} »").format(tag=node.name))


def _address(node: Tag, pages: PageLinks) -> str:
    kind = node.get("linktype")
    if kind is None:
        return normal_link(str(node.get("href", "")))
    reference = pages.reference(int(str(node.get("id")))) if kind == "page" else None
    if reference is None:
        raise Unwritable(_("le lien « {text} », qui mène hors des pages publiées").format(text=node.get_text()))
    return f"page:{reference}"


def write_html(text: RichText, pages: PageLinks) -> str:
    """Rich text as Draftail would store it."""
    return "".join(_block_html(block, pages) for block in text)


def _block_html(block: Paragraph | Listing, pages: PageLinks) -> str:
    if isinstance(block, Paragraph):
        return f"<{block.tag}>{_runs_html(block.runs, pages)}</{block.tag}>"
    items = (
        f"<li>{_runs_html(item.runs, pages)}{''.join(_block_html(below, pages) for below in item.lists)}</li>"
        for item in block.items
    )
    tag = "ol" if block.ordered else "ul"
    return f"<{tag}>{''.join(items)}</{tag}>"


def _runs_html(runs: Runs, pages: PageLinks) -> str:
    return _spans_html(nest(runs), pages)


def _spans_html(spans: tuple[Span, ...], pages: PageLinks) -> str:
    written = []
    for span in spans:
        if isinstance(span.content, str):
            written.append("<br/>" if span.content == "\n" else html.escape(span.content, quote=False))
        elif span.mark == "href":
            written.append(f"<a {_link_attributes(span.href, pages)}>{_spans_html(span.content, pages)}</a>")
        else:
            tag = "b" if span.mark == "bold" else "i"
            written.append(f"<{tag}>{_spans_html(span.content, pages)}</{tag}>")
    return "".join(written)


def _link_attributes(href: str, pages: PageLinks) -> str:
    if page := PAGE_LINK.fullmatch(href):
        return f'linktype="page" id="{pages.page_id(page[1])}"'
    return f'href="{html.escape(href)}"'
