"""The list of what was handed in: what waits first, the oldest first."""

from typing import Any

import django_filters  # type: ignore[import-untyped]  # it brings no annotations
from django.db.models import Q, QuerySet
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from courses.assignments.models import Submission
from courses.assignments.permissions import open_to_reviewer
from courses.assignments.rules.submissions import State
from courses.assignments.views import desk
from courses.pathways.models import Pathway


class ReaderPolicy(ModelPermissionPolicy):
    """What people hand in is read and answered: nobody adds, changes or deletes it here."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action == "view" and super().user_has_permission(user, action)


class SubmissionFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(
        choices=[choice for choice in Submission.Status.choices if choice[0] != State.DRAFT], label=_("État")
    )
    pathway = django_filters.ModelChoiceFilter(queryset=Pathway.objects.in_order(), label=_("Parcours"))

    class Meta:
        model = Submission
        fields = ("state", "pathway")


def state_of(submission: Submission) -> str:
    """With the name of whoever reads it now."""
    if submission.is_being_read and submission.reader:
        return _("En cours de lecture par {reader}").format(reader=submission.reader)
    return submission.get_state_display()


class SubmissionIndexView(IndexView):
    page_title = _("Productions rendues")

    def get_base_queryset(self) -> QuerySet[Submission]:
        shown = open_to_reviewer(self.request.user)
        return shown.in_reading_order().select_related("learner", "pathway", "reader")

    def order_queryset(self, queryset: QuerySet[Submission]) -> QuerySet[Submission]:
        """The reading order, unless a column is chosen."""
        return super().order_queryset(queryset) if self.request.GET.get("ordering") else queryset

    def search_queryset(self, queryset: QuerySet[Submission]) -> QuerySet[Submission]:
        if not self.is_searching:
            return queryset
        typed = self.search_query
        person = Q(learner__name__icontains=typed) | Q(learner__organization__icontains=typed)
        return queryset.filter(person | Q(title__icontains=typed))

    def read_address(self, submission: Submission) -> str:
        return reverse("submission_desk:read", args=[submission.pk])

    def get_list_buttons(self, instance: Submission) -> list[Any]:
        return []

    @cached_property
    def columns(self) -> list[Column]:
        return [
            TitleColumn("title", label=_("Production"), get_url=self.read_address),
            Column("learner", label=_("Personne")),
            Column("pathway", label=_("Parcours")),
            Column("number", label=_("Version")),
            DateColumn("handed_in_at", label=_("Rendue"), sort_key="handed_in_at"),
            Column("state", label=_("État"), accessor=state_of),
        ]


class SubmissionViewSet(ModelViewSet):
    model = Submission
    name = "submission_desk"
    url_prefix = "productions"
    menu_label = _("Productions rendues")
    icon = "doc-full"
    menu_order = 217
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    index_view_class = SubmissionIndexView
    filterset_class = SubmissionFilterSet
    search_fields = ["title"]
    search_backend_name = None
    list_per_page = 30
    exclude_form_fields: list[str] = []

    def get_urlpatterns(self) -> list[URLPattern]:
        """Only what can be done has an address."""
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("<int:pk>/", desk.read, name="read"),
            path("<int:pk>/commencer/", desk.begin, name="begin"),
            path("<int:pk>/laisser/", desk.let_go, name="give_back"),
            path("<int:pk>/decider/", desk.decide, name="decide"),
            path("<int:pk>/revenir/", desk.take_back, name="reconsider"),
        ]

    def register_admin_url_finder(self) -> None:
        """Wagtail would look for the page that edits one."""
