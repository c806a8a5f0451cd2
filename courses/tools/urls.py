"""The addresses of the tools, and of what learners keep."""

from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from courses.tools.views import TOOL_PAGES, places, results

app_name = "tools"


@csrf_exempt  # see `views.tool_page`: what changes something asks for the check itself
def tool(request: HttpRequest, slug: str, action: str = "") -> HttpResponseBase:
    """The page of this tool."""
    page = TOOL_PAGES.get(slug)
    if page is None:
        raise Http404
    return page.as_view()(request, action=action)


KEPT = "mes-resultats/<uuid:public_id>/"
urlpatterns = [
    path("", places.index, name="index"),
    path("mes-resultats/", results.results, name="results"),
    path(KEPT, results.result, name="result"),
    path(f"{KEPT}continuer/", results.resume, name="resume"),
    path(f"{KEPT}renommer/", results.change_title, name="rename"),
    path(f"{KEPT}supprimer/", results.delete, name="delete"),
    path(f"{KEPT}resultat.pdf", results.document, {"extension": "pdf"}, name="pdf"),
    path(f"{KEPT}resultat.md", results.document, {"extension": "md"}, name="markdown"),
    path("<slug:slug>/", tool, name="tool"),
    path("<slug:slug>/<slug:action>/", tool, name="action"),
]
