"""What learners do and see of their own progress."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from cms.accounts.http import AuthenticatedRequest
from cms.foundation.errors import DomainError
from courses.modules.models import LessonPage, ModulePage
from courses.pathways.models import Pathway
from courses.pathways.services import AskedModule, blueprint_of, outlines
from courses.progress import kept_lessons
from courses.progress.forms import ChoosePathwayForm
from courses.progress.models import Enrollment
from courses.progress.rules import ModuleStanding
from courses.progress.services import ActivityMissing, complete_lesson, enroll, next_step, reopen_lesson, standings_of
from courses.quizzes.services import start_attempt


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def home(request: AuthenticatedRequest) -> HttpResponse:
    """The one next thing to do, then all the rest. A new person chooses a pathway here."""
    form = ChoosePathwayForm(request.POST if request.method == "POST" else None, learner=request.user)
    if form.is_valid():
        return follow(request, form.cleaned_data["pathway"])
    enrollments = list(Enrollment.objects.of(request.user).in_order())
    standings = standings_of(learner=request.user, enrollments=enrollments)
    context = {
        "section": "espace",
        "step": next_step(learner=request.user, standings=standings),
        "standings": standings,
        "attempts": [module for pathway in standings for module in pathway.modules if is_open(module)],
        "form": form,
        "pathways": not enrollments and Pathway.objects.live().exists(),
        "trail": [(_("Accueil"), "/"), (_("Mon espace"), None)],
    }
    return render(request, "progress/home.html", context, status=422 if form.is_bound else 200)


def follow(request: AuthenticatedRequest, pathway: Pathway) -> HttpResponse:
    enroll(learner=request.user, pathway=pathway)
    messages.success(request, _("Vous suivez « {pathway} ».").format(pathway=pathway.title))
    return redirect(safe_next(request) or reverse("progress:home"))


def is_open(module: ModuleStanding) -> bool:
    return module.quiz is not None and bool(module.quiz.open_attempt_url)


def suited_first(pathways: Iterable[Pathway], public: str) -> list[Pathway]:
    """The pathway made for this public, then the others in order."""
    return sorted(pathways, key=lambda pathway: pathway.audience != public)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def enroll_in(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    """A GET, which happens after signing in, leads to the page where the button is."""
    pathway = get_object_or_404(Pathway.objects.live(), slug=slug)
    if request.method != "POST":
        return redirect(pathway)
    return follow(request, pathway)


def safe_next(request: HttpRequest) -> str:
    """The address to go on to, when it is one of ours."""
    wanted = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if is_ours else ""


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def finish_lesson(request: AuthenticatedRequest, code: str) -> HttpResponse:
    lesson = get_object_or_404(LessonPage.objects.live(), code=code)
    if request.method != "POST":
        return redirect(lesson.url)
    try:
        complete_lesson(learner=request.user, lesson=lesson)
    except ActivityMissing as refusal:
        there = refusal.activity.url
        messages.error(request, format_html('{} <a href="{}">{}</a>', str(refusal), there, _("Ouvrir l’activité")))
        return redirect(lesson.url)
    if lesson.next_lesson is not None:
        messages.success(request, _("Leçon terminée : « {lesson} ».").format(lesson=lesson.title))
        return redirect(lesson.next_lesson.url)
    module = lesson.module
    if not module.is_assessed:
        messages.success(request, _("Vous êtes à la fin du module « {module} ».").format(module=module.title))
        return redirect(module.url)
    messages.success(
        request, _("Vous êtes à la fin du module « {module} ». Voici son évaluation.").format(module=module.title)
    )
    return redirect("progress:quiz", module=module.slug)


@login_required
@require_POST
def unfinish_lesson(request: AuthenticatedRequest, code: str) -> HttpResponse:
    lesson = get_object_or_404(LessonPage.objects.live().defer_streamfields(), code=code)
    reopen_lesson(learner=request.user, lesson=lesson)
    messages.info(request, _("La leçon « {lesson} » n’est plus marquée comme terminée.").format(lesson=lesson.title))
    return redirect(lesson.url)


def lesson(request: HttpRequest, path: str) -> HttpResponseBase:
    return kept_lessons.answer(request, path)


@dataclass(frozen=True)
class Paper:
    """The counted quiz of a module, as one of the learner's pathways asks it."""

    enrollment: Enrollment
    asked: AskedModule
    standing: ModuleStanding


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def quiz(request: AuthenticatedRequest, module: str) -> HttpResponse:
    page = get_object_or_404(ModulePage.objects.live().exclude(quiz=None).select_related("quiz"), slug=module)
    if request.method == "POST":
        return start(request, page)
    papers = papers_of(request, page)
    asking = Pathway.objects.live().in_order().filter(modules__module=page)
    context = {
        "section": "modules",
        "module": page,
        "papers": papers,
        "pathways": [] if papers else suited_first(asking, request.user.public),
        "trail": [*page.trail()[:-1], (page.title, page.url), (_("Évaluation"), None)],
    }
    return render(request, "progress/quiz.html", context)


def papers_of(request: AuthenticatedRequest, page: ModulePage) -> list[Paper]:
    """One paper per pathway of the learner that asks for this module; those to pass come first."""
    enrollments = list(Enrollment.objects.of(request.user).filter(pathway__modules__module=page).in_order())
    asked = outlines([enrollment.pathway for enrollment in enrollments])
    standings = standings_of(learner=request.user, enrollments=enrollments)
    papers = [
        Paper(enrollment, module, standing)
        for enrollment, pathway in zip(enrollments, standings, strict=True)
        for module, standing in zip(asked[enrollment.pathway_id], pathway.modules, strict=True)
        if module.page.pk == page.pk
    ]
    return sorted(papers, key=lambda paper: paper.standing.is_passed)


def start(request: AuthenticatedRequest, page: ModulePage) -> HttpResponse:
    """The page names the pathway; without a name, the first that asks for this module."""
    enrollments = Enrollment.objects.of(request.user).filter(pathway__modules__module=page).in_order()
    if wanted := request.POST.get("parcours"):
        enrollments = enrollments.filter(pathway__slug=wanted)
    enrollment = enrollments.first()
    if enrollment is None or page.quiz is None:
        messages.error(request, _("Choisissez d’abord un parcours qui demande ce module."))
        return redirect("progress:quiz", module=page.slug)
    (asked,) = outlines([enrollment.pathway], module=page)[enrollment.pathway_id]
    try:
        attempt = start_attempt(
            learner=request.user,
            quiz=page.quiz,
            blueprint=blueprint_of(asked, enrollment.pathway.audience),
            threshold_percent=asked.row.threshold_percent,
        )
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect("progress:quiz", module=page.slug)
    return redirect(attempt)
