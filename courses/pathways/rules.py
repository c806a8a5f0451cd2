"""What a course owes its readers, as rules over plain facts: what a lesson holds, what a bank can draw."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

FOLD = 5
WORDS = (900, 1500)
TRAINING = 4

# What every lesson holds: one block at least of each of these kinds, and how it is called.
EXPECTED: Mapping[str, tuple[str, ...]] = {
    "un résumé de trente secondes": ("brief",),
    "un cas concret": ("case",),
    "un chiffre, un tableau ou un graphique": ("key_figure", "table", "chart"),
    "une image, un graphique ou un schéma": ("image", "chart", "diagram"),
    "des erreurs à éviter": ("advice",),
    "« depuis 2017 »": ("since_2017",),
    "« à retenir »": ("takeaway",),
    "une fiche": ("sheet",),
    "des mots du glossaire": ("terms",),
    "une activité": ("activity", "h5p"),
}
PICTURES = ("image", "chart", "diagram")
ACTIVITIES = ("activity", "h5p")
TO_CHECK = "à vérifier"


@dataclass(frozen=True, slots=True)
class LessonFacts:
    """A lesson as it is read. `blocks`: how many of each kind; `words`: in full, and in the short version."""

    code: str
    words: int
    short_words: int
    has_short_version: bool
    blocks: Mapping[str, int]
    training: int
    sources: frozenset[str]
    to_check: int
    prerequisites: tuple[str, ...] = ()

    def count(self, kinds: Iterable[str]) -> int:
        return sum(self.blocks.get(kind, 0) for kind in kinds)


@dataclass(frozen=True, slots=True)
class ModuleFacts:
    """A module: its lessons, and how many questions of each kind and for each audience may be drawn."""

    code: str
    title: str
    lessons: tuple[LessonFacts, ...]
    kinds: Mapping[str, int] = field(default_factory=dict)
    audiences: Mapping[str, int] = field(default_factory=dict)
    doubtful_questions: tuple[str, ...] = ()

    @property
    def sources(self) -> frozenset[str]:
        return frozenset().union(*(lesson.sources for lesson in self.lessons))


@dataclass(frozen=True, slots=True)
class BandFacts:
    """One band of difficulty of one paper: how many questions it takes, how many the bank has."""

    name: str
    wanted: int
    available: int


@dataclass(frozen=True, slots=True)
class DrawFacts:
    """One module of one pathway: the paper that it draws, and how many there are. `required`: its lessons' codes."""

    pathway: str
    module: str
    bands: tuple[BandFacts, ...]
    papers: int
    required: tuple[str, ...] = ()
    is_short: bool = False

    @property
    def wanted(self) -> int:
        return sum(band.wanted for band in self.bands)

    @property
    def available(self) -> int:
        return sum(band.available for band in self.bands)

    @property
    def fold(self) -> float:
        """How many times the bank holds the paper, in its scarcest band."""
        return min((band.available / band.wanted for band in self.bands if band.wanted), default=0.0)


def course_faults(modules: Iterable[ModuleFacts], draws: Iterable[DrawFacts]) -> list[str]:
    """Every broken rule, as a sentence that says where."""
    modules, draws = list(modules), list(draws)
    short = {code for draw in draws if draw.is_short for code in draw.required}
    faults = [fault for module in modules for lesson in module.lessons for fault in lesson_faults(lesson, short)]
    faults += prerequisite_faults(modules)
    for module in modules:
        faults += [
            f"{module.code} : la question {code} repose sur un fait marqué « {TO_CHECK} »."
            for code in module.doubtful_questions
        ]
    return faults + [fault for draw in draws for fault in draw_faults(draw)]


def prerequisite_faults(modules: Iterable[ModuleFacts]) -> Iterator[str]:
    """What must be read first exists, and comes before in the order of the modules (syllabus, § 8)."""
    lessons = [lesson for module in modules for lesson in module.lessons]
    known, seen = {lesson.code for lesson in lessons}, set[str]()
    for lesson in lessons:
        for code in lesson.prerequisites:
            if code not in known:
                yield f"{lesson.code} : {code} est à lire d’abord ; elle n’existe pas."
            elif code not in seen:
                yield f"{lesson.code} : {code} est à lire d’abord ; elle vient après."
        seen.add(lesson.code)


def lesson_faults(lesson: LessonFacts, short: Iterable[str]) -> Iterator[str]:
    least, most = WORDS
    if not least <= lesson.words <= most:
        yield f"{lesson.code} : {lesson.words} mots ; il en faut de {least} à {most}."
    for name, kinds in EXPECTED.items():
        if not lesson.count(kinds):
            yield f"{lesson.code} : il manque {name}."
    if lesson.training < TRAINING:
        yield f"{lesson.code} : {lesson.training} question(s) d’entraînement ; il en faut {TRAINING}."
    if lesson.code in set(short) and not lesson.has_short_version:
        yield f"{lesson.code} : un parcours en version courte la demande ; elle n’en a pas."


def draw_faults(draw: DrawFacts) -> Iterator[str]:
    place = f"{draw.module}, parcours {draw.pathway}"
    for band in draw.bands:
        if band.available < FOLD * band.wanted:
            yield (
                f"{place} : {band.available} questions {band.name} ; "
                f"il en faut {FOLD * band.wanted} ({FOLD} fois les {band.wanted} tirées)."
            )
    if not draw.papers:
        yield f"{place} : aucune copie ne respecte toutes les règles du tirage."
