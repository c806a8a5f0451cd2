"""Finding a word: a few hundred terms are read whole, so that accents and word ends do not matter."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from cms.pages.services import SearchHit
from courses.glossary.models import Term
from courses.glossary.rules import sorting_key


def search_terms(query: str) -> list[Term]:
    """The published terms that hold every word of the query, those named so first."""
    words = sorting_key(query).split()
    if not words:
        return []
    found = []
    for term in Term.objects.live():
        name = sorting_key(f"{term.name} {term.also}")
        text = f"{name} {sorting_key(term.definition)}"
        if all(word in text for word in words):
            found.append((not all(word in name for word in words), sorting_key(term.name), term))
    return [term for *_rank, term in sorted(found, key=lambda match: match[:2])]


def search_hits(query: str) -> Iterator[SearchHit]:
    """The glossary's part of the site's search."""
    for term in search_terms(query):
        yield SearchHit(title=term.name, url=term.get_absolute_url(), text=term.definition, kind=_("Glossaire"))


def glossary_links() -> list[tuple[str, str]]:
    """The glossary's lines in the site map."""
    return [(_("Le glossaire"), reverse("glossary:index")), (_("Les 25 mots"), reverse("glossary:grammar"))]
