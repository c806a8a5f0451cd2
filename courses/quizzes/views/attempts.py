"""A counted quiz, one question per page. Pages are never kept by a browser: Back shows what is saved."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from cms.accounts.http import AuthenticatedRequest
from cms.foundation.forgery import csrf_is_refused
from courses.quizzes.answers import AnswerRefused, as_typed
from courses.quizzes.models import Attempt, AttemptItem
from courses.quizzes.permissions import attempts_open_to
from courses.quizzes.services import AttemptClosed, TimeIsOver, save_answer, standing, submit_attempt
from courses.quizzes.showing import asked, result_of
from courses.quizzes.views.lost import answer_kept_in, keep_answer, posted_while_signed_out


@dataclass(frozen=True, slots=True)
class Place:
    """One question in the list of the page."""

    position: int
    is_answered: bool
    is_here: bool


def open_attempt(request: AuthenticatedRequest, public_id: UUID) -> Attempt | HttpResponseRedirect:
    """The learner’s attempt, or where to go once it is handed in; closes it when its time is over."""
    attempt = get_object_or_404(attempts_open_to(request.user).select_related("quiz"), public_id=public_id)
    if attempt.is_overdue(timezone.now()):
        attempt = submit_attempt(attempt=attempt)
        messages.info(request, str(TimeIsOver()))
    return redirect("quizzes:result", public_id) if attempt.is_submitted else attempt


def places(attempt: Attempt, here: int = 0) -> list[Place]:
    rows = attempt.items.order_by("position").values_list("position", "answered_at")
    return [Place(position, answered_at is not None, position == here) for position, answered_at in rows]


@never_cache
@login_required
@require_safe
def resume(request: AuthenticatedRequest, public_id: UUID) -> HttpResponse:
    """To the first question without an answer, else to the last look before handing in."""
    attempt = open_attempt(request, public_id)
    if isinstance(attempt, HttpResponseRedirect):
        return attempt
    waiting = next((place.position for place in places(attempt) if not place.is_answered), None)
    if waiting is None:
        return redirect("quizzes:review", public_id)
    return redirect("quizzes:question", public_id, waiting)


@never_cache
@csrf_exempt
def question(request: AuthenticatedRequest, public_id: UUID, position: int) -> HttpResponse:
    """Shows a question, or keeps its answer.

    The forgery check is made here rather than by the middleware: a page left open while its reader signed
    out, or in again, is refused as it must be, but what it answered is handed back instead of being lost.
    """
    if request.method != "POST":
        return show_question(request, public_id, position)
    if not request.user.is_authenticated:
        return posted_while_signed_out(request, public_id, position)
    return answer_question(request, public_id, position)


@login_required
@require_safe
def show_question(request: AuthenticatedRequest, public_id: UUID, position: int) -> HttpResponse:
    attempt = open_attempt(request, public_id)
    if isinstance(attempt, HttpResponseRedirect):
        return attempt
    item = get_object_or_404(attempt.items.select_related("revision"), position=position)
    handed_back = answer_kept_in(request, item)
    return question_page(request, attempt, item, handed_back or item.answer, is_handed_back=handed_back is not None)


def answer_question(request: AuthenticatedRequest, public_id: UUID, position: int) -> HttpResponse:
    attempt = get_object_or_404(attempts_open_to(request.user), public_id=public_id)
    if not 1 <= position <= attempt.max_score:
        return redirect(attempt)
    if csrf_is_refused(request):
        return redirect(keep_answer(request, public_id, position))
    if "skip" not in request.POST:
        try:
            save_answer(attempt=attempt, position=position, data=request.POST)
        except AnswerRefused as refusal:
            item = attempt.items.select_related("revision").get(position=position)
            typed = as_typed(item.revision, request.POST)
            return question_page(request, attempt, item, typed, refusal=refusal)
        except (AttemptClosed, TimeIsOver) as refusal:
            submit_attempt(attempt=attempt)
            messages.info(request, str(refusal))
            return redirect("quizzes:result", public_id)
    if position == attempt.max_score:
        return redirect("quizzes:review", public_id)
    return redirect("quizzes:question", public_id, position + 1)


def question_page(
    request: AuthenticatedRequest,
    attempt: Attempt,
    item: AttemptItem,
    answer: Mapping[str, Any] | None,
    *,
    refusal: AnswerRefused | None = None,
    is_handed_back: bool = False,
) -> HttpResponse:
    around = places(attempt, item.position)
    context = {
        "section": "espace",
        "trail": trail(_("Question {position}").format(position=item.position)),
        "attempt": attempt,
        "item": item,
        "asked": asked(item.revision, item.option_order, answer),
        "places": around,
        "states": ["c" if place.is_here else "f" if place.is_answered else "" for place in around],
        "refusal": refusal,
        "is_handed_back": is_handed_back,
        "previous_is_saved": item.position > 1 and around[item.position - 2].is_answered,
    }
    return render(request, "quizzes/question.html", context, status=422 if refusal else 200)


@never_cache
@login_required
@require_safe
def review(request: AuthenticatedRequest, public_id: UUID) -> HttpResponse:
    attempt = open_attempt(request, public_id)
    if isinstance(attempt, HttpResponseRedirect):
        return attempt
    around = places(attempt)
    missing = [place for place in around if not place.is_answered]
    context = {
        "section": "espace",
        "trail": trail(_("Relire")),
        "attempt": attempt,
        "places": around,
        "missing": missing,
        "states": ["f" if place.is_answered else "" for place in around],
        "answered": len(around) - len(missing),
    }
    return render(request, "quizzes/review.html", context)


@never_cache
@login_required
@require_POST
def submit(request: AuthenticatedRequest, public_id: UUID) -> HttpResponse:
    attempt = get_object_or_404(attempts_open_to(request.user), public_id=public_id)
    submit_attempt(attempt=attempt)
    return redirect("quizzes:result", public_id)


@never_cache
@login_required
@require_safe
def result(request: AuthenticatedRequest, public_id: UUID) -> HttpResponse:
    """At a lasting address. The key of the paper stays out of the page until the quiz is passed."""
    mine = attempts_open_to(request.user).select_related("quiz__module")
    attempt = get_object_or_404(mine, public_id=public_id)
    if attempt.is_overdue(timezone.now()):
        submit_attempt(attempt=attempt)
        attempt.refresh_from_db()
    if not attempt.is_submitted:
        return redirect(attempt)
    now_standing = standing(learner=request.user, quiz=attempt.quiz, audience=attempt.audience)
    items = list(attempt.items.select_related("revision"))
    not_before = now_standing.not_before
    context = {
        "section": "espace",
        "trail": trail(_("Résultat")),
        "attempt": attempt,
        "result": result_of(attempt, items, with_key=now_standing.passed),
        "standing": now_standing,
        "must_wait": not_before is not None and not_before > timezone.now(),
    }
    return render(request, "quizzes/result.html", context)


def trail(here: str) -> list[tuple[str, str | None]]:
    return [(_("Accueil"), "/"), (_("Mon espace"), reverse("progress:home")), (here, None)]
