"""The glossary's page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from courses.glossary.models import Term
from courses.glossary.rules import by_letter
from courses.glossary.services import search_terms


def index(request: HttpRequest) -> HttpResponse:
    """Every term from A to Z, or those that hold the words looked for."""
    query = request.GET.get("q", "").strip()[:80]
    terms = search_terms(query) if query else list(Term.objects.live())
    context = {
        "letters": by_letter(terms),
        "query": query,
        "count": len(terms),
        "section": "modules",
        "trail": [(_("Accueil"), "/"), (_("Glossaire"), None)],
    }
    return render(request, "glossary/index.html", context)
