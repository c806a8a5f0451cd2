"""An activity of our own types answered with forms, for whoever plays without JavaScript.

One address: the form, or the next question; then the verdict, until « Recommencer ». Reading it changes nothing.
"""

import json
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID, uuid4
from zlib import crc32

from allauth.core import ratelimit
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cms.accounts.http import AuthenticatedRequest
from cms.foundation.errors import DomainError
from courses.h5p import services
from courses.h5p.models import Attempt, Placement, Result, Revision, State
from courses.h5p.permissions import placement_open_to
from courses.h5p.plain import Task, TaskForm, statement_of, task_of
from courses.h5p.views.lost import draft_of, signed_out
from courses.h5p.views.surroundings import about

# Where the script of every type keeps what was answered.
STATE, WHOLE = "state", "0"


@dataclass(frozen=True, slots=True)
class Play:
    """The activity for this learner now. `answers` were kept; `result` is there once they were graded."""

    placement: Placement
    attempt: Attempt | None
    revision: Revision
    task: Task
    answers: Any
    result: Result | None


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def plain(request: HttpRequest, key: UUID) -> HttpResponse:
    placement = placement_open_to(request, key)
    if placement is None:
        raise Http404
    if not request.user.is_authenticated:
        return signed_out(request, placement, about=about(placement))
    view = answer if request.method == "POST" else show
    return view(cast(AuthenticatedRequest, request), placement)


def show(request: AuthenticatedRequest, placement: Placement) -> HttpResponse:
    play = play_of(request, placement)
    if play is None:
        return needs_script(request, placement)
    if play.result is not None:
        return verdict(request, play)
    form = play.task.form(play.answers)
    form.initial = {**form.initial, **draft_of(request, placement)}
    return question(request, play, form)


def play_of(request: AuthenticatedRequest, placement: Placement) -> Play | None:
    """None for an activity that needs its own program."""
    open_ones = Attempt.objects.of(request.user).open()
    attempt = open_ones.select_related("revision__main_library").filter(placement=placement).first()
    revision = attempt.revision if attempt else current_revision(placement)
    number = attempt.number if attempt else 1
    task = task_of(revision, seed=crc32(f"{placement.key}/{request.user.pk}/{number}".encode()))
    if task is None:
        return None
    state = kept_state(attempt) if attempt else {}
    answers = task.understood(state.get("answers"))
    result = attempt.results.last() if attempt and answers and state.get("isChecked") is True else None
    return Play(placement, attempt, revision, task, answers, result)


def current_revision(placement: Placement) -> Revision:
    revision = placement.activity.current_revision
    if revision is None:
        raise Http404
    return revision


def kept_state(attempt: Attempt) -> dict[str, Any]:
    """What the activity kept, by its script or by this page."""
    row = State.objects.kept().filter(attempt=attempt, data_type=STATE, sub_content_id=WHOLE).first()
    value = json.loads(row.value) if row else None
    return value if isinstance(value, dict) else {}


def answer(request: AuthenticatedRequest, placement: Placement) -> HttpResponse:
    """Take what was sent: the verdict, the next question, or the same page with what has to be corrected."""
    if "recommencer" in request.POST:
        return begin_again(request, placement)
    play = play_of(request, placement)
    if play is None:
        raise Http404
    if request.POST.get("version") != str(play.revision.pk):
        messages.warning(
            request, _("Cette activité a changé depuis que vous l’avez ouverte : voici sa nouvelle version.")
        )
        return redirect("h5p:plain", placement.key)
    form = play.task.form(data=request.POST)
    if not form.is_valid():
        return question(request, play, form, status=422)
    if not ratelimit.consume(request, action="h5p_event", user=request.user):
        form.add_error(None, _("Trop d’envois en peu de temps : attendez une minute, puis envoyez de nouveau."))
        return question(request, play, form, status=429)
    try:
        keep(request, play, form)
    except DomainError as refusal:
        form.add_error(None, str(refusal))
        return question(request, play, form, status=409)
    if form.notice:
        messages.info(request, form.notice)
    return redirect(f"{reverse('h5p:plain', args=[placement.key])}#{'resultat' if form.ends else 'question'}")


def keep(request: AuthenticatedRequest, play: Play, form: TaskForm) -> None:
    """Graded when it is the end; kept in any case, as the script would have."""
    attempt = services.open_attempt(learner=request.user, placement=play.placement)
    answers = form.answers()
    if form.ends:
        statement, tree = statement_of(play.task, answers, title=play.revision.title)
        services.record_statement(attempt=attempt, statement_id=sending(request), statement=statement, tree=tree)
    state = {"seed": play.task.seed or 1, "answers": answers, "isChecked": form.ends, "isSolved": False}
    save(attempt, state)


def save(attempt: Attempt, state: dict[str, Any]) -> None:
    value = json.dumps(state, ensure_ascii=False)
    services.save_state(attempt=attempt, data_type=STATE, sub_content_id=WHOLE, value=value)


def sending(request: HttpRequest) -> UUID:
    """The same page sent twice is one answer."""
    try:
        return UUID(request.POST.get("envoi", ""))
    except ValueError:
        return uuid4()


def begin_again(request: AuthenticatedRequest, placement: Placement) -> HttpResponse:
    before = play_of(request, placement)
    attempt = services.restart_attempt(learner=request.user, placement=placement)
    after = play_of(request, placement)
    if before is not None and before.answers and after is not None and before.revision == after.revision:
        kept = after.task.kept_for_a_new_try(before.answers)
        if kept is not None:
            save(attempt, {"seed": after.task.seed or 1, "answers": kept, "isChecked": False, "isSolved": False})
    return redirect(f"{reverse('h5p:plain', args=[placement.key])}#question")


# --- Pages


def question(request: HttpRequest, play: Play, form: TaskForm, status: int = 200) -> HttpResponse:
    context = about(play.placement) | {
        "title": play.revision.title,
        "task": play.task,
        "form": form,
        "form_template": play.task.form_template,
        "version": play.revision.pk,
        "sending": uuid4(),
    }
    return render(request, "h5p/plain/question.html", context, status=status)


def verdict(request: AuthenticatedRequest, play: Play) -> HttpResponse:
    standing = services.standing_at(learner=request.user, placement=play.placement)
    result = play.result
    sentence = services.verdict_on(result) if result else ""
    is_right = result is not None and result.is_complete and result.points == result.maximum
    context = about(play.placement) | {
        "title": play.revision.title,
        "task": play.task,
        "kind": "juste" if is_right else "revoir",
        "sentence": sentence,
        "heading": sentence.removesuffix("."),
        "standing": services.in_words(standing, play.placement.threshold_percent),
        "review": play.task.review(play.answers),
        "review_template": play.task.review_template,
        "answers": play.answers,
        "is_right": is_right,
        "newer": play.revision.pk != play.placement.activity.current_revision_id,
    }
    return render(request, "h5p/plain/verdict.html", context)


def needs_script(request: HttpRequest, placement: Placement) -> HttpResponse:
    revision = placement.activity.current_revision
    context = about(placement) | {
        "title": placement.activity.title,
        "kind": revision.main_library.title if revision else "",
    }
    return render(request, "h5p/plain/needs_script.html", context)
