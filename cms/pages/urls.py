"""Addresses of the pages that Wagtail does not hold."""

from django.urls import path

from cms.pages import views

app_name = "pages"
urlpatterns = [
    path("affichage/", views.display, name="display"),
    path("recherche/", views.search, name="search"),
    path("plan-du-site/", views.site_map, name="site_map"),
    path("sitemap.xml", views.sitemap_xml, name="sitemap"),
    path("robots.txt", views.robots, name="robots"),
]
