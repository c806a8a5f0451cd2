"""The ways to find a page: search, the site map, and what search engines read."""

from typing import Any

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.contrib.sitemaps import views as wagtail_sitemaps
from wagtail.contrib.sitemaps.sitemap_generator import Sitemap as PageSitemap
from wagtail.models import Page

from cms.pages.models import HomePage
from cms.pages.services import registered_links, search_site

RESULTS_PER_PAGE = 10


def search(request: HttpRequest) -> HttpResponse:
    """Results for `?q=`, ten at a time."""
    query = request.GET.get("q", "").strip()
    results = Paginator(search_site(query), RESULTS_PER_PAGE).get_page(request.GET.get("page"))
    trail = [(_("Accueil"), "/"), (_("Rechercher"), None)]
    return render(request, "pages/search.html", {"query": query, "page_obj": results, "trail": trail})


def site_map(request: HttpRequest) -> HttpResponse:
    """Every page that anybody can read, as nested lists."""
    home = HomePage.objects.live().first()
    pages = Page.objects.live().public().descendant_of(home).order_by("path") if home else Page.objects.none()
    context = {
        "tree": list(nested(pages, home.depth)) if home else [],
        "links": registered_links(),
        "trail": [(_("Accueil"), "/"), (_("Plan du site"), None)],
    }
    return render(request, "pages/site_map.html", context)


def nested(pages: Any, depth: int) -> list[dict[str, Any]]:
    """Pages in tree order, each with those below it. A page below one that is not shown is not shown either."""
    top: list[dict[str, Any]] = []
    levels = {depth: top}
    shown = {depth: ""}
    for page in pages:
        parent = page.depth - 1
        if parent in levels and page.path.startswith(shown[parent]):
            below: list[dict[str, Any]] = []
            levels[parent].append({"title": page.title, "url": page.url, "below": below})
            levels[page.depth], shown[page.depth] = below, page.path
    return top


class LinkSitemap(Sitemap):
    """The registered links, for search engines."""

    def items(self) -> list[str]:
        return [address for links in registered_links().values() for _title, address in links]

    def location(self, item: str) -> str:
        return item


def sitemap_xml(request: HttpRequest) -> TemplateResponse:
    return wagtail_sitemaps.sitemap(request, sitemaps={"pages": PageSitemap, "links": LinkSitemap})


def robots(request: HttpRequest) -> HttpResponse:
    """What search engines are asked to leave alone, and where the site map is."""
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in ("/gestion/", "/compte/", "/mon-espace/", "/evaluations/", "/recherche/")),
        f"Sitemap: {settings.SITE_URL}{reverse('pages:sitemap')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
