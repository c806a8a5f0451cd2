"""The catalogue, its modules, their lessons. Content only: what a learner did lives in `progress`."""

from collections.abc import Collection, Mapping
from functools import partial
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject, cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.search import index
from wagtail.url_routing import RouteResult

from cms.accounts.models import Audience
from cms.foundation.fields import StreamField
from cms.foundation.models import BasePage
from courses.h5p.models import Placement, placement_key
from courses.modules import limits
from courses.modules.activities import Activity, PlacedActivity, activity
from courses.modules.audiences import audiences_by_module
from courses.modules.blocks import LessonBody
from courses.modules.blocks.base import PROSE
from courses.modules.blocks.playing import place_name
from courses.modules.rendering import lesson_body, render_sheet
from courses.quizzes.models import Quiz

Trail = list[tuple[str, str | None]]


class CataloguePage(BasePage):
    """Every module, in order."""

    parent_page_types = ["pages.HomePage"]
    subpage_types: ClassVar[list[str]] = ["modules.ModulePage"]
    max_count = 1
    section = "modules"

    class Meta:
        verbose_name = _("catalogue des modules")
        verbose_name_plural = _("catalogues des modules")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find a lesson, its module and its neighbours at once: they are the addresses that are read most."""
        if len(path_components) == 2:
            module_slug, lesson_slug = path_components
            module = self.module_with_lessons(module_slug)
            if module is not None:
                module.above = [*self.trail_above(request), (module.title, module.url)]
                for lesson in module.lessons:
                    if lesson.slug == lesson_slug:
                        return RouteResult(lesson)
        return super().route(request, path_components)

    def module_with_lessons(self, slug: str) -> "ModulePage | None":
        """A live module and its live lessons, knowing one another, without the bodies: one query."""
        family = (
            Page.objects.live()
            .filter(url_path__startswith=f"{self.url_path}{slug}/", path__startswith=self.path)
            .select_related("modulepage", "lessonpage")
            .defer("lessonpage__body")
            .order_by("path")
        )
        first, *others = list(family) or [None]
        module = getattr(first, "modulepage", None)
        if module is None:
            return None
        module.lessons = [page.lessonpage for page in others if page.depth == module.depth + 1]
        for lesson in module.lessons:
            lesson.module = module
        return module

    def trail_above(self, request: HttpRequest) -> Trail:
        site = Site.find_for_request(request)
        home = [(site.root_page.title, site.root_page.url)] if site else []
        return [*home, (self.title, self.url)]

    def modules(self) -> list["ModulePage"]:
        """The live modules in order, each knowing its live lessons: two queries, however many they are."""
        modules = list(ModulePage.objects.live().public().child_of(self).order_by("number", "path"))
        lessons: dict[str, list[LessonPage]] = {module.path: [] for module in modules}
        for lesson in LessonPage.objects.live().descendant_of(self).defer_streamfields().order_by("path"):
            lessons.get(lesson.path[: -self.steplen], []).append(lesson)
        for module in modules:
            module.lessons = lessons[module.path]
        return modules

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        audiences = audiences_by_module()
        chosen = request.GET.get("public", "")
        modules = self.modules()
        for module in modules:
            module.audiences = audiences.get(module.pk, frozenset())
        if chosen in Audience.values:
            modules = [module for module in modules if chosen in module.audiences or not module.audiences]
        else:
            chosen = ""
        return {
            **context,
            "modules": modules,
            "choices": Audience.choices if any(audiences.values()) else [],
            "chosen": chosen,
            "chosen_label": Audience(chosen).label if chosen else "",
        }


class ModulePage(BasePage):
    """A few lessons and one counted quiz."""

    code = models.CharField(
        _("code"),
        max_length=limits.MODULE_CODE,
        unique=True,
        validators=[RegexValidator(r"^[A-Z]{2,8}\Z", _("Écrivez deux à huit capitales, par exemple SEC."))],
        help_text=_("Trois lettres, par exemple SEC. Il ne change plus ensuite."),
    )
    number = models.PositiveSmallIntegerField(_("numéro"), default=0, validators=[MaxValueValidator(99)])
    version = models.CharField(_("version du contenu"), max_length=limits.VERSION, default="2026.1")
    introduction = RichTextField(_("présentation"), features=PROSE, blank=True)
    objectives = models.TextField(_("à la fin, vous saurez"), blank=True, help_text=_("Un par ligne."))
    quiz = models.OneToOneField(
        Quiz, null=True, blank=True, on_delete=models.PROTECT, related_name="module", verbose_name=_("évaluation")
    )

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel([FieldPanel("code"), FieldPanel("number"), FieldPanel("version")], _("Repères")),
        FieldPanel("introduction"),
        FieldPanel("objectives"),
        FieldPanel("quiz"),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("introduction"),
        index.SearchField("objectives"),
        index.FilterField("code"),
    ]
    parent_page_types = ["modules.CataloguePage"]
    subpage_types: ClassVar[list[str]] = ["modules.LessonPage"]
    section = "modules"
    above: Trail | None = None

    class Meta:
        verbose_name = _("module")
        verbose_name_plural = _("modules")

    @cached_property
    def lessons(self) -> list["LessonPage"]:
        """The live lessons in order, without their bodies."""
        return list(LessonPage.objects.live().child_of(self).defer_streamfields().order_by("path"))

    @cached_property
    def audiences(self) -> frozenset[str]:
        """Whom an open pathway takes here; the catalogue, which knows them at once, fills it."""
        return audiences_by_module().get(self.pk, frozenset())

    @property
    def is_assessed(self) -> bool:
        """Whether there is a quiz to take: it has neither length nor threshold without a pathway."""
        return self.quiz_id is not None and bool(self.audiences)

    @property
    def minutes(self) -> int:
        return sum(lesson.minutes for lesson in self.lessons)

    @property
    def objective_list(self) -> list[str]:
        return [line.strip() for line in self.objectives.splitlines() if line.strip()]

    @property
    def audience_label(self) -> str:
        """« Pour tous », or those whom a pathway takes there."""
        if len(self.audiences) in (0, len(Audience)):
            return str(_("Pour tous"))
        return ", ".join(str(audience.label) for audience in Audience if audience in self.audiences)

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """The lessons of a module that is not published wait with it."""
        if not self.live:
            raise Http404
        return super().route(request, path_components)


class LessonPage(RoutablePageMixin, BasePage):
    """One sitting of learning."""

    code = models.CharField(
        _("code"),
        max_length=limits.LESSON_CODE,
        unique=True,
        validators=[RegexValidator(r"^[A-Z]{2,8}-[1-9][0-9]?\Z", _("Écrivez le code sous la forme SEC-1."))],
        help_text=_("Par exemple SEC-1. Il ne change plus ensuite."),
    )
    minutes = models.PositiveSmallIntegerField(
        _("durée estimée (min)"), default=10, validators=[MinValueValidator(1), MaxValueValidator(limits.MINUTES)]
    )
    short_minutes = models.PositiveSmallIntegerField(
        _("durée de la version courte (min)"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(limits.MINUTES)],
        help_text=_("Laissez vide si la leçon n’a qu’une version."),
    )
    prerequisites = models.CharField(
        _("à lire d’abord"),
        max_length=limits.PREREQUISITES * (limits.LESSON_CODE + 1),
        blank=True,
        validators=[
            RegexValidator(
                r"^[A-Z]{2,8}-[1-9][0-9]?( [A-Z]{2,8}-[1-9][0-9]?)*\Z",
                _("Écrivez des codes de leçon : « REV-1 ACH-1 »."),
            )
        ],
        help_text=_("Les codes des leçons sans lesquelles celle-ci ne se suit pas, séparés par une espace."),
    )
    objective = models.CharField(_("objectif"), max_length=limits.OBJECTIVE, blank=True)
    body = StreamField(LessonBody(), verbose_name=_("contenu"), blank=True)

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("code"),
                FieldPanel("minutes"),
                FieldPanel("short_minutes"),
                FieldPanel("prerequisites"),
                FieldPanel("objective"),
            ],
            _("Repères"),
        ),
        FieldPanel("body"),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("objective"),
        index.SearchField("body"),
        index.FilterField("code"),
    ]
    parent_page_types = ["modules.ModulePage"]
    subpage_types: ClassVar[list[str]] = []
    section = "modules"

    class Meta:
        verbose_name = _("leçon")
        verbose_name_plural = _("leçons")

    def clean(self) -> None:
        super().clean()
        if self.slug in limits.RESERVED_SLUGS:
            words = _("Changez l’adresse : « %(slug)s » est celle de l’évaluation du module.")
            raise ValidationError({"slug": words % {"slug": self.slug}})
        known = set(LessonPage.objects.filter(code__in=self.prerequisite_codes).values_list("code", flat=True))
        if unknown := [code for code in self.prerequisite_codes if code not in known - {self.code}]:
            words = _("Corrigez « %(code)s » : c’est cette leçon même, ou aucune leçon n’a ce code.")
            raise ValidationError({"prerequisites": words % {"code": unknown[0]}})

    def get_view_restrictions(self) -> "models.QuerySet[PageViewRestriction]":
        """Asked by Wagtail, then by what keeps pages: read once for this object."""
        return self.view_restrictions_read_once

    @cached_property
    def view_restrictions_read_once(self) -> "models.QuerySet[PageViewRestriction]":
        return super().get_view_restrictions()

    @cached_property
    def module(self) -> ModulePage | None:
        return ModulePage.objects.parent_of(self).first() if self.path else None

    @cached_property
    def siblings(self) -> list["LessonPage"]:
        """The live lessons of the module in order, without their bodies."""
        return self.module.lessons if self.module else []

    @property
    def rank(self) -> int:
        """Its place among the live lessons, from 1; 0 while it is a draft."""
        return next((rank for rank, lesson in enumerate(self.siblings, start=1) if lesson.pk == self.pk), 0)

    @cached_property
    def activity_blocks(self) -> list[tuple[str, bool]]:
        """Code of each activity of the lesson, and whether the lesson asks for it. Read without rendering anything."""
        blocks = [block for block in self.body.raw_data if block["type"] in ("activity", "h5p")]
        return [(self._activity_code(block), bool(block["value"].get("required"))) for block in blocks]

    def _activity_code(self, block: Mapping[str, Any]) -> str:
        if block["type"] == "activity":
            return str(block["value"]["code"])
        name = place_name(block.get("id", ""), block["value"]["activity"])
        return Placement.code_of(placement_key(self.pk, name))

    @cached_property
    def places(self) -> dict[str, PlacedActivity]:
        """The H5P activities that can be done on this page now, by their codes: one query."""
        placements = Placement.objects.filter(page=self, is_live=True).select_related("activity")
        return {
            place.code: PlacedActivity(place.code, place.activity.title, f"{self.url}#h5p-{place.key}")
            for place in placements
        }

    @property
    def plays_h5p(self) -> bool:
        """Whether the page needs what plays activities."""
        return any(block["type"] == "h5p" for block in self.body.raw_data)

    @property
    def has_drawings(self) -> bool:
        """Whether the page needs what styles charts and diagrams."""
        return any(block["type"] in ("chart", "diagram") for block in self.body.raw_data)

    @property
    def prerequisite_codes(self) -> tuple[str, ...]:
        return tuple(self.prerequisites.split())

    @cached_property
    def lessons_before(self) -> list["LessonPage"]:
        """The live lessons to read first, in the order given. One query when another module has one of them."""
        known = {lesson.code: lesson for lesson in self.siblings}
        if elsewhere := [code for code in self.prerequisite_codes if code not in known]:
            found = LessonPage.objects.live().filter(code__in=elsewhere).defer_streamfields()
            known.update({lesson.code: lesson for lesson in found})
        return [known[code] for code in self.prerequisite_codes if code in known]

    @property
    def uses_terms(self) -> bool:
        """Whether the page needs what styles the words of the glossary."""
        return "#mot-" in str(list(self.body.raw_data))

    def minutes_in(self, *, is_short: bool) -> int:
        """How long it takes, in the short version or in full; a lesson may have one version alone."""
        return (self.short_minutes if is_short else None) or self.minutes

    @property
    def activity_codes(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(code for code, _required in self.activity_blocks))

    @property
    def required_activities(self) -> tuple[Activity | PlacedActivity, ...]:
        """What must be done before the lesson can be finished."""
        return self.missing_activities(frozenset())

    def missing_activities(self, done: Collection[str]) -> tuple[Activity | PlacedActivity, ...]:
        """What is required and was not done: what nobody offers is not waited for. One query when H5P is missing."""
        asked = dict.fromkeys(code for code, required in self.activity_blocks if required and code not in done)
        placed = self.places if any(code.startswith(Placement.PREFIX) for code in asked) else {}
        return tuple(found for code in asked if (found := placed.get(code) or activity(code)) is not None)

    @property
    def next_lesson(self) -> "LessonPage | None":
        rank = self.rank
        return self.siblings[rank] if 0 < rank < len(self.siblings) else None

    @property
    def previous_lesson(self) -> "LessonPage | None":
        rank = self.rank
        return self.siblings[rank - 2] if rank > 1 else None

    def trail(self) -> Trail:
        """As for every page, the last step being its place in the module: the title follows at once."""
        known = self.module.above if self.module else None
        above = super().trail()[:-1] if known is None else known
        place = _("Leçon {rank}").format(rank=self.rank) if self.rank else self.title
        return [*above, (str(place), None)]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        is_published = not getattr(request, "is_preview", False)
        return {**context, "rendered": SimpleLazyObject(partial(lesson_body, self, keep=is_published))}

    @path("fiche/", name="sheet")
    def sheet(self, request: HttpRequest) -> HttpResponse:
        """The lesson's sheet alone, on one page to print."""
        block = self.body.first_block_by_name("sheet")
        if block is None:
            raise Http404
        trail = [*self.trail()[:-1], (self.title, self.url), (str(_("Fiche")), None)]
        return self.render(
            request,
            template="modules/sheet_page.html",
            context_overrides={"sheet": block.value, "sheet_html": render_sheet(block.value), "trail": trail},
        )
