"""The addresses of the sandbox's front page and of its labs."""

from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import path

from sandbox.labs.views import LAB_PAGES
from sandbox.labs.views.charter import document, odt, pdf
from sandbox.labs.views.places import index, reset

app_name = "labs"


def lab(request: HttpRequest, slug: str, action: str = "") -> HttpResponseBase:
    """The page of this lab."""
    page = LAB_PAGES.get(slug)
    if page is None:
        raise Http404
    return page.as_view()(request, action=action)


urlpatterns = [
    path("", index, name="index"),
    path("remettre-a-zero/", reset, name="reset"),
    path("charte.json", document, name="charter_document"),
    path("charte.pdf", pdf, name="charter_pdf"),
    path("charte.odt", odt, name="charter_odt"),
    path("laboratoires/<slug:slug>/", lab, name="lab"),
    path("laboratoires/<slug:slug>/<slug:action>/", lab, name="action"),
]
