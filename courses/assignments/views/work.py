"""Where a learner writes: the page never loses what was typed, whatever else is wrong."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from cms.accounts.http import AuthenticatedRequest
from cms.foundation.errors import DomainError
from cms.foundation.forgery import csrf_is_refused
from courses.assignments.forms import TEXT_PREFIX, StampForm, WorkForm
from courses.assignments.models import Part, Submission
from courses.assignments.permissions import follows
from courses.assignments.rules.submissions import lacks
from courses.assignments.services import (
    Closed,
    DraftChanged,
    NotFollowed,
    begin_again,
    draft_parts,
    hand_in,
    latest_of,
    save_draft,
)
from courses.assignments.sources import pieces_of
from courses.pathways.models import Assignment

NEXT = "relire"  # the button that saves, then shows all that will be handed in


class TooOld(DomainError):
    user_message = gettext_lazy(
        "Cette page est restée ouverte trop longtemps : rien n’est enregistré. "
        "Votre texte est ci-dessous, enregistrez-le."
    )


@never_cache
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def work(request: AuthenticatedRequest, pathway: str, code: str) -> HttpResponse:
    """What is asked, what was written, what was answered; a form as long as the version is a draft.

    The forgery check is made here rather than by the middleware: a page left open while its writer signed out, or in
    again, is refused as it must be, but what was typed is handed back instead of being lost.
    """
    if request.method == "POST" and not request.user.is_authenticated:
        return posted_while_signed_out(request)
    return show_work(request, pathway, code)


def posted_while_signed_out(request: HttpRequest) -> HttpResponse:
    """What was typed, to be copied, and the way back in."""
    sent = [str(value) for name, value in request.POST.items() if name.startswith(TEXT_PREFIX)]
    back = urlencode({"next": request.path})
    context = {
        "texts": [text for text in sent if text.strip()],
        "login_url": f"{resolve_url(settings.LOGIN_URL)}?{back}",
        "section": "espace",
    }
    return render(request, "assignments/signed_out.html", context, status=403)


@login_required
def show_work(request: AuthenticatedRequest, pathway: str, code: str) -> HttpResponse:
    assignment = asked(request, pathway, code)
    if assignment is None:
        return no_longer_asked(request, pathway, code)
    latest = latest_of(assignment, request.user)
    if request.method == "POST":
        return save(request, assignment, latest)
    if latest is not None and not latest.is_draft:
        return page(request, assignment, latest)
    return page(request, assignment, latest, form_for(request, assignment, latest))


def asked(request: AuthenticatedRequest, pathway: str, code: str) -> Assignment | None:
    """A production of an open pathway, or of one that the person takes."""
    mine = Q(pathway__live=True) | Q(pathway__enrollments__learner=request.user)
    found = Assignment.objects.filter(mine, pathway__slug=pathway, code=code)
    return found.select_related("pathway").prefetch_related("parts").first()


def no_longer_asked(request: AuthenticatedRequest, pathway: str, code: str) -> HttpResponse:
    """A production that the pathway has dropped: what the person handed in stays readable."""
    mine = Submission.objects.of(request.user).handed_in().filter(pathway__slug=pathway, code=code)
    version = mine.order_by("number").last()
    if version is None:
        raise Http404
    messages.info(request, _("Le parcours ne demande plus cette production. Voici votre dernière version."))
    return redirect(version)


def form_for(request: AuthenticatedRequest, assignment: Assignment, draft: Submission | None) -> WorkForm:
    """Bound to what is sent; else showing what was kept."""
    parts, pieces = draft_parts(assignment, draft), pieces_of(request.user)
    if request.method == "POST":
        return WorkForm(request.POST, request.FILES, parts=parts, pieces=pieces)
    return WorkForm(parts=parts, pieces=pieces)


def save(request: AuthenticatedRequest, assignment: Assignment, latest: Submission | None) -> HttpResponse:
    form = form_for(request, assignment, latest)
    is_sound = form.is_valid()
    if csrf_is_refused(request):
        return page(request, assignment, latest, form, refusal=TooOld(), status=403)
    try:
        saved = save_draft(
            learner=request.user,
            assignment=assignment,
            stamp=StampForm(request.POST).stamp(),
            entries=form.entries(),
        )
    except NotFollowed as refusal:
        messages.error(request, str(refusal))
        return redirect(assignment.pathway)
    except (Closed, DraftChanged) as refusal:
        return page(request, assignment, latest, form, refusal=refusal, status=409)
    draft = latest_of(assignment, request.user)
    if not is_sound or saved.faults:
        return again(request, assignment, draft, form, saved.faults)
    if NEXT not in request.POST:
        messages.success(request, _("Votre brouillon est enregistré. Personne d’autre que vous ne le lit."))
        return redirect(assignment)
    if lacks(part.facts for part in draft_parts(assignment, draft)):
        return again(request, assignment, draft, form, {})
    return redirect("assignments:hand_in", assignment.pathway.slug, assignment.code)


def again(
    request: AuthenticatedRequest,
    assignment: Assignment,
    draft: Submission | None,
    sent: WorkForm,
    faults: Any,
) -> HttpResponse:
    """The page with what is wrong, what was typed, and what is now attached."""
    form = form_for(request, assignment, draft)
    form.full_clean()
    form.tell_faults(dict(faults))
    if NEXT in request.POST:
        form.tell_lacks(lacks(part.facts for part in form.parts))
    return page(request, assignment, draft, form, status=422)


def page(
    request: AuthenticatedRequest,
    assignment: Assignment,
    latest: Submission | None,
    form: WorkForm | None = None,
    refusal: DomainError | None = None,
    status: int = 200,
) -> HttpResponse:
    is_closed = isinstance(refusal, Closed)
    versions = Submission.objects.of(request.user).answering(assignment).handed_in().order_by("-number")
    handed_in = versions.prefetch_related("reviews__reviewer")
    former = [each for each in handed_in if latest is None or each.pk != latest.pk]
    context = {
        "assignment": assignment,
        "pathway": assignment.pathway,
        "latest": latest,
        "review": latest.review if latest else None,
        "form": None if is_closed else form,
        "stamp": StampForm(request.POST).stamp() if isinstance(refusal, TooOld) else latest.stamp if latest else 0,
        "is_followed": follows(request.user, assignment.pathway),
        "former": former,
        "former_review": former[0].review if former else None,
        "refusal": refusal,
        "unsaved": unsaved(form) if is_closed and form else [],
        "elsewhere": kept_elsewhere(form) if isinstance(refusal, DraftChanged) and form else [],
        "next": NEXT,
        "trail": trail(assignment),
        "section": "modules",
    }
    return render(request, "assignments/work.html", context, status=status)


def trail(assignment: Assignment, *more: str) -> list[tuple[str, str | None]]:
    pathway = assignment.pathway
    here = [(assignment.title, assignment.get_absolute_url() if more else None)]
    above = [
        (_("Accueil"), "/"),
        (_("Parcours"), reverse("pathways:index")),
        (pathway.title, str(pathway.get_absolute_url())),
    ]
    return [*above, *here, *((label, None) for label in more)]


def unsaved(form: WorkForm) -> list[tuple[str, str]]:
    """What was typed for a version that no longer takes anything."""
    typed = [(part.title, typed_in(form, part)) for part in form.parts]
    return [(title, text) for title, text in typed if text.strip()]


def kept_elsewhere(form: WorkForm) -> list[tuple[str, str]]:
    """What another window saved, where it differs from what was typed here."""
    return [(part.title, part.text) for part in form.parts if part.text and part.text != typed_in(form, part)]


def typed_in(form: WorkForm, part: Part) -> str:
    return form.cleaned_data.get(f"{TEXT_PREFIX}{part.code}", "").replace("\r\n", "\n")


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: AuthenticatedRequest, pathway: str, code: str) -> HttpResponse:
    """All that will be handed in, as its reader will see it, and the button that does it."""
    assignment = asked(request, pathway, code)
    if assignment is None:
        return no_longer_asked(request, pathway, code)
    if request.method == "POST":
        return freeze(request, assignment)
    draft = latest_of(assignment, request.user)
    if draft is None or not draft.is_draft:
        return redirect(assignment)
    parts = draft_parts(assignment, draft)
    if lacks(part.facts for part in parts):
        messages.error(request, _("Complétez votre production avant de la rendre."))
        return redirect(assignment)
    context = {
        "assignment": assignment,
        "draft": draft,
        "parts": parts,
        "trail": trail(assignment, _("Rendre")),
        "section": "modules",
    }
    return render(request, "assignments/confirm.html", context)


def freeze(request: AuthenticatedRequest, assignment: Assignment) -> HttpResponse:
    try:
        hand_in(learner=request.user, assignment=assignment, stamp=StampForm(request.POST).stamp())
    except DraftChanged:
        messages.warning(request, _("Votre brouillon a changé entre-temps\u00a0: relisez-le, puis rendez-le."))
        return redirect("assignments:hand_in", assignment.pathway.slug, assignment.code)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("C’est rendu. Vous recevrez un courriel quand quelqu’un l’aura lue."))
    return redirect(assignment)


@login_required
@require_POST
def redo(request: AuthenticatedRequest, pathway: str, code: str) -> HttpResponse:
    """A new version, which begins as the former one ended."""
    assignment = asked(request, pathway, code)
    if assignment is None:
        return no_longer_asked(request, pathway, code)
    try:
        begin_again(learner=request.user, assignment=assignment)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return redirect(assignment)
