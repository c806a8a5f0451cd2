"""The positioning test. A visitor’s answers are read from the address and kept nowhere; a learner’s result is kept."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cms.accounts.http import AuthenticatedRequest
from cms.accounts.models import Audience, User
from cms.foundation.context_processors import user_is_known
from cms.foundation.errors import DomainError
from courses.positioning.forms import AnswerSheet, AudienceForm
from courses.positioning.models import Positioning
from courses.positioning.papers import PaperUnreadable, read_paper
from courses.positioning.services import (
    NothingToAsk,
    advice_on,
    draw_paper,
    forget_positioning,
    graded,
    record_positioning,
)

TOKEN = "test"  # noqa: S105 - the name of a field


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """What the test is, and for whom to take it; the audience of the address or of the profile is ticked."""
    suited = request.GET.get("public", "")
    kept = None
    if user_is_known(request) and isinstance(request.user, User):
        kept = Positioning.objects.filter(learner=request.user).first()
        suited = suited or request.user.public
    form = AudienceForm(initial={"public": suited if suited in Audience.values else None})
    return start_page(request, form, kept=kept)


def start_page(
    request: HttpRequest,
    form: AudienceForm,
    *,
    refusal: DomainError | None = None,
    kept: Positioning | None = None,
) -> HttpResponse:
    context = {"form": form, "refusal": refusal, "kept": kept, "trail": trail(), "section": "modules"}
    return render(request, "positioning/start.html", context, status=422 if refusal or form.is_bound else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def test(request: HttpRequest) -> HttpResponse:
    """A new sheet of questions; or, when it comes back, the result."""
    data = request.POST if request.method == "POST" else request.GET
    if TOKEN in data:
        return correct(request, data)
    form = AudienceForm(data)
    if not form.is_valid():
        return start_page(request, form)
    try:
        paper = draw_paper(audience=form.cleaned_data["public"])
    except NothingToAsk as refusal:
        return start_page(request, AudienceForm(initial=form.cleaned_data), refusal=refusal)
    return sheet_page(request, AnswerSheet(paper))


def correct(request: HttpRequest, data: QueryDict) -> HttpResponse:
    """A form sent by somebody signed in is kept; reading an address never changes anything."""
    try:
        paper = read_paper(data.get(TOKEN, ""))
    except PaperUnreadable as refusal:
        return start_page(request, AudienceForm(), refusal=refusal)
    sheet = AnswerSheet(paper, data)
    if not sheet.is_valid():
        return sheet_page(request, sheet)
    scores = graded(sheet.graded())
    if request.method == "POST" and request.user.is_authenticated:
        record_positioning(learner=request.user, audience=paper.audience, scores=scores)
        messages.success(request, _("Votre résultat est gardé dans votre espace, pour vous seul ou vous seule."))
        return redirect("positioning:result")
    context = {
        "advices": advice_on(scores=scores),
        "audience": paper.audience,
        "trail": trail(_("Résultat")),
        "section": "modules",
    }
    return render(request, "positioning/result.html", context)


def sheet_page(request: HttpRequest, sheet: AnswerSheet) -> HttpResponse:
    context = {
        "sheet": sheet,
        "method": "post" if user_is_known(request) else "get",
        "trail": trail(_("Questions")),
        "section": "modules",
    }
    is_refused = sheet.is_empty or bool(sheet.faults)
    return render(request, "positioning/test.html", context, status=422 if is_refused else 200)


@never_cache
@login_required
@require_safe
def result(request: AuthenticatedRequest) -> HttpResponse:
    """The latest result, at a lasting address."""
    kept = Positioning.objects.filter(learner=request.user).first()
    if kept is None:
        return redirect("positioning:start")
    context = {
        "advices": advice_on(scores=kept.module_scores),
        "audience": kept.audience,
        "kept": kept,
        "trail": trail(_("Résultat")),
        "section": "espace",
    }
    return render(request, "positioning/result.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def forget(request: AuthenticatedRequest) -> HttpResponse:
    kept = Positioning.objects.filter(learner=request.user).first()
    if request.method == "POST":
        if forget_positioning(learner=request.user):
            messages.success(request, _("Le résultat de votre test de positionnement est effacé."))
        return redirect("progress:home")
    if kept is None:
        return redirect("positioning:start")
    return render(request, "positioning/forget.html", {"kept": kept, "trail": trail(_("Effacer")), "section": "espace"})


def trail(here: str = "") -> list[tuple[str, str | None]]:
    home = (_("Accueil"), "/")
    if not here:
        return [home, (_("Test de positionnement"), None)]
    return [home, (_("Test de positionnement"), reverse("positioning:start")), (here, None)]
