"""What a learner did, shown on pages that know only their content.

For a visitor nothing here touches the session nor any row of a person, so that pages can be kept whole.
"""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, NamedTuple, TypeVar

from django import template
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.accounts.models import User
from cms.foundation.templatetags.ui import heure, jour
from courses.modules.models import LessonPage, ModulePage
from courses.modules.rendering import in_short
from courses.pathways.models import Pathway
from courses.progress.models import Enrollment
from courses.progress.rules import Demand, LessonStanding, ModuleStanding, PathwayStanding, Segment, module_segments
from courses.progress.services import Deeds, deeds_of, demand_of, standings_of, standings_on

register = template.Library()

SHORT, LONG = "courte", "complete"  # in the address of a lesson: ?version=

T = TypeVar("T")


class State(NamedTuple):
    """A label of the interface: its kind (juste, revoir, info or none) and its words."""

    kind: str
    label: str


def learner_of(context: Context) -> User | None:
    """The signed-in person; None for a visitor, without a look at the session."""
    is_known = context.get("user_is_known")
    return context["request"].user if is_known is not None and is_known() else None


def once(context: Context, key: Any, compute: Callable[[], T]) -> T:
    """The tags of one page share what they read."""
    request = context.get("request")
    memory = vars(request).setdefault("_progress", {}) if request is not None else {}
    if key not in memory:
        memory[key] = compute()
    return memory[key]


# --- On a lesson


def deeds_on(context: Context, page: LessonPage) -> Deeds:
    """Which lessons of the module were finished, which activities of this one were done; nothing for a visitor."""
    learner = learner_of(context)
    if learner is None:
        return Deeds({}, frozenset())
    lessons = [lesson.pk for lesson in page.siblings]
    ask = partial(deeds_of, learner=learner, lessons=lessons, activities=page.activity_codes)
    return once(context, "deeds", ask)


def demand_for(context: Context, page: LessonPage) -> Demand:
    """What the learner's pathways ask of this lesson; nothing for a visitor."""
    learner = learner_of(context)
    if learner is None:
        return Demand()
    module_id = page.module.pk if page.module else None
    ask = partial(demand_of, learner=learner, lesson_id=page.pk, module_id=module_id)
    return once(context, ("demand", page.pk), ask)


def reads_short(context: Context, page: LessonPage) -> bool:
    """Whether the short version is shown: the one asked for in the address, else that of the learner's pathways."""
    if page.short_minutes is None:
        return False
    asked = context["request"].GET.get("version") if "request" in context else None
    return asked == SHORT if asked in (SHORT, LONG) else demand_for(context, page).is_short


@register.inclusion_tag("progress/_lesson_progress.html", takes_context=True)
def lesson_progress(context: Context, page: LessonPage) -> dict[str, Any]:
    """Under a lesson's title: where it stands in its module, whether it is finished, whether it is asked for."""
    finished = deeds_on(context, page).finished
    return {
        "states": [
            Segment.DONE if lesson.pk in finished else Segment.HERE if lesson.pk == page.pk else Segment.EMPTY
            for lesson in page.siblings
        ],
        "rank": page.rank,
        "count": len(page.siblings),
        "finished_on": finished.get(page.pk),
        "need": demand_for(context, page).need,
    }


@register.inclusion_tag("progress/_lesson_versions.html", takes_context=True)
def lesson_versions(context: Context, page: LessonPage) -> dict[str, Any]:
    """How long the lesson takes, and the way to its other version when it has two."""
    is_short = reads_short(context, page)
    return {
        "minutes": page.minutes_in(is_short=is_short),
        "is_short": is_short,
        "other": LONG if is_short else SHORT,
        "other_minutes": page.minutes_in(is_short=not is_short) if page.short_minutes else None,
    }


@register.inclusion_tag("progress/_lesson_footer.html", takes_context=True)
def lesson_footer(context: Context, page: LessonPage) -> dict[str, Any]:
    """At the end of a lesson: finish it and go on, or plain links for a visitor."""
    deeds, is_known = deeds_on(context, page), learner_of(context) is not None
    return {
        "page": page,
        "is_known": is_known,
        "is_assessed": bool(page.module and page.module.quiz_id) and demand_for(context, page).need is not None,
        "is_finished": page.pk in deeds.finished,
        "missing": page.missing_activities(deeds.activities) if is_known else (),
    }


