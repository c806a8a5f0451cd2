"""Where a learner is, gathered from the tables in a number of queries that never grows."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import OuterRef, Subquery
from django.urls import reverse

from cms.accounts.models import User
from courses.assignments.rules.submissions import State
from courses.assignments.services import Latest, latest_versions
from courses.modules.activities import activity as offered
from courses.modules.models import ModulePage
from courses.pathways.models import Assignment, PathwayLesson, PathwayModule
from courses.pathways.services import (
    AskedActivity,
    AskedLesson,
    AskedModule,
    assignments_of,
    lessons_by_module,
    outlines,
)
from courses.progress.models import Enrollment
from courses.progress.rules import (
    ActivityStanding,
    Demand,
    LessonStanding,
    ModuleStanding,
    Need,
    PathwayStanding,
    ProductionStanding,
    QuizStanding,
    Result,
    Work,
    passed_on,
)
from courses.progress.services.deeds import deeds_of
from courses.quizzes.models import Attempt
from courses.quizzes.services import Standing
from courses.quizzes.services import standings as quiz_standings

WORK = {
    State.DRAFT: Work.DRAFT,
    State.WAITING: Work.WAITING,
    State.READING: Work.WAITING,
    State.REDO: Work.TO_REDO,
    State.ACCEPTED: Work.ACCEPTED,
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What one learner did: finished lessons, done activities, results and standings by quiz and audience."""

    finished: frozenset[int]
    activities: frozenset[str]
    results: Mapping[tuple[int, str], Sequence[Result]]
    quizzes: Mapping[tuple[int, str], Standing]


def standing_in(*, enrollment: Enrollment) -> PathwayStanding:
    return standings_of(learner=enrollment.learner, enrollments=[enrollment])[0]


def standings_of(*, learner: User, enrollments: Sequence[Enrollment]) -> list[PathwayStanding]:
    """Where the learner is on each pathway, in the order given. Their pathways must be loaded."""
    pathways = [enrollment.pathway for enrollment in enrollments]
    asked = outlines(pathways)
    assignments = assignments_of(pathways)
    latest = latest_versions(learner=learner, pathways=assignments) if assignments else {}
    audiences = {enrollment.pathway_id: enrollment.pathway.audience for enrollment in enrollments}
    pairs = {
        (module.page.quiz_id, audiences[pathway])
        for pathway, modules in asked.items()
        for module in modules
        if module.page.quiz_id
    }
    facts = facts_about(learner, pairs)
    productions = {
        pathway: tuple(production_standing(row, latest.get((pathway, row.code))) for row in rows)
        for pathway, rows in assignments.items()
    }
    return [
        pathway_standing(
            enrollment, asked.get(enrollment.pathway_id, ()), facts, productions.get(enrollment.pathway_id, ())
        )
        for enrollment in enrollments
    ]


def standings_on(
    *, learner: User, modules: Sequence[ModulePage], standings: Sequence[PathwayStanding] | None = None
) -> dict[int, ModuleStanding]:
    """Where the learner is on each of these modules, by its key.

    A module that several of the learner's pathways ask for stands as in the first that is not completed there;
    one that none asks for, as a module to read freely. Give `standings` when those of the learner are already known.
    """
    if standings is None:
        standings = standings_of(learner=learner, enrollments=list(Enrollment.objects.of(learner).in_order()))
    found: dict[str, ModuleStanding] = {}
    for pathway in standings:
        for standing in pathway.modules:
            if standing.code not in found or found[standing.code].is_complete:
                found[standing.code] = standing
    free = [module for module in modules if module.code not in found]
    found.update(free_standings(learner, free))
    return {module.pk: found[module.code] for module in modules}


def free_standings(learner: User, modules: Sequence[ModulePage]) -> dict[str, ModuleStanding]:
    if not modules:
        return {}
    facts = facts_about(learner, set())
    lessons = lessons_by_module(modules)
    return {
        module.code: ModuleStanding(
            code=module.code,
            number=module.number,
            title=module.title,
            url=module.url or "",
            version=module.version,
            threshold_percent=0,
            lessons=tuple(lesson_standing(AskedLesson(page, None), facts) for page in lessons[module.path]),
            quiz=None,
        )
        for module in modules
    }


