"""What trainers find in the menu: the list of activities, and for administrators the libraries they play with."""

from typing import Any

import django_filters  # type: ignore[import-untyped]  # it brings no annotations
from django.db.models import Count, F, Max, Q, QuerySet
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import RedirectView
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.admin.widgets.button import HeaderButton

from courses.h5p.models import Activity, Library, Placement

TRIED = gettext_lazy("version %(number)s en service, essai plus récent")


def state_of(activity: Activity) -> str:
    """`newest` is annotated by the list."""
    current = activity.current_revision
    if current is None:
        return _("essai, pas en service")
    told = _("version %(number)s, en service") if activity.newest == current.number else TRIED
    return told % {"number": current.number}


def places_of(activity: Activity) -> str:
    count: int = activity.places
    return ngettext("%(count)s page", "%(count)s pages", count) % {"count": count} if count else _("nulle part")


class ActivityFilterSet(WagtailFilterSet):
    kind = django_filters.AllValuesFilter("current_revision__main_library__title", label=gettext_lazy("Type"))
    unused = django_filters.BooleanFilter(method="without_page", label=gettext_lazy("Sans page"))

    class Meta:
        model = Activity
        fields: tuple[str, ...] = ("kind",)

    def without_page(self, queryset: QuerySet[Activity], name: str, is_wanted: bool) -> QuerySet[Activity]:
        used = Placement.objects.filter(is_live=True).values("activity")
        return queryset.exclude(pk__in=used) if is_wanted else queryset.filter(pk__in=used)


class ActivityIndexView(IndexView):
    page_title = gettext_lazy("Activités H5P")

    def get_base_queryset(self) -> QuerySet[Activity]:
        is_live = Q(placements__is_live=True)
        return Activity.objects.select_related("current_revision__main_library").annotate(
            places=Count("placements__page", filter=is_live, distinct=True), newest=Max("revisions__number")
        )

    def get_add_url(self) -> str | None:
        return reverse("h5p_desk:upload") if self.request.user.has_perm("h5p.add_activity") else None

    def get_edit_url(self, instance: Activity) -> str:
        return reverse("h5p_desk:activity", args=[instance.pk])

    def get_list_buttons(self, instance: Activity) -> list[Any]:
        return []

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        if not self.add_url:
            return []
        return [
            HeaderButton(_("Téléverser un paquet"), url=self.add_url, icon_name="upload"),
            HeaderButton(_("Écrire une activité"), url=reverse("h5p_desk:write"), icon_name="edit"),
        ]


class ActivityViewSet(ModelViewSet):
    model = Activity
    name = "h5p_activities"
    url_prefix = "h5p/activites"
    icon = "media"
    menu_label = gettext_lazy("Activités")
    menu_name = "h5p-activites"
    index_view_class = ActivityIndexView
    list_display = [
        "title",
        Column("kind", label=gettext_lazy("Type"), accessor="current_revision.main_library.title"),
        Column("places", label=gettext_lazy("Utilisée"), accessor=places_of, sort_key="places"),
        Column("state", label=gettext_lazy("État"), accessor=state_of),
    ]
    list_per_page = 50
    ordering = ["title"]
    search_fields = ["title"]
    search_backend_name = None
    filterset_class = ActivityFilterSet
    exclude_form_fields: list[str] = []

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("edit/<int:pk>/", RedirectView.as_view(pattern_name="h5p_desk:activity"), name="edit"),
        ]


class LibraryIndexView(IndexView):
    page_title = gettext_lazy("Bibliothèques H5P")

    def get_base_queryset(self) -> QuerySet[Library]:
        return Library.objects.annotate(activities=Count("revisions__activity", distinct=True))

    def get_add_url(self) -> str | None:
        return reverse("h5p_desk:install") if self.request.user.has_perm("h5p.install_library") else None

    def get_edit_url(self, instance: Library) -> str:
        return reverse("h5p_desk:library", args=[instance.pk])

    def get_list_buttons(self, instance: Library) -> list[Any]:
        return []

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        if not self.add_url:
            return []
        return [HeaderButton(_("Installer ou mettre à jour"), url=self.add_url, icon_name="upload")]


class LibraryFilterSet(WagtailFilterSet):
    is_runnable = django_filters.BooleanFilter(label=gettext_lazy("Peut être jouée seule"))
    is_shared = django_filters.BooleanFilter(label=gettext_lazy("Commune à tout le site"))

    class Meta:
        model = Library
        fields = ("is_runnable", "is_shared")


class LibraryViewSet(ModelViewSet):
    model = Library
    name = "h5p_libraries"
    url_prefix = "h5p/bibliotheques"
    icon = "code"
    menu_label = gettext_lazy("Bibliothèques")
    menu_name = "h5p-bibliotheques"
    index_view_class = LibraryIndexView
    list_display = [
        "title",
        Column("name", label=gettext_lazy("Nom technique"), accessor="machine_name", sort_key="machine_name"),
        Column("version", label=gettext_lazy("Version")),
        Column("activities", label=gettext_lazy("Activités"), sort_key="activities"),
        Column(
            "shared",
            label=gettext_lazy("Portée"),
            accessor=lambda it: _("tout le site") if it.is_shared else _("à part"),
        ),
    ]
    list_per_page = 100
    ordering = ["machine_name", F("major_version").desc(), F("minor_version").desc(), F("patch_version").desc()]
    search_fields = ["title", "machine_name"]
    search_backend_name = None
    filterset_class = LibraryFilterSet
    exclude_form_fields: list[str] = []

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("edit/<int:pk>/", RedirectView.as_view(pattern_name="h5p_desk:library"), name="edit"),
        ]


class H5PViewSetGroup(ModelViewSetGroup):
    items = (ActivityViewSet, LibraryViewSet)
    menu_label = gettext_lazy("Activités H5P")
    menu_name = "h5p"
    menu_icon = "media"
    menu_order = 217
