"""The list from which an editor chooses the H5P activity of a lesson."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView
from wagtail.admin.viewsets.chooser import ChooserViewSet

from courses.h5p.models import Activity


class ActivityColumns:
    """The kind of an activity tells two of the same title apart, and so does its date."""

    def get_object_list(self) -> Any:
        playable = Activity.objects.exclude(current_revision=None)
        return playable.select_related("current_revision__main_library").order_by("title", "pk")

    @property
    def columns(self) -> list[Column]:
        return [
            self.title_column,  # type: ignore[attr-defined]  # given by Wagtail's views
            Column("kind", label=_("Type"), accessor="current_revision.main_library"),
            DateColumn("date", label=_("Dernière version"), accessor="current_revision.created_at"),
        ]


class ChooseActivity(ActivityColumns, ChooseView):
    pass


class ChooseActivityResults(ActivityColumns, ChooseResultsView):
    pass


class ActivityChooserViewSet(ChooserViewSet):
    model = Activity
    icon = "media"
    choose_one_text = _("Choisir une activité H5P")
    choose_another_text = _("Choisir une autre activité")
    choose_view_class = ChooseActivity
    choose_results_view_class = ChooseActivityResults
    register_widget = False
    per_page = 20
