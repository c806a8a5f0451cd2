"""The authorization endpoint and its screen, the token endpoint, the revocation endpoint; nothing else is mounted."""

from datetime import date
from typing import Final, cast
from urllib.parse import urlencode, urlsplit

from csp.constants import HEADER, SELF
from csp.utils import build_policy
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from oauth2_provider.exceptions import FatalClientError, OAuthToolkitError
from oauth2_provider.http import OAuth2ResponseRedirect
from oauth2_provider.models import Application
from oauth2_provider.settings import oauth2_settings
from oauth2_provider.views.base import BaseAuthorizationView, RevokeTokenView, TokenView

from cms.accounts.http import AuthenticatedRequest
from sandbox.consents.asking import Pending, forget, recall, remember
from sandbox.consents.forms import DecisionForm
from sandbox.consents.rules.access import Refusal
from sandbox.consents.rules.offers import FIRST_DAY, LAST_DAY, SERVICES, UnknownPurpose, boxes_for, unneeded
from sandbox.consents.services import give, journal_refusal, refuse
from sandbox.vault.services import open_vault, vault_of

LONGEST_STATE: Final = 1000


class Faulty(Exception):
    """A request of a known client that cannot be shown; the client is told by redirection (RFC 6749 § 4.1.2.1)."""

    def __init__(self, pending_to: str, state: str, error: str, description: str) -> None:
        super().__init__(error)
        self.redirect_uri = pending_to
        self.parameters = {"error": error, "error_description": description} | ({"state": state} if state else {})


class NoCode(Exception):
    """The authorization server gave no code: the consent just recorded goes with the transaction."""


@method_decorator(never_cache, name="dispatch")
class AuthorizeView(BaseAuthorizationView):
    """Show who asks what, then record a yes to some boxes, or a no."""

    request: AuthenticatedRequest
    http_method_names = ["get", "post"]

    def get(self, request: AuthenticatedRequest) -> HttpResponse:
        try:
            pending = self.validated(request)
        except FatalClientError:
            return stranded(request, _("Nous ne connaissons pas le service qui vous envoie, ou son adresse de retour."))
        except OAuthToolkitError as error:
            return redirected(request, error.oauthlib_error.redirect_uri, dict(error.oauthlib_error.twotuples))
        except Faulty as fault:
            return redirected(request, fault.redirect_uri, fault.parameters)
        key = remember(request, pending)
        return self.screen(DecisionForm(initial={"demande": key}, pending=pending))

    def post(self, request: AuthenticatedRequest) -> HttpResponse:
        """Nothing of the form is believed but its key, its ticks and its duration."""
        key = request.POST.get("demande", "")
        pending = None if request.GET else recall(request, key)
        if pending is None:
            return stranded(
                request, _("Cette demande n’attend plus de réponse : elle a été traitée, ou elle a expiré.")
            )
        client = Application.objects.get(client_id=pending.client_id)
        if request.POST.get("reponse") == "refuser":
            refuse(vault=open_vault(learner=request.user), client=client, shown=pending.shown)
            forget(request, key)
            return redirected(request, pending.redirect_uri, {"error": "access_denied"} | state_of(pending))
        form = DecisionForm(request.POST, pending=pending)
        if not form.is_valid():
            if form.was_widened and (vault := vault_of(request.user)):
                journal_refusal(vault=vault, client=client, why=str(Refusal.SCOPE))
            return self.screen(form, status=400)
        try:
            address = self.granted(form, client)
        except (NoCode, OAuthToolkitError):
            return stranded(request, _("Le service qui vous envoie a changé d’adresse entre-temps."))
        forget(request, key)
        return OAuth2ResponseRedirect(address, client.get_allowed_schemes())

    def validated(self, request: HttpRequest) -> Pending:
        """What the toolkit lets pass, then what it would let pass and we do not."""
        scopes, credentials = self.validate_authorization_request(request)
        address, state = credentials["redirect_uri"], credentials.get("state") or ""
        if credentials.get("code_challenge_method") != "S256" or len(state) > LONGEST_STATE:
            raise Faulty(address, state, "invalid_request", "code_challenge_method: S256")
        service = SERVICES[credentials["client_id"]]
        try:
            boxes = boxes_for(service, scopes, request.GET.get("finalites", "").split())
            first, last = asked_period(request)
        except UnknownPurpose:
            raise Faulty(address, state, "invalid_request", "finalites") from None
        except ValueError:
            raise Faulty(address, state, "invalid_request", "du, au") from None
        if not boxes:
            raise Faulty(address, state, "invalid_scope", "scope")
        return Pending(
            client_id=service.client_id,
            redirect_uri=address,
            state=state,
            challenge=credentials["code_challenge"],
            boxes=tuple((box.purpose.code, box.scope.code) for box in boxes),
            first=first.isoformat(),
            last=last.isoformat(),
        )

    def granted(self, form: DecisionForm, client: Application) -> str:
        """The consent and the code it is known by, written together; where to send the browser."""
        pending = form.pending
        with transaction.atomic():
            consent = give(
                vault=open_vault(learner=self.request.user),
                client=client,
                shown=pending.shown,
                boxes=form.chosen,
                days=form.cleaned_data["duree"],
            )
            address, _headers, _body, _status = self.create_authorization_response(
                request=self.request,
                scopes=" ".join(sorted(consent.scopes)),
                credentials={
                    "client_id": pending.client_id,
                    "redirect_uri": pending.redirect_uri,
                    "response_type": "code",
                    "state": pending.state or None,
                    "code_challenge": pending.challenge,
                    "code_challenge_method": "S256",
                    "consent": consent,
                },
                allow=True,
            )
            if not consent.code_sha256:  # what was valid on the screen no longer is: nothing was given
                raise NoCode
        return cast("str", address)

    def screen(self, form: DecisionForm, status: int = 200) -> HttpResponse:
        """The one page whose form may lead to another site: browsers check the whole chain of redirections."""
        pending = form.pending
        context = {
            "form": form,
            "service": pending.service,
            "first": pending.period[0],
            "last": pending.period[1],
            "purposes": dict.fromkeys(box.purpose for box in pending.choices),
            "unneeded": unneeded(pending.choices),
            "trail": [(_("Bac à sable"), reverse("labs:index")), (_("Demande d’autorisation"), None)],
            "section": "bac-a-sable",
            "place": "consents",
        }
        response = render(self.request, "consents/authorize.html", context, status=status)
        parts = urlsplit(pending.redirect_uri)
        response[HEADER] = build_policy(replace={"form-action": [SELF, f"{parts.scheme}://{parts.netloc}"]})
        return response


