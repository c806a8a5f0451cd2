"""Requests on somebody's screen: what was shown is kept on the server, so that an answer can only choose within it.

Each tab has its own key; the oldest requests give way to new ones.
"""

import secrets
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Final

from django.http import HttpRequest
from django.utils import timezone

from sandbox.consents.rules.offers import DURATIONS, SERVICES, Box, Service, box

SESSION_KEY: Final = "consent-requests"
KEPT: Final = 8
SECONDS: Final = 3600


@dataclass(frozen=True, slots=True)
class Pending:
    """A validated request, as it stands on the screen until it is answered."""

    client_id: str
    redirect_uri: str
    state: str
    challenge: str
    boxes: tuple[tuple[str, str], ...]
    first: str
    last: str
    asked_at: float = field(default_factory=lambda: timezone.now().timestamp())

    @property
    def service(self) -> Service:
        return SERVICES[self.client_id]

    @property
    def choices(self) -> tuple[Box, ...]:
        return tuple(box(purpose, scope) for purpose, scope in self.boxes)

    @property
    def period(self) -> tuple[date, date]:
        return date.fromisoformat(self.first), date.fromisoformat(self.last)

    @property
    def shown(self) -> dict[str, Any]:
        """What the consent record keeps and digests."""
        return {
            "service": self.service.name,
            "controller": self.service.controller,
            "boxes": [choice.as_shown for choice in self.choices],
            "period": {"from": self.first, "to": self.last},
            "durations": list(DURATIONS),
            "retention": 0,
        }


def remember(request: HttpRequest, pending: Pending) -> str:
    """Keep a request; the key goes into its form."""
    kept = _kept(request)
    key = secrets.token_urlsafe(16)
    kept[key] = asdict(pending)
    request.session[SESSION_KEY] = dict(list(kept.items())[-KEPT:])
    return key


def recall(request: HttpRequest, key: str) -> Pending | None:
    """The request of this form, if it still waits for an answer."""
    kept = _kept(request).get(key)
    if kept is None:
        return None
    pending = Pending(**kept | {"boxes": tuple((purpose, scope) for purpose, scope in kept["boxes"])})
    return pending if timezone.now().timestamp() - pending.asked_at < SECONDS else None


def forget(request: HttpRequest, key: str) -> None:
    """Answered: the same form cannot be sent twice."""
    kept = _kept(request)
    kept.pop(key, None)
    request.session[SESSION_KEY] = kept


def _kept(request: HttpRequest) -> dict[str, dict[str, Any]]:
    return dict(request.session.get(SESSION_KEY, {}))