def demand_of(*, learner: User, lesson_id: int, module_id: int | None) -> Demand:
    """What the learner's pathways ask of one lesson, the most demanding first: one query."""
    asked = PathwayLesson.objects.filter(pathway_module=OuterRef("pk"), lesson_id=lesson_id).values("requirement")
    rows = PathwayModule.objects.filter(pathway__enrollments__learner=learner, module_id=module_id)
    found = set(rows.values_list(Subquery(asked[:1]), "pathway__is_short"))
    if not found:
        return Demand()
    need = min((need_from(requirement) for requirement, _is_short in found), key=list(Need).index)
    return Demand(need, is_short=all(is_short for _requirement, is_short in found))


def need_from(requirement: str | None) -> Need:
    return {
        PathwayLesson.Requirement.REQUIRED.value: Need.REQUIRED,
        PathwayLesson.Requirement.ADVISED.value: Need.ADVISED,
    }.get(requirement or "", Need.OPTIONAL)


def facts_about(learner: User, pairs: Iterable[tuple[int, str]]) -> Facts:
    wanted = set(pairs)
    deeds = deeds_of(learner=learner)
    results: dict[tuple[int, str], list[Result]] = defaultdict(list)
    if wanted:
        attempts = Attempt.objects.submitted().filter(learner=learner, quiz__in={quiz for quiz, _audience in wanted})
        for attempt in attempts:
            if attempt.submitted_at is not None and attempt.score is not None:
                result = Result(Fraction(attempt.score), attempt.max_score, bool(attempt.passed), attempt.submitted_at)
                results[attempt.quiz_id, attempt.audience].append(result)
    return Facts(
        finished=frozenset(deeds.finished),
        activities=deeds.activities,
        results=results,
        quizzes=quiz_standings(learner=learner, pairs=wanted) if wanted else {},
    )


def pathway_standing(
    enrollment: Enrollment,
    asked: Sequence[AskedModule],
    facts: Facts,
    productions: tuple[ProductionStanding, ...],
) -> PathwayStanding:
    pathway = enrollment.pathway
    return PathwayStanding(
        slug=pathway.slug,
        title=pathway.title,
        url=pathway.get_absolute_url(),
        audience=pathway.audience,
        version=pathway.version,
        modules=tuple(module_standing(module, pathway.audience, facts) for module in asked),
        completed_on=enrollment.completed_at,
        productions=productions,
    )


def production_standing(asked: Assignment, latest: Latest | None) -> ProductionStanding:
    return ProductionStanding(
        code=asked.code,
        title=asked.title,
        url=asked.get_absolute_url(),
        need=need_from(asked.requirement),
        work=WORK[latest.state] if latest else Work.TO_DO,
        accepted_on=latest.accepted_on if latest else None,
    )


def module_standing(asked: AskedModule, audience: str, facts: Facts) -> ModuleStanding:
    page, threshold = asked.page, asked.row.threshold_percent
    return ModuleStanding(
        code=page.code,
        number=page.number,
        title=page.title,
        url=page.url or "",
        version=page.version,
        threshold_percent=threshold,
        lessons=tuple(lesson_standing(lesson, facts) for lesson in asked.lessons),
        quiz=quiz_standing(asked, audience, facts),
        passed_on=passed_on(facts.results.get((page.quiz_id, audience), ()), threshold) if page.quiz_id else None,
        activities=tuple(activity_standing(activity, facts) for activity in asked.activities),
    )


def activity_standing(asked: AskedActivity, facts: Facts) -> ActivityStanding:
    found, need, is_done = offered(asked.code), need_from(asked.requirement), asked.code in facts.activities
    if found is None:
        return ActivityStanding(asked.code, "", "", 0, need, is_done)
    return ActivityStanding(asked.code, str(found.title), found.url, found.minutes, need, is_done)


def lesson_standing(asked: AskedLesson, facts: Facts) -> LessonStanding:
    page = asked.page
    need = need_from(asked.requirement)
    return LessonStanding(page.code, page.title, page.url or "", asked.minutes, need, page.pk in facts.finished)


def quiz_standing(asked: AskedModule, audience: str, facts: Facts) -> QuizStanding | None:
    """None when there is nothing to take: no quiz yet, or a module that is not published."""
    page = asked.page
    if not page.quiz_id or not page.live:
        return None
    standing = facts.quizzes[page.quiz_id, audience]
    return QuizStanding(
        url=reverse("progress:quiz", args=[page.slug]),
        questions=asked.row.length,
        attempts_used=standing.attempts_used,
        attempts_left=standing.attempts_left,
        open_attempt_url=standing.open_attempt.get_absolute_url() if standing.open_attempt else "",
        not_before=standing.not_before,
        best_percent=standing.best_percent,
    )