@method_decorator(never_cache, name="dispatch")
class CodeForTokens(TokenView):
    """RFC 6749 § 4.1.3 and § 6."""

    http_method_names = ["post"]


@method_decorator(never_cache, name="dispatch")
class Revocation(RevokeTokenView):
    """RFC 7009: a service gives its tokens back; the consent stays, and gives nothing until asked again."""

    http_method_names = ["post"]


def asked_period(request: HttpRequest) -> tuple[date, date]:
    """The period that the service wants to read: the town's whole year unless it asks for less."""
    first = date.fromisoformat(request.GET.get("du") or FIRST_DAY.isoformat())
    last = date.fromisoformat(request.GET.get("au") or LAST_DAY.isoformat())
    if not FIRST_DAY <= first <= last <= LAST_DAY:
        raise ValueError("A period lies within the town's year.")
    return first, last


def state_of(pending: Pending) -> dict[str, str]:
    return {"state": pending.state} if pending.state else {}


def redirected(request: HttpRequest, address: str, parameters: dict[str, str]) -> HttpResponse:
    """Back to the validated address, with who answers (RFC 9207)."""
    issuer = oauth2_settings.oauth2_authorization_server_issuer(request)
    separator = "&" if "?" in address else "?"
    return OAuth2ResponseRedirect(
        f"{address}{separator}{urlencode(parameters | {'iss': issuer})}",
        oauth2_settings.ALLOWED_REDIRECT_URI_SCHEMES,
    )


def stranded(request: HttpRequest, why: str) -> HttpResponse:
    """No redirection: nobody knows where it would lead (RFC 9700 § 4.11)."""
    trail = [(_("Bac à sable"), reverse("labs:index")), (_("Demande d’autorisation"), None)]
    context = {"why": why, "trail": trail, "section": "bac-a-sable", "place": "consents"}
    return render(request, "consents/stranded.html", context, status=400)
