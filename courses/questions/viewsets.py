"""The editors' screens of the bank."""

from functools import cache
from typing import Any

import django_filters  # type: ignore[import-untyped]  # it brings no annotations
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import CreateView, EditView, SnippetViewSet

from courses.questions.kinds import Kind
from courses.questions.models import Question
from courses.questions.panels import ADVICE, EVERY_COLUMN, panels_for


@cache
def screen_of(kind: Kind, *, is_new: bool) -> ObjectList:
    return panels_for(kind, is_new=is_new).bind_to_model(Question)


class QuestionFilterSet(WagtailFilterSet):
    module_code = django_filters.AllValuesFilter(label=_("Module"))
    lesson_code = django_filters.AllValuesFilter(label=_("Leçon"))
    is_retired = django_filters.BooleanFilter("retired_at", lookup_expr="isnull", exclude=True, label=_("Retirée"))

    class Meta:
        model = Question
        fields = ["module_code", "lesson_code", "kind", "live", "is_retired"]


class QuestionCreateView(CreateView):
    """First which kind, then its own screen."""

    @cached_property
    def kind(self) -> Kind | None:
        asked = self.request.GET.get("kind")
        return Kind(asked) if asked in Kind.values else None

    def get_panel(self) -> ObjectList:
        return screen_of(self.kind or Kind.SINGLE, is_new=True)

    def get_form_class(self) -> type:
        return self.panel.get_form_class()

    def get_add_url(self) -> str:
        address = super().get_add_url()
        return f"{address}?kind={self.kind}" if self.kind else address

    def get_initial_form_instance(self) -> Question:
        return Question(kind=self.kind)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.kind is None:
            context = {
                "kinds": [(kind, ADVICE[kind]) for kind in Kind],
                "breadcrumbs_items": self.get_breadcrumbs_items(),
            }
            return render(request, "questions/desk/kinds.html", context)
        return super().get(request, *args, **kwargs)


class QuestionEditView(EditView):
    def get_panel(self) -> ObjectList:
        kind = Question.objects.values_list("kind", flat=True).filter(pk=self.kwargs["pk"]).first()
        return screen_of(Kind(kind or Kind.SINGLE), is_new=False)

    def get_form_class(self) -> type:
        return self.panel.get_form_class()


class QuestionViewSet(SnippetViewSet):
    model = Question
    icon = "help"
    menu_label = _("Questions")
    menu_name = "questions"
    menu_order = 215
    add_to_admin_menu = True
    list_display = [
        "code",
        "objective",
        Column("kind", label=_("Type"), accessor="get_kind_display", sort_key="kind"),
        "lesson_code",
        "difficulty",
        Column("status", label=_("État"), accessor="status_string"),
    ]
    list_per_page = 50
    filterset_class = QuestionFilterSet
    ordering = ["code"]
    copy_view_enabled = False
    add_view_class = QuestionCreateView
    edit_view_class = QuestionEditView
    edit_handler = panels_for(Kind.NUMERIC, EVERY_COLUMN)
