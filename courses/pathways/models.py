"""Which modules and lessons an audience must take, with which thresholds (syllabus, § 3 and § 6)."""

from collections import defaultdict
from typing import ClassVar, Self

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, Panel
from wagtail.models import DraftStateMixin, Orderable, RevisionMixin

from cms.accounts.models import Audience
from courses.modules import limits
from courses.modules.models import LessonPage, ModulePage


class PathwayQuerySet(models.QuerySet["Pathway"]):
    def live(self) -> Self:
        return self.filter(live=True)

    def in_order(self) -> Self:
        """Elected people first, then executives, then students, as audiences are declared."""
        ranks = [models.When(audience=audience, then=rank) for rank, audience in enumerate(Audience.values)]
        return self.order_by(models.Case(*ranks))

    def links(self) -> list[tuple[str, str]]:
        """Title and address of every page about pathways."""
        index = (str(_("Les parcours")), reverse("pathways:index"))
        return [index, *((pathway.title, pathway.get_absolute_url()) for pathway in self.live().in_order())]


class PathwayModuleQuerySet(models.QuerySet["PathwayModule"]):
    def audiences(self) -> dict[int, frozenset[str]]:
        """Who takes each module, by the key of its page, in the pathways that are open."""
        found: dict[int, set[str]] = defaultdict(set)
        for module, audience in self.filter(pathway__live=True).values_list("module", "pathway__audience"):
            found[module].add(audience)
        return {module: frozenset(audiences) for module, audiences in found.items()}


class Pathway(DraftStateMixin, RevisionMixin, ClusterableModel):
    """What one audience must take to earn its passport. Written as drafts, open once published."""

    slug = models.SlugField(_("adresse"), max_length=40, unique=True)
    audience = models.CharField(_("public"), max_length=8, choices=Audience, unique=True)
    title = models.CharField(_("titre"), max_length=120)
    summary = models.CharField(_("chapô"), max_length=320, blank=True)
    promise = models.CharField(_("promesse"), max_length=255, blank=True)
    version = models.CharField(_("version"), max_length=16, default="2026.1")
    note = models.CharField(_("avertissement"), max_length=320, blank=True)

    objects = PathwayQuerySet.as_manager()

    panels: ClassVar[list[Panel]] = [
        FieldPanel("title"),
        MultiFieldPanel([FieldPanel("summary"), FieldPanel("promise"), FieldPanel("note")], heading=_("Présentation")),
        FieldRowPanel([FieldPanel("slug"), FieldPanel("audience"), FieldPanel("version")]),
        InlinePanel("modules", heading=_("Modules demandés"), label=_("Module"), min_num=1),
    ]

    class Meta:
        ordering = ["pk"]
        verbose_name = _("parcours")
        verbose_name_plural = _("parcours")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("pathways:detail", args=[self.slug])


class PathwayModule(Orderable, ClusterableModel):
    """A module of a pathway: the threshold to reach, and the blueprint of the paper."""

    pathway = ParentalKey(Pathway, on_delete=models.CASCADE, related_name="modules")
    module = models.ForeignKey(ModulePage, on_delete=models.PROTECT, related_name="+", verbose_name=_("module"))
    threshold_percent = models.PositiveSmallIntegerField(
        _("seuil (%)"), default=70, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    easy = models.PositiveSmallIntegerField(_("questions faciles"), default=4)
    medium = models.PositiveSmallIntegerField(_("questions moyennes"), default=5)
    hard = models.PositiveSmallIntegerField(_("questions exigeantes"), default=3)

    objects = PathwayModuleQuerySet.as_manager()

    panels: ClassVar[list[Panel]] = [
        FieldPanel("module"),
        FieldPanel("threshold_percent"),
        FieldRowPanel([FieldPanel("easy"), FieldPanel("medium"), FieldPanel("hard")]),
        InlinePanel("lessons", heading=_("Leçons demandées"), label=_("Leçon")),
        InlinePanel("activities", heading=_("Activités demandées"), label=_("Activité")),
    ]

    class Meta:
        ordering = ["sort_order", "pk"]
        verbose_name = _("module du parcours")
        verbose_name_plural = _("modules du parcours")
        constraints = [
            models.UniqueConstraint(fields=["pathway", "module"], name="a_module_once_per_pathway"),
            models.CheckConstraint(
                condition=models.Q(threshold_percent__range=(1, 100)), name="a_threshold_is_a_percentage"
            ),
            models.CheckConstraint(
                condition=models.Q(easy__gt=0) | models.Q(medium__gt=0) | models.Q(hard__gt=0),
                name="a_paper_holds_a_question",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pathway_id}/{self.module_id}"

    @property
    def length(self) -> int:
        """How many questions the counted paper holds."""
        return self.easy + self.medium + self.hard


class Requirement(models.TextChoices):
    """What a pathway may ask of a lesson or of an activity."""

    REQUIRED = "obligatoire", _("Obligatoire")
    ADVISED = "conseillée", _("Conseillée")


class PathwayLesson(models.Model):
    """What a pathway asks of one lesson; a lesson without such a row is optional."""

    Requirement = Requirement

    pathway_module = ParentalKey(PathwayModule, on_delete=models.CASCADE, related_name="lessons")
    lesson = models.ForeignKey(LessonPage, on_delete=models.CASCADE, related_name="+", verbose_name=_("leçon"))
    requirement = models.CharField(_("demande"), max_length=12, choices=Requirement, default=Requirement.REQUIRED)

    panels: ClassVar[list[Panel]] = [FieldRowPanel([FieldPanel("lesson"), FieldPanel("requirement")])]

    class Meta:
        verbose_name = _("leçon du parcours")
        verbose_name_plural = _("leçons du parcours")
        constraints = [models.UniqueConstraint(fields=["pathway_module", "lesson"], name="a_lesson_once_per_module")]

    def __str__(self) -> str:
        return f"{self.lesson_id} {self.requirement}"


class PathwayActivity(models.Model):
    """An activity that a pathway asks for, with one of its modules. Who offers it is known when the site starts."""

    pathway_module = ParentalKey(PathwayModule, on_delete=models.CASCADE, related_name="activities")
    code = models.CharField(
        _("code de l’activité"),
        max_length=limits.ACTIVITY_CODE,
        validators=[RegexValidator(rf"^{limits.ACTIVITY_CODE_SHAPE}\Z", _("Écrivez le code sous la forme LAB-1."))],
        help_text=_("Par exemple LAB-1."),
    )
    requirement = models.CharField(_("demande"), max_length=12, choices=Requirement, default=Requirement.REQUIRED)

    panels: ClassVar[list[Panel]] = [FieldRowPanel([FieldPanel("code"), FieldPanel("requirement")])]

    class Meta:
        verbose_name = _("activité du parcours")
        verbose_name_plural = _("activités du parcours")
        constraints = [models.UniqueConstraint(fields=["pathway_module", "code"], name="an_activity_once_per_module")]

    def __str__(self) -> str:
        return f"{self.code} {self.requirement}"
