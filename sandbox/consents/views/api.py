"""The API of the vault: JSON, in French, nothing to be kept by anybody in between."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from sandbox.consents.services import Caller, CallRefused, answer_series, identify, pseudonym
from sandbox.vault.rules.aggregation import starts_written
from sandbox.vault.rules.series import SeriesAnswer, SeriesFault, SeriesRequest
from sandbox.vault.sealing import ChunkTampered
from sandbox.vault.services import head

REALM = 'Bearer realm="coffre"'
View = Callable[..., JsonResponse]


def answers_services(view: View) -> View:
    """Refusals as services read them: 401 for a dead token, 403 for one that does not suffice, 429 with when to return.

    The toolkit's own decorator answers 403 to a dead token, so that a client never knows it must ask again.
    """

    @csrf_exempt
    @require_safe
    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> JsonResponse:
        try:
            response = view(request, *args, **kwargs)
        except SeriesFault as fault:
            response = refusal("invalid_request", fault.code, fault.message, 400)
        except ChunkTampered as tampered:
            response = refusal("server_error", "bloc-altéré", str(tampered), 500)
        except CallRefused as refused:
            response = unauthorised(refused)
        response["Cache-Control"] = "no-store"
        response["Referrer-Policy"] = "no-referrer"
        return response

    return answered


@answers_services
def series(request: HttpRequest, domain: str) -> JsonResponse:
    """One series over one period, at the step asked for."""
    asked = fault = None
    try:
        asked = SeriesRequest.parse(
            domain, request.GET.get("pas", ""), request.GET.get("du", ""), request.GET.get("au", "")
        )
    except SeriesFault as found:
        fault = found
    caller = caller_of(request, asked)
    if asked is None:
        raise fault or SeriesFault("demande", _("Cette demande n’a pas de sens."))
    return JsonResponse(body_of(answer_series(caller=caller, asked=asked)))


@answers_services
def consent(request: HttpRequest) -> JsonResponse:
    """What this token's consent allows, until when, and the head of the journal to keep as an anchor."""
    record = caller_of(request).consent
    anchor = head(record.vault)
    return JsonResponse(
        {
            "identifiant": pseudonym(vault=record.vault, client_id=record.client.client_id),
            "portees": sorted(record.scopes),
            "finalites": sorted({detail["purpose"] for detail in record.details}),
            "du": record.period_from,
            "au": record.period_to,
            "jusqu_au": timezone.localtime(record.expires_at),
            "journal": {"seq": anchor["seq"], "empreinte": anchor["digest"]},
        }
    )


def caller_of(request: HttpRequest, asked: SeriesRequest | None = None) -> Caller:
    return identify(
        authorization=request.headers.get("Authorization", ""),
        in_address="access_token" in request.GET,
        asked=asked,
    )


def body_of(answer: SeriesAnswer) -> dict[str, Any]:
    body: dict[str, Any] = {
        "domaine": answer.domain,
        "pas": answer.step,
        "unite": answer.unit,
        "du": answer.first,
        "au": answer.last,
    }
    if answer.domain in ("mobilite", "logement"):
        return body | {"releves": list(answer.records)}
    return body | {"debuts": starts_written(answer), "valeurs": list(answer.values), "qualite": list(answer.quality)}


def refusal(error: str, why: str, message: str, status: int) -> JsonResponse:
    return JsonResponse({"erreur": error, "motif": why, "message": message}, status=status)


def unauthorised(refused: CallRefused) -> JsonResponse:
    """RFC 6750 § 3: without any token, no error code is given away."""
    decision = refused.decision
    response = refusal(decision.error, str(decision.refusal), decision.message, decision.status)
    if decision.status == 429:
        response["Retry-After"] = str(refused.wait)
    elif decision.presents_no_token:
        response["WWW-Authenticate"] = REALM
    else:
        response["WWW-Authenticate"] = f'{REALM}, error="{decision.error}"'
    return response
