"""Finding things: Wagtail's search over the live pages, and what other apps have registered."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.utils.text import capfirst
from wagtail.models import Page

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as StrOrPromise

MOST_WORDS: Final = 12
MOST_PAGES: Final = 100

Search = Callable[[str], Iterable["SearchHit"]]
Links = Callable[[], Iterable[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One result: what it is called, where it is, what it says, and what sort of thing it is."""

    title: str
    url: str
    text: str = ""
    kind: str = ""


SEARCH_SOURCES: "dict[StrOrPromise, Search]" = {}
LINK_SOURCES: "dict[StrOrPromise, Links]" = {}


def register_search_source(label: "StrOrPromise", search: Search) -> None:
    """Add results that are not pages; called from an AppConfig's `ready`. `label` says what they are."""
    SEARCH_SOURCES[label] = search


def register_link_source(label: "StrOrPromise", links: Links) -> None:
    """Add (title, address) pairs that are not pages to the site map, read by people and by search engines."""
    LINK_SOURCES[label] = links


def search_site(query: str) -> list[SearchHit]:
    """Live and public pages, best first, then the hits of each registered source."""
    words = " ".join(words_of(query))
    if not words:
        return []
    found = Page.objects.live().public().filter(depth__gt=1).specific().search(words, operator="and")
    hits = [
        SearchHit(page.title, page.url, getattr(page, "summary", ""), capfirst(page.page_type_display_name))
        for page in found[:MOST_PAGES]
    ]
    for label, search in SEARCH_SOURCES.items():
        hits.extend(SearchHit(hit.title, hit.url, hit.text, hit.kind or str(label)) for hit in search(words))
    return hits


def words_of(query: str) -> list[str]:
    """The words alone: quotes and operators mean different things to SQLite and to PostgreSQL."""
    words = re.findall(r"\w+", query)[:MOST_WORDS]
    return [word for word in words if len(word) > 1] or words


def registered_links() -> dict[str, list[tuple[str, str]]]:
    """The registered links under their label; a source without any is left out."""
    links = {str(label): list(source()) for label, source in LINK_SOURCES.items()}
    return {label: found for label, found in links.items() if found}
