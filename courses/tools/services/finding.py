"""The tools in the site's search and in its map."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from cms.pages.services import SearchHit
from courses.glossary.rules import sorting_key
from courses.tools.catalogue import TOOLS


def search_hits(query: str) -> Iterator[SearchHit]:
    """The tools whose name or purpose holds every word."""
    words = sorting_key(query).split()
    for tool in TOOLS:
        text = sorting_key(f"{_('outil')} {tool.title} {tool.purpose}")
        if words and all(word in text for word in words):
            yield SearchHit(title=str(tool.title), url=reverse("tools:tool", args=[tool.slug]), text=str(tool.purpose))


def tool_links() -> list[tuple[str, str]]:
    """The lines of the site map."""
    every = [(_("Les outils du cours"), reverse("tools:index"))]
    return every + [(str(tool.title), reverse("tools:tool", args=[tool.slug])) for tool in TOOLS]
