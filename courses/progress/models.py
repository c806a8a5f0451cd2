"""Who takes which pathway, which lessons were finished and which activities done."""

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.modules import limits
from courses.modules.models import LessonPage
from courses.pathways.models import Pathway

if TYPE_CHECKING:
    from cms.accounts.models import User


class EnrollmentQuerySet(models.QuerySet["Enrollment"]):
    def of(self, learner: "User") -> Self:
        return self.filter(learner=learner)

    def in_order(self) -> Self:
        """With their pathways; those that are not completed first, then the latest."""
        unfinished_first = models.F("completed_at").asc(nulls_first=True)
        return self.select_related("pathway").order_by(unfinished_first, "-enrolled_at", "-pk")

    def unfinished(self) -> Self:
        return self.filter(completed_at=None)

    def asking_for_quiz(self, quiz_id: int) -> Self:
        """Those whose pathway holds the module of this quiz."""
        return self.filter(pathway__modules__module__quiz=quiz_id)

    def asking_for_lesson(self, lesson: LessonPage) -> Self:
        return self.filter(pathway__modules__lessons__lesson=lesson).distinct()

    def asking_for_activity(self, code: str) -> Self:
        return self.filter(pathway__modules__activities__code=code).distinct()


class Enrollment(models.Model):
    """A learner takes a pathway."""

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="enrollments")
    pathway = models.ForeignKey(Pathway, on_delete=models.PROTECT, related_name="enrollments")
    enrolled_at = models.DateTimeField(_("inscription"), default=timezone.now)
    completed_at = models.DateTimeField(_("achevé le"), null=True, blank=True)

    objects = EnrollmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("inscription à un parcours")
        verbose_name_plural = _("inscriptions aux parcours")
        constraints = [models.UniqueConstraint(fields=["learner", "pathway"], name="enrolled_once_per_pathway")]

    def __str__(self) -> str:
        return f"{self.learner_id} → {self.pathway_id}"


class LessonCompletion(models.Model):
    """A learner said: I have finished this lesson."""

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="lesson_completions")
    lesson = models.ForeignKey(LessonPage, on_delete=models.CASCADE, related_name="completions")
    completed_at = models.DateTimeField(_("terminée le"), default=timezone.now)

    class Meta:
        verbose_name = _("leçon terminée")
        verbose_name_plural = _("leçons terminées")
        constraints = [models.UniqueConstraint(fields=["learner", "lesson"], name="a_lesson_is_completed_once")]

    def __str__(self) -> str:
        return f"{self.learner_id}: {self.lesson_id}"


class ActivityCompletion(models.Model):
    """A learner did an activity: the app that offers it says so."""

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="activity_completions")
    code = models.CharField(_("code de l’activité"), max_length=limits.DEED_CODE)
    completed_at = models.DateTimeField(_("faite le"), default=timezone.now)

    class Meta:
        verbose_name = _("activité faite")
        verbose_name_plural = _("activités faites")
        constraints = [models.UniqueConstraint(fields=["learner", "code"], name="an_activity_is_completed_once")]

    def __str__(self) -> str:
        return f"{self.learner_id}: {self.code}"
