"""What is done, what is left, and the one next thing to do. No clock, no database, no words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from courses.quizzes.rules import passed as reaches


class Need(Enum):
    """What a pathway asks of a lesson."""

    REQUIRED = "required"
    ADVISED = "advised"
    OPTIONAL = "optional"


@dataclass(frozen=True, slots=True)
class Demand:
    """What a learner's pathways make of a lesson: None when none holds its module; its short version when all do."""

    need: Need | None = None
    is_short: bool = False


@dataclass(frozen=True, slots=True)
class LessonStanding:
    code: str
    title: str
    url: str
    minutes: int
    need: Need
    is_done: bool

    @property
    def is_required(self) -> bool:
        return self.need is Need.REQUIRED


@dataclass(frozen=True, slots=True)
class ActivityStanding:
    """An activity that a pathway asks for. Without an address, nobody offers it today: it is not waited for."""

    code: str
    title: str
    url: str
    minutes: int
    need: Need
    is_done: bool

    @property
    def is_available(self) -> bool:
        return bool(self.url)

    @property
    def is_required(self) -> bool:
        return self.need is Need.REQUIRED and self.is_available


@dataclass(frozen=True, slots=True)
class QuizStanding:
    """One learner before one counted quiz. `not_before` is in the past or None when nothing has to be waited for."""

    url: str
    questions: int
    attempts_used: int = 0
    attempts_left: int = 1
    open_attempt_url: str = ""
    not_before: datetime | None = None
    best_percent: Decimal | None = None

    def must_wait(self, now: datetime) -> bool:
        return self.not_before is not None and self.not_before > now


@dataclass(frozen=True, slots=True)
class ModuleStanding:
    """One module of a pathway. `quiz` is None as long as there is none to take."""

    code: str
    number: int
    title: str
    url: str
    version: str
    threshold_percent: int
    lessons: tuple[LessonStanding, ...]
    quiz: QuizStanding | None
    passed_on: datetime | None = None
    activities: tuple[ActivityStanding, ...] = ()

    @property
    def counted_lessons(self) -> tuple[LessonStanding, ...]:
        """The required ones; all of them where nothing is required."""
        return tuple(lesson for lesson in self.lessons if lesson.is_required) or self.lessons

    @property
    def lessons_required(self) -> int:
        return sum(lesson.is_required for lesson in self.lessons)

    @property
    def lessons_done(self) -> int:
        """Among the required ones."""
        return sum(lesson.is_required and lesson.is_done for lesson in self.lessons)

    @property
    def lessons_left(self) -> int:
        return self.lessons_required - self.lessons_done

    @property
    def counted_done(self) -> int:
        return sum(lesson.is_done for lesson in self.counted_lessons)

    @property
    def required_activities(self) -> tuple[ActivityStanding, ...]:
        return tuple(activity for activity in self.activities if activity.is_required)

    @property
    def activities_left(self) -> int:
        return sum(not activity.is_done for activity in self.required_activities)

    @property
    def is_read(self) -> bool:
        """Every required lesson finished, every required activity done."""
        return self.lessons_left == 0 and self.activities_left == 0

    @property
    def is_passed(self) -> bool:
        return self.passed_on is not None

    @property
    def is_complete(self) -> bool:
        return self.is_read and self.is_passed

    @property
    def is_begun(self) -> bool:
        parts: tuple[LessonStanding | ActivityStanding, ...] = (*self.lessons, *self.activities)
        return any(part.is_done for part in parts) or bool(self.quiz and self.quiz.attempts_used)

    @property
    def next_lesson(self) -> LessonStanding | None:
        """The first required lesson that is not finished."""
        return next((lesson for lesson in self.lessons if lesson.is_required and not lesson.is_done), None)

    @property
    def next_activity(self) -> ActivityStanding | None:
        """The first required activity that is not done."""
        return next((activity for activity in self.required_activities if not activity.is_done), None)

    @property
    def minutes_left(self) -> int:
        return sum(lesson.minutes for lesson in self.counted_lessons if not lesson.is_done)


class Work(Enum):
    """How far a production is; what waits for a trainer is in nobody's hands here."""

    TO_DO = "to do"
    DRAFT = "begun"
    WAITING = "waits for a trainer"
    TO_REDO = "to be redone"
    ACCEPTED = "accepted"


@dataclass(frozen=True, slots=True)
class ProductionStanding:
    """A production that a pathway asks for, to be read by a trainer (syllabus, § 6). Accepted once, it stays so."""

    code: str
    title: str
    url: str
    need: Need
    work: Work = Work.TO_DO
    accepted_on: datetime | None = None

    @property
    def is_required(self) -> bool:
        return self.need is Need.REQUIRED

    @property
    def is_accepted(self) -> bool:
        return self.work is Work.ACCEPTED

    @property
    def is_waiting(self) -> bool:
        return self.work is Work.WAITING


