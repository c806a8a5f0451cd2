"""What the page around an activity asks and tells for its learner. The frame itself never comes here."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast
from urllib.parse import urlencode
from uuid import UUID

from allauth.core import ratelimit
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, resolve_url
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from cms.accounts.http import AuthenticatedRequest
from cms.foundation.errors import DomainError
from courses.h5p import limits, services
from courses.h5p.models import Attempt, Placement
from courses.h5p.permissions import placement_open_to
from courses.h5p.player.document import player_address
from courses.h5p.views.reading import BodyTooLarge, Unreadable, a_text, a_whole, an_object, an_uuid, read_object

# The window of the limits, so the longest that anybody has to wait.
WAIT_SECONDS = 60
STATUSES: dict[type[DomainError], int] = {
    BodyTooLarge: 413,
    Unreadable: 400,
    services.StatementRefused: 400,
    services.BadState: 400,
    services.NothingToPlay: 404,
    services.AttemptNotFound: 404,
    services.AttemptClosed: 409,
    services.TooManyStatements: 409,
    services.AttemptFull: 413,
    services.StateTooLarge: 413,
    services.TooManyStates: 413,
}

View = Callable[..., HttpResponse]


def refused(status: int, text: str, **more: str) -> JsonResponse:
    return JsonResponse({"message": text, **more}, status=status)


def for_the_learner(*, limit: str) -> Callable[[View], View]:
    """A signed-in person who may read the page of a live placement, at a bearable pace; refusals are JSON."""

    def decorator(view: View) -> View:
        @never_cache
        @wraps(view)
        def wrapper(request: HttpRequest, key: UUID) -> HttpResponse:
            if not request.user.is_authenticated:
                back = urlencode({"next": reverse("h5p:activity", args=[key])})
                text = _("Vous n’êtes plus connecté. Connectez-vous pour que vos réponses soient enregistrées.")
                return refused(403, text, login=f"{resolve_url(settings.LOGIN_URL)}?{back}")
            if not ratelimit.consume(request, action=limit, user=request.user):
                return too_many()
            placement = placement_open_to(request, key)
            if placement is None:
                return refused(404, _("Cette activité n’est plus en ligne."))
            try:
                return view(request, placement)
            except DomainError as refusal:
                if type(refusal) not in STATUSES:
                    raise
                return refused(STATUSES[type(refusal)], str(refusal))

        return wrapper

    return decorator


def too_many() -> JsonResponse:
    response = refused(429, _("Trop d’envois en peu de temps. Attendez une minute : rien de déjà reçu n’est perdu."))
    response["Retry-After"] = str(WAIT_SECONDS)
    return response


@require_POST
@for_the_learner(limit="h5p_session")
def session(request: AuthenticatedRequest, placement: Placement) -> HttpResponse:
    """Open or find the attempt; say where to play it, from where, and where the learner stands."""
    attempt = services.open_attempt(learner=request.user, placement=placement)
    states = services.states_of(attempt=attempt)
    standing = services.standing_at(learner=request.user, placement=placement)
    return JsonResponse(
        {
            "player": player_address(attempt.revision),
            "attempt": attempt.public_id,
            "states": [
                {"dataType": each.data_type, "subContentId": each.sub_content_id, "value": each.value}
                for each in states
                if each.value
            ],
            "seq": max((each.seq for each in states), default=0),
            "standing": {"kind": standing.kind, "text": services.in_words(standing, placement.threshold_percent)},
            "newer": attempt.revision_id != placement.activity.current_revision_id,
        }
    )


@require_POST
@for_the_learner(limit="h5p_event")
def event(request: AuthenticatedRequest, placement: Placement) -> HttpResponse:
    """One statement: 201 with what it is worth, 200 when it was known already."""
    sent = read_object(request, most=limits.EVENT)
    recorded = services.record_statement(
        attempt=attempt_named(request, placement, sent),
        statement_id=an_uuid(sent, "id"),
        statement=an_object(sent, "statement"),
        tree=an_object(sent, "tree") if sent.get("tree") is not None else None,
    )
    return JsonResponse(told(recorded), status=201 if recorded.is_new else 200)


def told(recorded: services.Recorded) -> dict[str, Any]:
    """`kind` and `complete` are of the place, all results together; the rest is of this result."""
    result, standing = recorded.result, recorded.standing
    about: dict[str, Any] = {"trust": "", "label": "", "points": None, "maximum": None, "text": ""}
    if result is not None:
        about = {
            "trust": result.trust,
            "label": services.label_of(result),
            "points": float(result.points),
            "maximum": float(result.maximum),
            "text": services.verdict_on(result, recorded.refusals),
        }
    return {**about, "kind": standing.kind, "complete": standing.is_complete}


@require_http_methods(["POST", "PUT"])
@for_the_learner(limit="h5p_state")
def state(request: AuthenticatedRequest, placement: Placement) -> HttpResponse:
    """A state is JSON in a text in JSON: its quotes are escaped on the way.

    One that comes late is no fault: 200 with the number that is kept, and nothing for the learner to read.
    """
    sent = read_object(request, most=2 * limits.STATE)
    value = sent.get("value")
    try:
        services.save_state(
            attempt=attempt_named(request, placement, sent),
            data_type=a_text(sent, "dataType"),
            sub_content_id=a_text(sent, "subContentId"),
            value=None if value is None else a_text(sent, "value"),
            seq=None if sent.get("seq") is None else a_whole(sent, "seq"),
        )
    except services.OlderState as newer:
        return JsonResponse({"seq": newer.newest})
    return HttpResponse(status=204)


@require_POST
@for_the_learner(limit="h5p_incident")
def incident(request: AuthenticatedRequest, placement: Placement) -> HttpResponse:
    """What the page refused to the activity."""
    sent = read_object(request, most=limits.INCIDENT)
    attempt = attempt_named(request, placement, sent)
    detail = a_text(sent, "detail") if sent.get("detail") is not None else ""
    services.record_incident(revision=attempt.revision, kind=a_text(sent, "kind"), detail=detail)
    return HttpResponse(status=204)


@never_cache
@require_POST
def restart(request: HttpRequest, key: UUID) -> HttpResponse:
    """A plain form: back to where it was sent from, by `next`, or to the activity alone on its page."""
    alone = reverse("h5p:activity", args=[key])
    if not request.user.is_authenticated:
        return redirect_to_login(alone)
    placement = placement_open_to(request, key)
    if placement is None:
        raise Http404
    if not ratelimit.consume(request, action="h5p_session", user=request.user):
        messages.warning(request, _("Vous avez recommencé trop souvent en peu de temps : attendez une minute."))
        return redirect(alone)
    services.restart_attempt(learner=cast(AuthenticatedRequest, request).user, placement=placement)
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        back = alone
    return redirect(back)


def attempt_named(request: AuthenticatedRequest, placement: Placement, sent: dict[str, Any]) -> Attempt:
    return services.attempt_of(learner=request.user, placement=placement, public_id=an_uuid(sent, "attempt"))
