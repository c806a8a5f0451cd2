"""What people type, shown safely: Markdown without HTML nor pictures, whose headings stay out of the page's outline."""

from typing import Final

import nh3
from bs4 import BeautifulSoup
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

TAGS: Final = {
    "p", "br", "strong", "em", "ul", "ol", "li", "blockquote", "code", "pre", "a", "hr",
    "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
SCHEMES: Final = {"http", "https", "mailto"}

markdown = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable("table").disable("image")
markdown.add_render_rule("heading_open", lambda *_: "<p><strong>")
markdown.add_render_rule("heading_close", lambda *_: "</strong></p>\n")


def marked(text: str) -> SafeString:
    """The HTML of a text, cleaned once more after it was made."""
    html = nh3.clean(
        markdown.render(text.replace("\r\n", "\n")),
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes=SCHEMES,
        link_rel="nofollow noopener noreferrer",
    )
    return mark_safe(stacked(html) if "<table" in html else html)  # noqa: S308 - cleaned just above


def stacked(html: str) -> str:
    """Tables that become a stack on a narrow screen: explicit roles, and the heading of each cell beside it."""
    soup = BeautifulSoup(html, "html.parser")
    for table in soup.find_all("table"):
        table["class"], table["role"] = "empile", "table"
        headings = [cell.get_text(" ", strip=True) for cell in table.find_all("th")]
        for group in table.find_all(["thead", "tbody"]):
            group["role"] = "rowgroup"
        for row in table.find_all("tr"):
            row["role"] = "row"
            for place, cell in enumerate(row.find_all(["th", "td"])):
                cell["role"] = "columnheader" if cell.name == "th" else "cell"
                if cell.name == "th":
                    cell["scope"] = "col"
                elif place < len(headings):
                    cell["data-l"] = headings[place]
    return str(soup)