@dataclass(frozen=True, slots=True)
class PathwayStanding:
    """Where one learner is on one pathway. Once completed, it stays so whatever becomes of its content."""

    slug: str
    title: str
    url: str
    audience: str
    version: str
    modules: tuple[ModuleStanding, ...]
    completed_on: datetime | None = None
    productions: tuple[ProductionStanding, ...] = ()

    @property
    def productions_missing(self) -> tuple[ProductionStanding, ...]:
        """The required ones that no trainer has accepted."""
        return tuple(each for each in self.productions if each.is_required and not each.is_accepted)

    @property
    def modules_complete(self) -> int:
        return sum(module.is_complete for module in self.modules)

    @property
    def is_complete(self) -> bool:
        return self.completed_on is not None or self.has_everything

    @property
    def has_everything(self) -> bool:
        """Every required lesson and activity done, every threshold reached, every required production accepted.

        No average, no compensation.
        """
        return (
            bool(self.modules) and all(module.is_complete for module in self.modules) and not self.productions_missing
        )


@dataclass(frozen=True, slots=True)
class Result:
    """A submitted attempt: its points, and what was decided then."""

    points: Fraction
    out_of: int
    passed: bool
    submitted_at: datetime


def passed_on(results: Iterable[Result], threshold_percent: int) -> datetime | None:
    """When the threshold was first reached: today's, or the one in force when the attempt was made."""
    reached = (
        result.submitted_at
        for result in results
        if result.passed or reaches(result.points, result.out_of, threshold_percent)
    )
    return min(reached, default=None)


class StepKind(Enum):
    """The situations a learner can be in, each with one thing to do."""

    CHOOSE = "choose a pathway"
    RESUME = "go on with an open attempt"
    LESSON = "read a lesson"
    ACTIVITY = "do an activity"
    QUIZ = "take a quiz"
    PRODUCTION = "hand in a production"
    WAIT = "take a quiz again, later"
    TUTOR = "ask for attempts"
    READING = "wait for a trainer"
    SOON = "wait for a quiz to exist"
    PASSPORT = "hold the passport"


@dataclass(frozen=True, slots=True)
class Step:
    kind: StepKind
    pathway: PathwayStanding | None = None
    module: ModuleStanding | None = None
    lesson: LessonStanding | None = None
    activity: ActivityStanding | None = None
    production: ProductionStanding | None = None


def next_step(pathways: Sequence[PathwayStanding], now: datetime) -> Step:
    """The one next thing to do over all the learner's pathways, those to look at first coming first.

    An attempt that is open comes before everything; then what can be done now, in the order of the pathway, its
    productions after its modules; a wait, for a quiz or for a trainer, is only a next step when nothing else is left.
    """
    if not pathways:
        return Step(StepKind.CHOOSE)
    steps = [step for pathway in pathways for step in steps_of(pathway, now)]
    for kinds in (
        {StepKind.RESUME},
        {StepKind.LESSON, StepKind.ACTIVITY, StepKind.QUIZ, StepKind.PRODUCTION},
        {StepKind.WAIT},
        {StepKind.TUTOR},
        {StepKind.READING},
        {StepKind.SOON},
    ):
        ready = [step for step in steps if step.kind in kinds]
        if ready:
            return min(ready, key=waiting_time) if kinds == {StepKind.WAIT} else ready[0]
    return Step(StepKind.PASSPORT, pathways[0])


def steps_of(pathway: PathwayStanding, now: datetime) -> Iterable[Step]:
    """What each unfinished module, then each missing production, of the pathway asks for now."""
    if pathway.is_complete:
        return
    for module in pathway.modules:
        kind = step_in(module, now)
        if kind is not None:
            lesson = module.next_lesson if kind is StepKind.LESSON else None
            activity = module.next_activity if kind is StepKind.ACTIVITY else None
            yield Step(kind, pathway, module, lesson, activity)
    for production in pathway.productions_missing:
        kind = StepKind.READING if production.is_waiting else StepKind.PRODUCTION
        yield Step(kind, pathway, production=production)


def step_in(module: ModuleStanding, now: datetime) -> StepKind | None:
    quiz = module.quiz
    if quiz and quiz.open_attempt_url:
        return StepKind.RESUME
    if module.lessons_left:
        return StepKind.LESSON
    if module.activities_left:
        return StepKind.ACTIVITY
    if module.is_passed:
        return None
    if quiz is None:
        return StepKind.SOON
    if quiz.attempts_left <= 0:
        return StepKind.TUTOR
    return StepKind.WAIT if quiz.must_wait(now) else StepKind.QUIZ


def waiting_time(step: Step) -> datetime:
    if step.module is None or step.module.quiz is None or step.module.quiz.not_before is None:
        raise ValueError("only a quiz to wait for has a waiting time")
    return step.module.quiz.not_before


class Segment:
    """The states that `{% segments %}` draws."""

    DONE = "f"
    HERE = "c"
    REVIEW = "r"
    EMPTY = ""


def module_segments(module: ModuleStanding) -> list[str]:
    """One segment per lesson that counts and per required activity, one for the quiz; the first to do is « here »."""
    counted: tuple[LessonStanding | ActivityStanding, ...] = (*module.counted_lessons, *module.required_activities)
    states = [Segment.DONE if part.is_done else Segment.EMPTY for part in counted]
    if module.is_passed:
        states.append(Segment.DONE)
    elif module.quiz is not None:
        states.append(Segment.REVIEW if module.quiz.best_percent is not None else Segment.EMPTY)
    if module.is_begun and Segment.EMPTY in states:
        states[states.index(Segment.EMPTY)] = Segment.HERE
    return states
