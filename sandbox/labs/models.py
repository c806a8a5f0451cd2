"""What a learner did in the labs: derived by the server from effects, never from what a browser says."""

import uuid
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from cms.accounts.models import User


class LabRunQuerySet(models.QuerySet["LabRun"]):
    def of(self, learner: "User") -> Self:
        return self.filter(learner=learner)


class LabRun(models.Model):
    """One learner in one lab. « Recommencer » begins a new go: the steps are undone, the completion stays."""

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="lab_runs")
    lab = models.CharField(_("laboratoire"), max_length=12)
    state: Any = models.JSONField(default=dict)  # what the lab itself keeps: draws, settings, answers; never a reading
    goes = models.PositiveSmallIntegerField(default=1)
    nonce = models.UUIDField(default=uuid.uuid4)
    started_at = models.DateTimeField(default=timezone.now)
    completed_at = models.DateTimeField(null=True, blank=True)

    objects = LabRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("laboratoire suivi")
        verbose_name_plural = _("laboratoires suivis")
        constraints = [models.UniqueConstraint(fields=["learner", "lab"], name="one_run_per_learner_and_lab")]

    def __str__(self) -> str:
        return f"{self.learner_id}: {self.lab}"


class LabStep(models.Model):
    """A step that the server has seen done, and what it saw."""

    run = models.ForeignKey(LabRun, on_delete=models.CASCADE, related_name="steps")
    step = models.CharField(_("étape"), max_length=32)
    evidence: Any = models.JSONField(default=dict)
    done_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("étape de laboratoire")
        verbose_name_plural = _("étapes de laboratoires")
        constraints = [models.UniqueConstraint(fields=["run", "step"], name="a_step_once_per_run")]

    def __str__(self) -> str:
        return f"{self.run_id}: {self.step}"
