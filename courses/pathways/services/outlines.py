"""What pathways ask, module by module and lesson by lesson, in a number of queries that never grows."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Q, Value

from courses.modules.activities import Activity, activity
from courses.modules.models import LessonPage, ModulePage
from courses.pathways.models import Assignment, Pathway, PathwayActivity, PathwayLesson, PathwayModule, Requirement


@dataclass(frozen=True, slots=True)
class AskedLesson:
    """A lesson that can be read today; `requirement` is None when the pathway leaves it optional."""

    page: LessonPage
    requirement: str | None
    is_short: bool = False

    @property
    def minutes(self) -> int:
        """How long it takes, in the version that the pathway opens."""
        return self.page.minutes_in(is_short=self.is_short)

    @property
    def is_required(self) -> bool:
        return self.requirement == Requirement.REQUIRED

    @property
    def is_advised(self) -> bool:
        return self.requirement == Requirement.ADVISED


@dataclass(frozen=True, slots=True)
class AskedActivity:
    """An activity that the pathway asks for, required or advised."""

    code: str
    requirement: str

    @property
    def activity(self) -> Activity | None:
        """None when nobody offers it today: then it is shown, and not waited for."""
        return activity(self.code)

    @property
    def is_required(self) -> bool:
        return self.requirement == Requirement.REQUIRED


@dataclass(frozen=True, slots=True)
class AskedModule:
    """A module as one pathway asks it."""

    row: PathwayModule
    lessons: tuple[AskedLesson, ...]
    activities: tuple[AskedActivity, ...] = ()

    @property
    def page(self) -> ModulePage:
        return self.row.module

    @property
    def required(self) -> tuple[AskedLesson, ...]:
        return tuple(lesson for lesson in self.lessons if lesson.is_required)

    @property
    def advised(self) -> tuple[AskedLesson, ...]:
        return tuple(lesson for lesson in self.lessons if lesson.is_advised)

    @property
    def optional(self) -> tuple[AskedLesson, ...]:
        return tuple(lesson for lesson in self.lessons if lesson.requirement is None)

    @property
    def minutes(self) -> int:
        """How long the required lessons take."""
        return sum(lesson.minutes for lesson in self.required)

    @property
    def activity_minutes(self) -> int:
        """How long the required activities take."""
        found = (asked.activity for asked in self.activities if asked.is_required)
        return sum(activity.minutes for activity in found if activity is not None)


def outlines(pathways: Collection[Pathway], module: ModulePage | None = None) -> dict[int, tuple[AskedModule, ...]]:
    """What each pathway asks, of one module or of all, by its key.

    Three queries, whatever the number of pathways, modules and lessons.
    """
    short = {pathway.pk for pathway in pathways if pathway.is_short}
    asked_rows = PathwayModule.objects.filter(pathway__in=[pathway.pk for pathway in pathways])
    if module is not None:
        asked_rows = asked_rows.filter(module=module)
    rows = list(asked_rows.select_related("module__quiz").order_by("pathway", "sort_order", "pk"))
    lessons = lessons_by_module([row.module for row in rows])
    requirements, activities = asked_in(rows)
    found: dict[int, list[AskedModule]] = defaultdict(list)
    for row in rows:
        is_short = row.pathway_id in short
        asked = [AskedLesson(page, requirements.get((row.pk, page.pk)), is_short) for page in lessons[row.module.path]]
        found[row.pathway_id].append(AskedModule(row, tuple(asked), tuple(activities[row.pk])))
    return {pathway: tuple(modules) for pathway, modules in found.items()}


def assignments_of(pathways: Collection[Pathway]) -> dict[int, tuple[Assignment, ...]]:
    """The productions that each pathway asks for, in order, without their parts: one query."""
    known = {pathway.pk: pathway for pathway in pathways}
    found: dict[int, list[Assignment]] = defaultdict(list)
    for row in Assignment.objects.filter(pathway__in=known).order_by("sort_order", "pk"):
        row.pathway = known[row.pathway_id]
        found[row.pathway_id].append(row)
    return {pathway: tuple(rows) for pathway, rows in found.items()}


def asked_in(
    rows: Sequence[PathwayModule],
) -> tuple[dict[tuple[int, int], str], dict[int, list[AskedActivity]]]:
    """What is asked of each lesson, and the activities of each row in order: one query for both."""
    lessons = PathwayLesson.objects.filter(pathway_module__in=rows).annotate(code=Value(""))
    others = PathwayActivity.objects.filter(pathway_module__in=rows).annotate(lesson_id=Value(0))
    columns = ("pathway_module_id", "pk", "lesson_id", "code", "requirement")
    requirements: dict[tuple[int, int], str] = {}
    activities: dict[int, list[AskedActivity]] = defaultdict(list)
    for row, _pk, lesson, code, requirement in sorted(
        lessons.values_list(*columns).union(others.values_list(*columns), all=True)
    ):
        if code:
            activities[row].append(AskedActivity(code, requirement))
        else:
            requirements[row, lesson] = requirement
    return requirements, activities


def lessons_by_module(modules: Sequence[ModulePage]) -> dict[str, list[LessonPage]]:
    """The published lessons of each module, in order, without their text. The key is the path of the module."""
    found: dict[str, list[LessonPage]] = defaultdict(list)
    if not modules:
        return found
    below = Q()
    for path in {module.path for module in modules}:
        below |= Q(path__startswith=path)
    for lesson in LessonPage.objects.live().filter(below).defer_streamfields().order_by("path"):
        found[lesson.path[: -LessonPage.steplen]].append(lesson)
    return found
