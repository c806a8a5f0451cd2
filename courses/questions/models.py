"""The question bank. A learner always answers a revision, never the question being edited."""

from typing import Any, ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import DraftStateMixin, RevisionMixin
from wagtail.search import index

from cms.accounts.models import Audience


class Kind(models.TextChoices):
    """The shapes of a question; values are those of the Markdown bank."""

    SINGLE = "choix-unique", _("Choix unique")
    MULTIPLE = "choix-multiple", _("Choix multiple")
    TRUE_FALSE = "vrai-faux-justifié", _("Vrai ou faux, justifié")
    MATCHING = "appariement", _("Appariement")
    ORDERING = "ordre", _("Ordre")
    NUMERIC = "numérique", _("Numérique")
    CASE = "mini-cas", _("Mini-cas")


class Level(models.TextChoices):
    """Bloom's revised taxonomy (syllabus, § 4)."""

    REMEMBER = "mémoriser", _("Mémoriser")
    UNDERSTAND = "comprendre", _("Comprendre")
    APPLY = "appliquer", _("Appliquer")
    ANALYSE = "analyser", _("Analyser")
    EVALUATE = "évaluer", _("Évaluer")


class QuestionQuerySet(models.QuerySet["Question"]):
    def drawable(self) -> Self:
        """Published, not retired, with a revision to answer."""
        return self.filter(live=True, retired_at=None).exclude(current_revision=None)

    def of_module(self, code: str) -> Self:
        return self.filter(module_code=code)

    def for_audience(self, audience: str) -> Self:
        field = {
            Audience.ELECTED: "for_elected",
            Audience.EXECUTIVE: "for_executive",
            Audience.STUDENT: "for_student",
        }[Audience(audience)]
        return self.filter(**{field: True})


class Question(DraftStateMixin, RevisionMixin, index.Indexed, models.Model):
    """One fact or one piece of reasoning to check. Edited freely; what is answered is `current_revision`.

    `options` is a list of `{"id": str, "text": str, "feedback": str}` with, by kind:
    `"right": bool` (choices, numeric), `"match": str` (matching), `"rank": int` from 1 (ordering).
    Option identifiers stay the same when an option's wording changes.
    """

    code = models.CharField(_("code"), max_length=16, unique=True, help_text=_("Par exemple Q-SEC-01."))
    module_code = models.CharField(_("module"), max_length=8, db_index=True)
    lesson_code = models.CharField(_("leçon"), max_length=12, db_index=True)
    objective = models.CharField(_("objectif"), max_length=200)
    kind = models.CharField(_("type"), max_length=20, choices=Kind)
    level = models.CharField(_("niveau"), max_length=12, choices=Level)
    difficulty = models.DecimalField(_("difficulté"), max_digits=3, decimal_places=2, help_text=_("De 0 à 1."))
    for_elected = models.BooleanField(_("pour les élus et les élues"), default=False)
    for_executive = models.BooleanField(_("pour les cadres"), default=False)
    for_student = models.BooleanField(_("pour les élèves ingénieurs"), default=False)
    reference = models.CharField(_("référence"), max_length=255)
    stem = models.TextField(_("énoncé"))
    options = models.JSONField(_("options"), default=list)
    value = models.DecimalField(_("valeur"), max_digits=16, decimal_places=6, null=True, blank=True)
    unit = models.CharField(_("unité"), max_length=40, blank=True)
    tolerance = models.DecimalField(_("tolérance"), max_digits=16, decimal_places=6, null=True, blank=True)
    current_revision = models.ForeignKey(
        "QuestionRevision", null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    retired_at = models.DateTimeField(_("retirée le"), null=True, blank=True, editable=False)

    objects = QuestionQuerySet.as_manager()

    search_fields: ClassVar[list[Any]] = [
        index.SearchField("stem"),
        index.SearchField("objective"),
        index.AutocompleteField("code"),
        index.FilterField("module_code"),
    ]

    class Meta:
        ordering = ["code"]
        verbose_name = _("question")
        verbose_name_plural = _("questions")

    def __str__(self) -> str:
        return f"{self.code} — {self.objective}"


class QuestionRevision(models.Model):
    """A question as it was published once. Never changed, never deleted while an attempt holds it."""

    question = models.ForeignKey(Question, null=True, on_delete=models.SET_NULL, related_name="frozen_revisions")
    number = models.PositiveIntegerField(_("numéro"))
    code = models.CharField(_("code"), max_length=16)
    lesson_code = models.CharField(_("leçon"), max_length=12)
    objective = models.CharField(_("objectif"), max_length=200)
    kind = models.CharField(_("type"), max_length=20, choices=Kind)
    difficulty = models.DecimalField(_("difficulté"), max_digits=3, decimal_places=2)
    stem = models.TextField(_("énoncé"))
    options = models.JSONField(_("options"))
    value = models.DecimalField(_("valeur"), max_digits=16, decimal_places=6, null=True)
    unit = models.CharField(_("unité"), max_length=40, blank=True)
    tolerance = models.DecimalField(_("tolérance"), max_digits=16, decimal_places=6, null=True)
    created_at = models.DateTimeField(_("publiée le"), auto_now_add=True)

    class Meta:
        verbose_name = _("version publiée d’une question")
        verbose_name_plural = _("versions publiées des questions")
        constraints = [models.UniqueConstraint(fields=["question", "number"], name="one_revision_per_number")]

    def __str__(self) -> str:
        return f"{self.code}, version {self.number}"
