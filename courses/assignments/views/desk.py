"""What trainers see of one version: facts while it waits, all of it once they read, and the way to a decision."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin.auth import permission_required

from cms.accounts.http import AuthenticatedRequest
from cms.foundation.errors import DomainError
from courses.assignments.forms import ReviewForm
from courses.assignments.models import Submission
from courses.assignments.permissions import REVIEW, open_to_reviewer
from courses.assignments.rules.submissions import DECIDED, Verdict
from courses.assignments.services import AlreadyDecided, begin_reading, give_back, may_be_reconsidered, reconsider
from courses.assignments.services import decide as keep_decision
from courses.pathways.models import Assignment

CONFIRM, CORRECT = "confirmer", "corriger"


def found(request: AuthenticatedRequest, pk: int) -> Submission:
    """Drafts, and what the reader handed in themselves, do not exist here."""
    shown = open_to_reviewer(request.user).with_content().select_related("learner", "reader")
    return get_object_or_404(shown, pk=pk)


@require_safe
@permission_required(REVIEW)
def read(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    submission = found(request, pk)
    return screen(request, submission, ReviewForm(submission=submission))


def screen(request: AuthenticatedRequest, submission: Submission, form: ReviewForm, status: int = 200) -> HttpResponse:
    versions = Submission.objects.filter(
        learner=submission.learner_id, pathway=submission.pathway_id, code=submission.code
    )
    context = {
        "submission": submission,
        "assignment": asked_by(submission),
        "form": form if submission.is_being_read else None,
        "reviews": list(submission.reviews.all()),
        "former": versions.filter(number__lt=submission.number).with_content().order_by("-number"),
        "can_reconsider": submission.stands in DECIDED and may_be_reconsidered(submission=submission),
        **headings(submission),
    }
    return render(request, "assignments/desk/read.html", context, status=status)


def asked_by(submission: Submission) -> Assignment | None:
    """What the pathway asks today; None once it asks for it no more."""
    asked = Assignment.objects.filter(pathway=submission.pathway_id, code=submission.code)
    return asked.prefetch_related("parts").first()


def headings(submission: Submission, *more: str) -> dict[str, Any]:
    title = f"{submission.title} – {submission.learner}"
    here = reverse("submission_desk:read", args=[submission.pk]) if more else ""
    return {
        "header_title": title,
        "breadcrumbs_items": [
            {"url": reverse("submission_desk:index"), "label": _("Productions rendues")},
            {"url": here, "label": title},
            *({"url": "", "label": label} for label in more),
        ],
    }


@require_POST
@permission_required(REVIEW)
def begin(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    try:
        begin_reading(submission=found(request, pk), by=request.user)
    except DomainError as refusal:
        messages.warning(request, str(refusal))
    return redirect("submission_desk:read", pk)


@require_POST
@permission_required(REVIEW)
def let_go(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    try:
        give_back(submission=found(request, pk), by=request.user)
    except DomainError as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("La version attend de nouveau quelqu’un pour la lire."))
    return redirect("submission_desk:index")


@require_POST
@permission_required(REVIEW)
def decide(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """First what was written is shown as the learner will read it; the second button sends it."""
    submission = get_object_or_404(
        Submission.objects.exclude(learner=request.user).with_content().select_related("learner", "reader"), pk=pk
    )
    form = ReviewForm(request.POST, submission=submission)
    is_sound = form.is_valid()
    if not submission.is_being_read or form.stamp() not in (-1, submission.stamp):
        return conflict(request, submission, form, AlreadyDecided())
    if not is_sound or CORRECT in request.POST:
        return screen(request, submission, form, status=200 if is_sound else 422)
    verdict = Verdict(form.cleaned_data["verdict"])
    if CONFIRM not in request.POST:
        return confirmation(request, submission, form, verdict)
    try:
        keep_decision(
            submission=submission,
            by=request.user,
            stamp=form.stamp(),
            verdict=verdict,
            comment=form.cleaned_data["comment"],
            part_comments=form.part_comments(),
        )
    except DomainError as refusal:
        return conflict(request, submission, form, refusal)
    told = (
        _("La production de {learner} est acceptée.")
        if verdict is Verdict.ACCEPTED
        else _("{learner} est prévenu ou prévenue\u00a0: sa production est à reprendre.")
    )
    messages.success(request, told.format(learner=submission.learner))
    return redirect("submission_desk:index")


def confirmation(
    request: AuthenticatedRequest, submission: Submission, form: ReviewForm, verdict: Verdict
) -> HttpResponse:
    said = form.part_comments()
    context = {
        "submission": submission,
        "is_acceptance": verdict is Verdict.ACCEPTED,
        "comment": form.cleaned_data["comment"],
        "said_of_parts": [(part.title, said[part.code]) for part in form.parts if said[part.code]],
        "sent": [(field.html_name, field.value() or "") for field in form],
        **headings(submission, _("Décider")),
    }
    return render(request, "assignments/desk/confirm.html", context)


def conflict(
    request: AuthenticatedRequest, submission: Submission, form: ReviewForm, refusal: DomainError
) -> HttpResponse:
    """Somebody was quicker: nothing is kept, and what was written is there to be copied."""
    fields = [form["comment"], *(field for _part, field in form.part_fields())]
    written = [(field.label, field.value()) for field in fields]
    is_readable = open_to_reviewer(request.user).filter(pk=submission.pk).exists()
    context = {
        "submission": submission if is_readable else None,
        "refusal": refusal,
        "written": [(label, said) for label, said in written if said],
        "header_title": _("Décision non enregistrée"),
        "breadcrumbs_items": [
            {"url": reverse("submission_desk:index"), "label": _("Productions rendues")},
            {"url": "", "label": _("Décision non enregistrée")},
        ],
    }
    return render(request, "assignments/desk/conflict.html", context, status=409)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(REVIEW)
def take_back(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """The page that says what it does is the page where it is done."""
    submission = found(request, pk)
    if request.method == "POST":
        try:
            reconsider(submission=submission, by=request.user)
        except DomainError as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(
                request, _("La décision est reprise\u00a0: la version est de nouveau en cours de lecture.")
            )
        return redirect("submission_desk:read", pk)
    if submission.stands not in DECIDED or not may_be_reconsidered(submission=submission):
        return redirect("submission_desk:read", pk)
    context = {"submission": submission, **headings(submission, _("Revenir sur la décision"))}
    return render(request, "assignments/desk/reconsider.html", context)
