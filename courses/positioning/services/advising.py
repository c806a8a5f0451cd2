"""Where to begin, with the modules as they stand on line."""

from collections.abc import Iterable
from dataclasses import dataclass

from courses.modules.models import CataloguePage, ModulePage
from courses.positioning.rules import Level, ModuleScore, advise


@dataclass(frozen=True, slots=True)
class ModuleAdvice:
    """One module to read, what the answers said of it, and how long it takes; `short_minutes` when short may do."""

    code: str
    number: int
    title: str
    url: str
    level: Level | None
    minutes: int
    short_minutes: int | None = None
    first_lesson_url: str = ""

    @property
    def level_name(self) -> str:
        """For templates, which do not know our enumerations."""
        return self.level.name.lower() if self.level else ""


def advice_on(*, scores: Iterable[ModuleScore]) -> tuple[ModuleAdvice, ...]:
    """Every module of the catalogue, in the order in which to read them: three queries, however many they are."""
    catalogue = CataloguePage.objects.live().first()
    pages = {page.code: page for page in catalogue.modules()} if catalogue else {}
    return tuple(
        described(pages[advice.module], advice.level, may_be_short=advice.may_be_short)
        for advice in advise(scores, list(pages))
    )


def described(page: ModulePage, level: Level | None, *, may_be_short: bool) -> ModuleAdvice:
    has_short = any(lesson.short_minutes for lesson in page.lessons)
    return ModuleAdvice(
        code=page.code,
        number=page.number,
        title=page.title,
        url=page.url or "",
        level=level,
        minutes=page.minutes,
        short_minutes=sum(lesson.minutes_in(is_short=True) for lesson in page.lessons)
        if may_be_short and has_short
        else None,
        first_lesson_url=(page.lessons[0].url or "") if page.lessons else "",
    )
