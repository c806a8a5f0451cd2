"""Which modules and lessons an audience must take, with which thresholds (syllabus, § 3 and § 6)."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from cms.accounts.models import Audience
from courses.modules.models import LessonPage, ModulePage


class Pathway(ClusterableModel):
    """What one audience must take to earn its passport."""

    slug = models.SlugField(_("adresse"), max_length=40, unique=True)
    audience = models.CharField(_("public"), max_length=8, choices=Audience, unique=True)
    title = models.CharField(_("titre"), max_length=120)
    summary = models.CharField(_("chapô"), max_length=320, blank=True)
    promise = models.CharField(_("promesse"), max_length=255, blank=True)
    version = models.CharField(_("version"), max_length=16, default="2026.1")
    live = models.BooleanField(_("ouvert"), default=True)
    note = models.CharField(_("avertissement"), max_length=320, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("parcours")
        verbose_name_plural = _("parcours")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("pathways:detail", args=[self.slug])


class PathwayModule(ClusterableModel):
    """A module of a pathway: the threshold to reach, and the blueprint of the paper."""

    pathway = ParentalKey(Pathway, on_delete=models.CASCADE, related_name="modules")
    module = models.ForeignKey(ModulePage, on_delete=models.PROTECT, related_name="+", verbose_name=_("module"))
    sort_order = models.PositiveSmallIntegerField(_("rang"), default=0)
    threshold_percent = models.PositiveSmallIntegerField(_("seuil (%)"), default=70)
    easy = models.PositiveSmallIntegerField(_("questions faciles"), default=4)
    medium = models.PositiveSmallIntegerField(_("questions moyennes"), default=5)
    hard = models.PositiveSmallIntegerField(_("questions exigeantes"), default=3)

    class Meta:
        ordering = ["sort_order", "pk"]
        verbose_name = _("module du parcours")
        verbose_name_plural = _("modules du parcours")
        constraints = [models.UniqueConstraint(fields=["pathway", "module"], name="a_module_once_per_pathway")]

    def __str__(self) -> str:
        return f"{self.pathway_id}/{self.module_id}"

    @property
    def length(self) -> int:
        """How many questions the counted paper holds."""
        return self.easy + self.medium + self.hard


class PathwayLesson(models.Model):
    """What a pathway asks of one lesson; a lesson without such a row is optional."""

    class Requirement(models.TextChoices):
        REQUIRED = "obligatoire", _("Obligatoire")
        ADVISED = "conseillée", _("Conseillée")

    pathway_module = ParentalKey(PathwayModule, on_delete=models.CASCADE, related_name="lessons")
    lesson = models.ForeignKey(LessonPage, on_delete=models.CASCADE, related_name="+", verbose_name=_("leçon"))
    requirement = models.CharField(
        _("demande"), max_length=12, choices=Requirement, default=Requirement.REQUIRED
    )

    class Meta:
        verbose_name = _("leçon du parcours")
        verbose_name_plural = _("leçons du parcours")
        constraints = [models.UniqueConstraint(fields=["pathway_module", "lesson"], name="a_lesson_once_per_module")]

    def __str__(self) -> str:
        return f"{self.lesson_id} {self.requirement}"
