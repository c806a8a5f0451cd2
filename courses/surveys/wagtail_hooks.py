"""What the surveys add to the desk: a report, in the menu of reports."""

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from courses.surveys.permissions import can_read_reports
from courses.surveys.views import desk

urlpatterns: list[URLPattern] = [
    path("", desk.index, name="index"),
    path("avis.csv", desk.table, name="table"),
    path("<int:pk>/", desk.report, name="report"),
]


class SurveysMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return can_read_reports(request.user)


@hooks.register("register_admin_urls")
def desk_addresses() -> list[URLResolver]:
    return [path("avis/", include((urlpatterns, "surveys_desk")))]


@hooks.register("register_reports_menu_item")
def surveys_menu_item() -> SurveysMenuItem:
    return SurveysMenuItem(_("Avis sur les modules"), reverse_lazy("surveys_desk:index"), icon_name="comment", order=50)
