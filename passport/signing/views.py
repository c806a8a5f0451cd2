"""What any verifier may read: keys and status lists. No session, no cookie, nothing about who asks is kept."""

import hashlib
import json
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.foundation.errors import DomainError
from passport.signing.models import SigningKey, StatusList
from passport.signing.services import published_did, published_jwk, published_jwks, signed_list

DOCUMENT: Final = "application/vc"
TOKEN: Final = "application/vc+jwt"  # noqa: S105
KEYS_MAX_AGE: Final = 3600
# A revocation is visible to everybody within this.
LIST_MAX_AGE: Final = 300


@require_safe
def did_document(request: HttpRequest) -> HttpResponseBase:
    return _json(request, published_did(), "application/did+json")


@require_safe
def key_set(request: HttpRequest) -> HttpResponseBase:
    return _json(request, published_jwks(), "application/jwk-set+json")


@require_safe
def single_key(request: HttpRequest, name: str) -> HttpResponseBase:
    """For verifiers that fetch one key by its address; a compromised key is not to be had."""
    try:
        return _json(request, published_jwk(name), "application/jwk+json")
    except SigningKey.DoesNotExist:
        return _refusal(_("Aucune clef publiée ne porte ce nom."), 404)


@require_safe
def status_list(request: HttpRequest, number: str) -> HttpResponseBase:
    """The signed list, JSON with its proof unless the token is preferred. Never an unsigned or outdated one."""
    try:
        found = signed_list(int(number))
    except StatusList.DoesNotExist:
        return _refusal(_("Aucune liste ne porte ce numéro."), 404)
    except DomainError:
        response = _refusal(_("La liste ne peut pas être signée pour le moment : réessayez plus tard."), 503)
        response["Retry-After"] = "60"
        return response
    prefers_token = request.get_preferred_type([DOCUMENT, TOKEN]) == TOKEN
    text, media_type = (found.token, TOKEN) if prefers_token else (found.document, DOCUMENT)
    response = _public(request, text.encode(), media_type, LIST_MAX_AGE)
    patch_vary_headers(response, ["Accept"])
    return response


def _json(request: HttpRequest, content: dict[str, Any], media_type: str) -> HttpResponse:
    return _public(request, json.dumps(content, separators=(",", ":")).encode(), media_type, KEYS_MAX_AGE)


def _public(request: HttpRequest, content: bytes, media_type: str, max_age: int) -> HttpResponse:
    """For every origin and every cache, with a tag to ask again with."""
    tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    response = HttpResponse(content, content_type=media_type)
    response["ETag"] = tag
    response["Cache-Control"] = f"public, max-age={max_age}"
    answer = get_conditional_response(request, etag=tag, response=response) or response
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


def _refusal(sentence: str, status: int) -> HttpResponse:
    """Plain, so that no page of the site, and no session, is read for a machine."""
    response = HttpResponse(sentence, status=status, content_type="text/plain; charset=utf-8")
    response["Access-Control-Allow-Origin"] = "*"
    response["Cache-Control"] = "no-store"
    return response
