"""Quizzes, and what each learner answered. The paper is frozen when an attempt starts."""

import uuid
from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms.accounts.models import Audience, User
from courses.questions.models import QuestionRevision


class Quiz(models.Model):
    """The counted quiz of one module. How many questions, which ones and which threshold come from
    the blueprint of a pathway; what is the same for every audience stands here."""

    code = models.CharField(_("code du module"), max_length=8, unique=True)
    title = models.CharField(_("titre"), max_length=160)
    minutes_limit = models.PositiveSmallIntegerField(
        _("durée limite (minutes)"), null=True, blank=True, help_text=_("Vide : sans limite, le réglage conseillé.")
    )
    max_attempts = models.PositiveSmallIntegerField(_("nombre d’essais"), default=3)
    first_wait_hours = models.PositiveSmallIntegerField(_("attente après le premier essai (heures)"), default=24)
    next_wait_hours = models.PositiveSmallIntegerField(_("attente après les suivants (heures)"), default=168)

    class Meta:
        verbose_name = _("évaluation de module")
        verbose_name_plural = _("évaluations de module")

    def __str__(self) -> str:
        return self.title


class AttemptQuerySet(models.QuerySet["Attempt"]):
    def submitted(self) -> Self:
        return self.exclude(submitted_at=None)

    def open(self) -> Self:
        return self.filter(submitted_at=None)

    def passed(self) -> Self:
        return self.filter(passed=True)

    def overdue(self, now: datetime) -> Self:
        """Open, though the time to hand them in is over."""
        return self.open().filter(deadline__lt=now)

    def of_paper(self, *, quiz: Quiz, learner: User, audience: str) -> Self:
        """The attempts that count together: same learner, same quiz, same audience."""
        return self.filter(quiz=quiz, learner=learner, audience=audience)


class Attempt(models.Model):
    """One learner's go at a quiz. Everything that decides its result is copied here at the start."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    quiz = models.ForeignKey(Quiz, on_delete=models.PROTECT, related_name="attempts")
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="attempts")
    audience = models.CharField(_("public"), max_length=8, choices=Audience)
    number = models.PositiveSmallIntegerField(_("numéro"))
    threshold_percent = models.PositiveSmallIntegerField(_("seuil (%)"))
    started_at = models.DateTimeField(_("commencé le"))
    deadline = models.DateTimeField(_("à rendre avant le"), null=True, blank=True)
    submitted_at = models.DateTimeField(_("rendu le"), null=True, blank=True)
    closed_late = models.BooleanField(_("clos à l’heure limite"), default=False)
    score = models.DecimalField(_("points"), max_digits=8, decimal_places=4, null=True, blank=True)
    max_score = models.PositiveSmallIntegerField(_("points possibles"))
    passed = models.BooleanField(_("réussi"), null=True, blank=True)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        verbose_name = _("essai")
        verbose_name_plural = _("essais")
        constraints = [
            models.UniqueConstraint(fields=["quiz", "learner", "audience", "number"], name="one_attempt_per_number"),
            models.UniqueConstraint(
                fields=["quiz", "learner", "audience"],
                condition=models.Q(submitted_at=None),
                name="one_open_attempt_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(submitted_at=None, score=None, passed=None)
                | models.Q(submitted_at__isnull=False, score__isnull=False, passed__isnull=False),
                name="a_submitted_attempt_has_a_result",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quiz_id} n° {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("quizzes:attempt", args=[self.public_id])

    @property
    def is_submitted(self) -> bool:
        return self.submitted_at is not None

    def is_overdue(self, now: datetime) -> bool:
        return self.submitted_at is None and self.deadline is not None and self.deadline < now


class AttemptItem(models.Model):
    """One question of a paper, with the order its options were shown in and what was answered.

    `option_order` is the list of option identifiers as shown (for matching, `{"left": [...], "right": [...]}`).
    `answer` is None until something is saved; then, by kind: `{"picked": [ids]}`, `{"text": "2,8"}`,
    `{"pairs": {left id: right id}}`, `{"ranks": {id: int}}`.
    """

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField(_("rang"))
    revision = models.ForeignKey(QuestionRevision, on_delete=models.PROTECT, related_name="+")
    option_order = models.JSONField(_("ordre des options"))
    answer = models.JSONField(_("réponse"), null=True, blank=True)
    answered_at = models.DateTimeField(_("répondu le"), null=True, blank=True)
    points = models.DecimalField(_("points"), max_digits=6, decimal_places=4, null=True, blank=True)

    class Meta:
        ordering = ["position"]
        verbose_name = _("question d’un essai")
        verbose_name_plural = _("questions d’un essai")
        constraints = [models.UniqueConstraint(fields=["attempt", "position"], name="one_item_per_position")]

    def __str__(self) -> str:
        return f"{self.attempt_id}/{self.position}"


class AttemptGrant(models.Model):
    """Attempts given again by a tutor after a talk (syllabus, § 6: two more after the third)."""

    quiz = models.ForeignKey(Quiz, on_delete=models.CASCADE, related_name="grants")
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="attempt_grants")
    audience = models.CharField(_("public"), max_length=8, choices=Audience)
    attempts = models.PositiveSmallIntegerField(_("essais rendus"), default=2)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("accordé par")
    )
    granted_at = models.DateTimeField(_("accordé le"), auto_now_add=True)
    note = models.CharField(_("note"), max_length=255, blank=True)

    class Meta:
        verbose_name = _("essais rendus")
        verbose_name_plural = _("essais rendus")

    def __str__(self) -> str:
        return f"{self.learner_id} +{self.attempts}"
