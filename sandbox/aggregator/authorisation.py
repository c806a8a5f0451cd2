"""Asking for access, holding it, giving it back: OAuth 2.0 code with PKCE (RFC 6749, RFC 7636, RFC 9207, RFC 9700)."""

import base64
import hashlib
import hmac
import secrets
import time
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlencode

from sandbox.aggregator.configuration import current
from sandbox.aggregator.exchange import renew_once
from sandbox.aggregator.rules.purposes import lit_codes
from sandbox.aggregator.vault import VaultClient, VaultDown

KEPT_REQUESTS = 5  # tabs that may be asking at the same time
MARGIN = 15  # seconds before its end when an access token is renewed


class Refusal(Exception):
    """The request for access ended without access; `reason` chooses the sentence of the page."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Paused(Exception):
    """The inhabitant suspended the authorisation: nothing can be read now, and the link still serves later."""


@dataclass(frozen=True, slots=True)
class Link:
    """What lets this program read the vault; it lives in the inhabitant's browser, sealed."""

    access: str
    refresh: str
    until: float
    scopes: tuple[str, ...]
    purposes: tuple[str, ...] = ()  # those that were asked for

    def __repr__(self) -> str:
        return f"Link({', '.join(self.scopes)})"

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def lit(self) -> list[str]:
        """The purposes that were asked for and that the scopes allow."""
        return [code for code in lit_codes(self.scopes) if code in self.purposes]

    @property
    def is_stale(self) -> bool:
        return time.time() > self.until - MARGIN


def link_from(content: Any) -> Link | None:
    try:
        return Link(
            content["access"],
            content["refresh"],
            content["until"],
            tuple(content["scopes"]),
            tuple(content["purposes"]),
        )
    except (KeyError, TypeError):
        return None


def redirect_uri() -> str:
    return f"{current().url}/retour/"


def new_request(scopes: list[str], purposes: list[str]) -> tuple[str, dict[str, Any]]:
    """The address to send the inhabitant to, and what to remember until the way back."""
    state, verifier = secrets.token_urlsafe(24), secrets.token_urlsafe(48)
    digest = hashlib.sha256(verifier.encode()).digest()
    query = {
        "response_type": "code",
        "client_id": current().client_id,
        "redirect_uri": redirect_uri(),
        "scope": " ".join(scopes),
        "state": state,
        "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
        "code_challenge_method": "S256",
        "finalites": " ".join(purposes),
    }
    address = f"{current().vault_url}/oauth/authorize/?{urlencode(query)}"
    return address, {"state": state, "verifier": verifier, "purposes": purposes}


def remember(pending: Any, request: dict[str, Any]) -> list[dict[str, Any]]:
    """The last few requests, so that a second tab does not lose the first one's."""
    known = [item for item in pending or [] if isinstance(item, dict)]
    return [*known, request][-KEPT_REQUESTS:]


def find_request(pending: Any, state: str) -> dict[str, Any] | None:
    for item in pending or []:
        if hmac.compare_digest(str(item.get("state", "")).encode(), state.encode()):
            return dict(item)
    return None


def is_our_vault(issuer: str) -> bool:
    """The vault that answers must be the one that was asked (RFC 9207)."""
    ours = current().vault_url
    return issuer.rstrip("/") in (ours, f"{ours}/oauth")


def finish(query: Mapping[str, str], pending: Any) -> Link:
    """From the vault's answer to an access. Raises Refusal, or VaultDown."""
    request = find_request(pending, query.get("state", ""))
    if request is None:
        raise Refusal("etat")
    if not is_our_vault(query.get("iss", "")):
        raise Refusal("emetteur")
    if error := query.get("error"):
        raise Refusal("refus" if error == "access_denied" else "demande")
    if not query.get("code"):
        raise Refusal("demande")
    form = {
        "grant_type": "authorization_code",
        "code": query["code"],
        "redirect_uri": redirect_uri(),
        "code_verifier": request["verifier"],
    }
    return exchanged(form, request["purposes"])


def exchanged(form: dict[str, str], purposes: Iterable[str]) -> Link:
    """Raises Refusal("code") when the vault no longer takes this code or refresh token, Paused when not for now."""
    with VaultClient() as vault:
        status, content = vault.post_form("/oauth/token/", form)
    if status != 200 and isinstance(content, dict) and content.get("error") == "temporarily_unavailable":
        raise Paused
    if status != 200:
        raise Refusal("code")
    try:
        until = time.time() + float(content["expires_in"])
        return Link(
            content["access_token"], content["refresh_token"], until, tuple(content["scope"].split()), tuple(purposes)
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        raise VaultDown from None


def renewed(link: Link) -> Link:
    """Raises Refusal when the authorisation is over, Paused when it is suspended, or VaultDown."""
    form = {"grant_type": "refresh_token", "refresh_token": link.refresh}
    fresh = link_from(renew_once(link.refresh, lambda: exchanged(form, link.purposes).as_json()))
    if fresh is None:
        raise Refusal("code")
    return fresh


def give_back(link: Link) -> bool:
    """Tell the vault that we want no more access (RFC 7009); false when it could not be told."""
    try:
        with VaultClient() as vault:
            status, _ = vault.post_form(
                "/oauth/revoke_token/", {"token": link.refresh, "token_type_hint": "refresh_token"}
            )
    except VaultDown:
        return False
    return status == 200
