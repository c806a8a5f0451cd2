"""The glossary’s pages: all its words, and the twenty-five that everybody should be able to explain."""

from random import SystemRandom

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from courses.glossary.grammar import SLUGS, WORDS, five_words
from courses.glossary.models import Term
from courses.glossary.rules import by_letter
from courses.glossary.services import search_terms
from courses.glossary.usages import usages_by_term


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every term from A to Z, or those that hold the words looked for; each with the lessons that use it."""
    query = request.GET.get("q", "").strip()[:80]
    terms = search_terms(query) if query else list(Term.objects.live())
    usages = usages_by_term()
    for term in terms:
        term.usages = usages.get(term.slug, [])
    context = {
        "letters": by_letter(terms),
        "query": query,
        "count": len(terms),
        "section": "modules",
        "trail": [(_("Accueil"), "/"), (_("Glossaire"), None)],
    }
    return render(request, "glossary/index.html", context)


@require_safe
def grammar(request: HttpRequest) -> HttpResponse:
    """The 25 words with their definitions, to read and to print; or five of them, drawn by lot, to explain aloud."""
    terms = {term.slug: term for term in Term.objects.live().named(SLUGS)}
    is_drawn = "tirage" in request.GET
    words = five_words(SystemRandom()) if is_drawn else WORDS
    context = {
        "words": [(word.name, [terms[slug] for slug in word.slugs if slug in terms]) for word in words],
        "is_drawn": is_drawn,
        "section": "modules",
        "trail": [(_("Accueil"), "/"), (_("Glossaire"), reverse("glossary:index")), (_("Les 25 mots"), None)],
    }
    return render(request, "glossary/grammar.html", context)
