"""What the team sees and does: the settings of each quiz, and attempts given back after a talk."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic import CreateView
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.permission_policies import ModelPermissionPolicy

from cms.accounts.http import AuthenticatedRequest
from courses.quizzes.models import AttemptGrant, Quiz
from courses.quizzes.services import grant_attempts


class QuizPolicy(ModelPermissionPolicy):
    """A quiz comes and goes with its module; only its settings change here."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in ("view", "change") and super().user_has_permission(user, action)


class GrantPolicy(ModelPermissionPolicy):
    """What was given back stays written."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in ("view", "add") and super().user_has_permission(user, action)


class QuizViewSet(ModelViewSet):
    model = Quiz
    icon = "tasks"
    menu_label = _("Réglages")
    list_display = ["title", "code", "max_attempts", "minutes_limit"]
    copy_view_enabled = False
    panels = [
        FieldPanel("title"),
        FieldPanel("minutes_limit"),
        FieldPanel("max_attempts"),
        FieldPanel("first_wait_hours"),
        FieldPanel("next_wait_hours"),
    ]


class GrantCreateView(CreateView):
    """Goes through the service, which notes who gave the attempts."""

    request: AuthenticatedRequest

    def save_instance(self) -> AttemptGrant:
        given = self.form.cleaned_data
        return grant_attempts(granted_by=self.request.user, **given)


class AttemptGrantViewSet(ModelViewSet):
    model = AttemptGrant
    icon = "undo"
    menu_label = _("Essais rendus")
    list_display = [
        Column("learner", label=_("Personne")),
        Column("quiz", label=_("Évaluation")),
        Column("attempts", label=_("Essais")),
        DateColumn("granted_at", label=_("Accordé le")),
        Column("granted_by", label=_("Par")),
        Column("note", label=_("Note")),
    ]
    copy_view_enabled = False
    add_view_class = GrantCreateView
    panels = [
        FieldPanel("learner", heading=_("personne")),
        FieldPanel("quiz", heading=_("évaluation")),
        FieldPanel("audience"),
        FieldPanel("attempts"),
        FieldPanel("note", help_text=_("La date et l’objet de l’échange, sans rien de personnel.")),
    ]


class QuizzesViewSetGroup(ModelViewSetGroup):
    items = (QuizViewSet, AttemptGrantViewSet)
    menu_label = _("Évaluations")
    menu_icon = "tasks"
    menu_order = 216
