"""Which modules and lessons an audience must take, with which thresholds and productions (syllabus, § 3 and § 6)."""

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
from courses.pathways.limits import ADVICE, CODE, FEWEST_WORDS, INSTRUCTIONS, MOST_WORDS, PARTS, TITLE


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
    is_short = models.BooleanField(
        _("version courte"),
        default=False,
        help_text=_("Les leçons s’ouvrent dans leur version courte ; chacun peut déplier la version complète."),
    )

    objects = PathwayQuerySet.as_manager()

    panels: ClassVar[list[Panel]] = [
        FieldPanel("title"),
        MultiFieldPanel([FieldPanel("summary"), FieldPanel("promise"), FieldPanel("note")], heading=_("Présentation")),
        FieldRowPanel([FieldPanel("slug"), FieldPanel("audience"), FieldPanel("version")]),
        FieldPanel("is_short"),
        InlinePanel("modules", heading=_("Modules demandés"), label=_("Module"), min_num=1),
        InlinePanel("assignments", heading=_("Productions demandées"), label=_("Production")),
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


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def on_line(self) -> Self:
        """Those of the pathways that are open."""
        return self.filter(pathway__live=True)

    def required(self) -> Self:
        return self.filter(requirement=Requirement.REQUIRED)


class Assignment(Orderable, ClusterableModel):
    """A production that a pathway asks for, to be read by a trainer (syllabus, § 6).

    Its code names it for good: what people handed in is kept with the code, whatever becomes of this row.
    """

    Requirement = Requirement

    pathway = ParentalKey(Pathway, on_delete=models.CASCADE, related_name="assignments")
    code = models.SlugField(
        _("code"),
        max_length=CODE,
        help_text=_("Dans l’adresse. Changer le code en fait une autre production."),
    )
    title = models.CharField(_("titre"), max_length=TITLE)
    requirement = models.CharField(_("demande"), max_length=12, choices=Requirement, default=Requirement.REQUIRED)
    instructions = models.TextField(
        _("consigne"), max_length=INSTRUCTIONS, help_text=_("Paragraphes et listes, en Markdown.")
    )

    objects = AssignmentQuerySet.as_manager()

    panels: ClassVar[list[Panel]] = [
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("code"), FieldPanel("requirement")]),
        FieldPanel("instructions"),
        InlinePanel("parts", heading=_("Parties attendues"), label=_("Partie"), min_num=1, max_num=PARTS),
    ]

    class Meta:
        ordering = ["sort_order", "pk"]
        verbose_name = _("production demandée")
        verbose_name_plural = _("productions demandées")
        constraints = [models.UniqueConstraint(fields=["pathway", "code"], name="an_assignment_once_per_pathway")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Where it is handed in. Its pathway must be loaded."""
        return reverse("assignments:work", args=[self.pathway.slug, self.code])

    @property
    def is_required(self) -> bool:
        return self.requirement == Requirement.REQUIRED


class AssignmentPart(Orderable):
    """One thing that a production is made of: a text, a file or a document made on the site."""

    assignment = ParentalKey(Assignment, on_delete=models.CASCADE, related_name="parts")
    code = models.SlugField(_("code"), max_length=CODE)
    title = models.CharField(_("titre"), max_length=TITLE)
    advice = models.TextField(
        _("ce qu’on y attend"), max_length=ADVICE, blank=True, help_text=_("Affiché au-dessus de la saisie.")
    )
    most_words = models.PositiveSmallIntegerField(
        _("mots au plus"),
        null=True,
        blank=True,
        validators=[MinValueValidator(FEWEST_WORDS), MaxValueValidator(MOST_WORDS)],
        help_text=_("Laissez vide s’il n’y a pas de limite."),
    )
    is_optional = models.BooleanField(_("facultative"), default=False)

    panels: ClassVar[list[Panel]] = [
        FieldRowPanel([FieldPanel("title"), FieldPanel("code")]),
        FieldPanel("advice"),
        FieldRowPanel([FieldPanel("most_words"), FieldPanel("is_optional")]),
    ]

    class Meta:
        ordering = ["sort_order", "pk"]
        verbose_name = _("partie d’une production")
        verbose_name_plural = _("parties d’une production")
        constraints = [models.UniqueConstraint(fields=["assignment", "code"], name="a_part_once_per_assignment")]

    def __str__(self) -> str:
        return self.title