@register.simple_tag(takes_context=True)
def lesson_text(context: Context, page: LessonPage, html: SafeString) -> SafeString:
    """The text of a lesson, the same for everybody; for a learner, each activity says whether it is done."""
    if reads_short(context, page):
        html = in_short(html)
    if learner_of(context) is None or not page.activity_codes:
        return html
    done, text = deeds_on(context, page).activities, str(html)
    for code in page.activity_codes:
        state = render_to_string("progress/_activity_state.html", {"is_done": code in done})
        text = text.replace(f"<!--activite:{code}-->", f"<p>{state.strip()}</p>")
    return mark_safe(text)  # noqa: S308 - what came in was trusted HTML, and our own template was put into it


# --- On a module


def pathways_of(context: Context, learner: User) -> list[PathwayStanding]:
    """Where the learner is on each of their pathways."""

    def ask() -> list[PathwayStanding]:
        enrollments = list(Enrollment.objects.of(learner).in_order())
        return standings_of(learner=learner, enrollments=enrollments)

    return once(context, "pathways", ask)


def standings_for(context: Context, learner: User, pages: Iterable[ModulePage]) -> dict[int, ModuleStanding]:
    pages = list(pages)
    key = ("standings", *(page.pk for page in pages))
    ask = partial(standings_on, learner=learner, modules=pages)
    return once(context, key, lambda: ask(standings=pathways_of(context, learner)))


@register.inclusion_tag("progress/_module_route.html", takes_context=True)
def module_route(context: Context, page: ModulePage) -> dict[str, Any]:
    """The road of a module, with a milestone per lesson; with what is done for a learner."""
    learner = learner_of(context)
    if learner is None:
        return {"module": page}
    standing = standings_for(context, learner, [page])[page.pk]
    here = here_in(standing)
    return {
        "standing": standing,
        "module": page,
        "states": module_segments(standing),
        "here": here,
        "next_activity": standing.next_activity if here is None else None,
    }


def here_in(standing: ModuleStanding) -> LessonStanding | None:
    """The lesson to read now: the first that counts and is not finished."""
    return next((lesson for lesson in standing.counted_lessons if not lesson.is_done), None)


@register.inclusion_tag("progress/_module_quiz.html", takes_context=True)
def module_quiz(context: Context, page: ModulePage) -> dict[str, Any]:
    """The panel of the counted quiz: what it asks, where the learner stands, and the way in."""
    learner = learner_of(context)
    standing = standings_for(context, learner, [page])[page.pk] if learner else None
    return {
        "module": page,
        "is_known": learner is not None,
        "standing": standing if standing is not None and standing.quiz is not None else None,
        "state": quiz_state_of(standing) if standing is not None else None,
    }


@register.inclusion_tag("progress/_module_productions.html", takes_context=True)
def module_productions(context: Context, page: ModulePage) -> dict[str, Any]:
    """What the learner's pathways that hold this module ask to hand in, and how far it is; nothing for a visitor."""
    learner = learner_of(context)
    if learner is None:
        return {}
    return {
        "productions": [
            production
            for pathway in pathways_of(context, learner)
            if any(module.code == page.code for module in pathway.modules)
            for production in pathway.productions
        ]
    }


# --- On the catalogue


@register.inclusion_tag("progress/_catalogue_states.html", takes_context=True)
def catalogue_states(context: Context, pages: Iterable[ModulePage]) -> dict[str, Any]:
    """How many modules are passed. Read first: `module_state` and `module_milestone` then cost no query."""
    pages = list(pages)
    learner = learner_of(context)
    if learner is None:
        return {"count": len(pages)}
    standings = standings_for(context, learner, pages)
    once(context, "catalogue", lambda: standings)
    return {
        "count": len(pages),
        "is_known": True,
        "passed": sum(standing.is_complete for standing in standings.values()),
    }


def standing_of(context: Context, module: ModulePage | ModuleStanding) -> ModuleStanding | None:
    if isinstance(module, ModuleStanding):
        return module
    learner = learner_of(context)
    if learner is None:
        return None
    known: dict[int, ModuleStanding] = once(context, "catalogue", dict)
    return known.get(module.pk) or standings_for(context, learner, [module])[module.pk]


