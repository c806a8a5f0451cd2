"""The results that learners agreed to keep. A tool that is only used leaves no row."""

import uuid
from typing import TYPE_CHECKING, Any, Final, Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from cms.accounts.models import User

TITLE_LENGTH: Final = 120
MOST_RESULTS: Final = 40  # of one learner, all tools together


class ToolResultQuerySet(models.QuerySet["ToolResult"]):
    def of(self, learner: "User") -> Self:
        return self.filter(learner=learner)

    def latest_first(self) -> Self:
        return self.order_by("-updated_at", "-pk")


class ToolResult(models.Model):
    """The answers given to a tool: what it concludes is computed again each time."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="tool_results")
    tool = models.CharField(_("outil"), max_length=12)
    title = models.CharField(_("titre"), max_length=TITLE_LENGTH)
    answers: Any = models.JSONField(_("réponses"), default=dict)
    rules_version = models.CharField(_("version des règles"), max_length=16)
    consented_at = models.DateTimeField(_("accord donné le"), default=timezone.now)
    created_at = models.DateTimeField(_("gardé le"), default=timezone.now)
    updated_at = models.DateTimeField(_("modifié le"), default=timezone.now)

    objects = ToolResultQuerySet.as_manager()

    class Meta:
        verbose_name = _("résultat d’outil gardé")
        verbose_name_plural = _("résultats d’outils gardés")
        indexes = [models.Index(fields=["learner", "-updated_at"], name="tool_results_of_a_learner")]

    def __str__(self) -> str:
        return f"{self.learner_id}: {self.tool}"

    def get_absolute_url(self) -> str:
        return reverse("tools:result", args=[self.public_id])