@register.inclusion_tag("progress/_module_state.html", takes_context=True)
def module_state(context: Context, module: ModulePage | ModuleStanding) -> dict[str, Any]:
    """The foot of a module's card: segments and one label; nothing for a visitor."""
    standing = standing_of(context, module)
    if standing is None:
        return {}
    return {"states": module_segments(standing), "state": state_of(standing)}


@register.inclusion_tag("progress/_module_milestone.html", takes_context=True)
def module_milestone(context: Context, module: ModulePage | ModuleStanding, size: str = "") -> dict[str, Any]:
    """The stone of a module: passed, begun or to come."""
    standing = standing_of(context, module)
    return {
        "number": module.number,
        "size": size,
        "is_done": standing is not None and standing.is_complete,
        "is_future": standing is not None and not standing.is_begun and not standing.is_complete,
    }


def state_of(module: ModuleStanding) -> State:
    """Where the learner is in a module, in a few words."""
    if module.is_complete and module.passed_on:
        return State("juste", _("Validé le {day}").format(day=jour(module.passed_on)))
    if module.is_passed and not module.lessons_left:
        return State("info", _("Évaluation réussie, activité à faire"))
    if module.is_passed:
        left = module.lessons_left
        words = ngettext("Évaluation réussie, {left} leçon à lire", "Évaluation réussie, {left} leçons à lire", left)
        return State("info", words.format(left=left))
    if state := quiz_state_of(module):
        return state
    if not module.is_begun:
        return State("", _("À commencer"))
    done, count = module.counted_done, len(module.counted_lessons)
    if done < count:
        words = ngettext("En cours : {done} leçon sur {count}", "En cours : {done} leçons sur {count}", done)
        return State("info", words.format(done=done, count=count))
    if module.activities_left:
        return State("info", _("Activité à faire"))
    if module.quiz:
        return State("info", _("Évaluation à passer"))
    return State("juste", _("Toutes les leçons sont lues"))


def quiz_state_of(module: ModuleStanding) -> State | None:
    """Where the learner is before the quiz; None as long as it was not tried."""
    quiz = module.quiz
    if module.passed_on:
        return State("juste", _("Réussie le {day}").format(day=jour(module.passed_on)))
    if quiz and quiz.open_attempt_url:
        return State("info", _("Évaluation commencée"))
    return state_after_failure(module) if quiz and quiz.attempts_used else None


def state_after_failure(module: ModuleStanding) -> State:
    quiz = module.quiz
    if quiz is None or quiz.attempts_left <= 0:
        return State("revoir", _("Essais utilisés : appelez-nous"))
    if quiz.not_before is not None and quiz.must_wait(timezone.now()):
        moment = _("{day} à {hour}").format(day=jour(quiz.not_before), hour=heure(quiz.not_before))
        return State("revoir", _("Nouvel essai possible le {moment}").format(moment=moment))
    return State("revoir", _("Nouvel essai possible"))


@register.filter
def waits(module: ModuleStanding) -> bool:
    """Whether the quiz cannot be taken again yet."""
    return module.quiz is not None and module.quiz.must_wait(timezone.now())


# --- On a pathway


@register.inclusion_tag("progress/_pathway_panel.html", takes_context=True)
def pathway_panel(context: Context, pathway: Pathway) -> dict[str, Any]:
    """How to follow a pathway: a link to sign up for a visitor, a button, or where the learner is."""
    learner = learner_of(context)
    enrollment = enrollment_in(context, learner, pathway)
    standing = None
    if learner is not None and enrollment is not None:
        standing = standings_of(learner=learner, enrollments=[enrollment])[0]
    return {"pathway": pathway, "is_known": learner is not None, "standing": standing}


@register.inclusion_tag("progress/_pathway_state.html", takes_context=True)
def pathway_state(context: Context, pathway: Pathway) -> dict[str, Any]:
    """One label on a pathway's card; nothing for a visitor."""
    return {"enrollment": enrollment_in(context, learner_of(context), pathway)}


def enrollment_in(context: Context, learner: User | None, pathway: Pathway) -> Enrollment | None:
    if learner is None:
        return None
    mine = Enrollment.objects.of(learner).select_related("pathway")
    return once(context, "enrollments", lambda: {row.pathway_id: row for row in mine}).get(pathway.pk)
