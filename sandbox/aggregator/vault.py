"""Talking to the vault: short timeouts, no redirect followed, no proxy taken from the environment."""

import time
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import requests

from sandbox.aggregator.configuration import current
from sandbox.aggregator.rules.calendar import Period

TIMEOUT = (2, 5)
READ, REFUSED, DEAD, DOWN = "lu", "refusé", "mort", "panne"


class VaultDown(Exception):
    """The vault did not answer, or not as agreed."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One call: what it gave, or why it gave nothing."""

    outcome: str
    ms: int
    status: int = 0
    content: Any = None
    why: str = ""

    def __repr__(self) -> str:
        """Never the content: a repr ends in logs."""
        return f"Answer({self.outcome}, {self.status}, {self.ms} ms)"


@dataclass(frozen=True, slots=True)
class Terms:
    """What the inhabitant authorised, as the vault says it now."""

    pseudonym: str
    scopes: frozenset[str]
    purposes: frozenset[str]
    period: Period
    until: datetime
    anchor: dict[str, Any]


class VaultClient:
    """One page view's calls. Once the vault is down, it is not asked again for this page."""

    def __init__(self, access_token: str = "") -> None:
        self.http = requests.Session()
        self.http.trust_env = False
        self.http.headers["Accept"] = "application/json"
        self.access_token = access_token
        self.is_down = False

    def __enter__(self) -> "VaultClient":
        return self

    def __exit__(self, *_: object) -> None:
        self.http.close()

    def landmarks(self) -> Answer:
        """Public figures of the town: no token."""
        return self.get("/api/ville/v1/reperes/", {})

    def terms(self) -> Answer:
        return self.get("/api/coffre/v1/consentement/", {}, token=True)

    def series(self, scope: str, period: Period) -> Answer:
        domain, step = scope.split(":")
        query = {"pas": step, "du": period.first.isoformat(), "au": period.last.isoformat()}
        return self.get(f"/api/coffre/v1/series/{domain}/", query, token=True)

    def get(self, path: str, query: dict[str, str], *, token: bool = False) -> Answer:
        if self.is_down:
            return Answer(DOWN, 0)
        headers = {"Authorization": f"Bearer {self.access_token}"} if token else {}
        start = time.monotonic()
        try:
            response = self.http.get(
                current().vault_url + path,
                params=query,
                headers=headers,
                timeout=TIMEOUT,
                allow_redirects=False,
            )
            content = response.json()
        except (requests.ConnectionError, requests.Timeout):
            self.is_down = True
            return Answer(DOWN, elapsed(start))
        except requests.RequestException:
            return Answer(DOWN, elapsed(start))
        return judged(response.status_code, content, elapsed(start))

    def post_form(self, path: str, form: dict[str, str]) -> tuple[int, Any]:
        """The two OAuth calls of a confidential client (RFC 6749, § 2.3.1). Raises VaultDown."""
        try:
            response = self.http.post(
                current().vault_url + path,
                data=form,
                auth=(current().client_id, current().client_secret),
                timeout=TIMEOUT,
                allow_redirects=False,
            )
            content = response.json() if response.content else {}
        except requests.RequestException:
            raise VaultDown from None
        if response.status_code >= 500:
            raise VaultDown
        return response.status_code, content


def judged(status: int, content: Any, ms: int) -> Answer:
    if status == 200 and isinstance(content, dict):
        return Answer(READ, ms, status, content)
    if status == 401:
        return Answer(DEAD, ms, status)
    if status in (403, 429):
        why = content.get("message", "") if isinstance(content, dict) else ""
        return Answer(REFUSED, ms, status, why=str(why)[:200])
    return Answer(DOWN, ms, status)


def elapsed(start: float) -> int:
    return round((time.monotonic() - start) * 1000)


def terms_from(content: dict[str, Any]) -> Terms:
    """Raises VaultDown when the answer is not what was agreed."""
    try:
        purposes = [item if isinstance(item, str) else item["finalite"] for item in content.get("finalites", [])]
        return Terms(
            pseudonym=str(content["identifiant"]),
            scopes=frozenset(content["portees"]),
            purposes=frozenset(purposes),
            period=Period(date.fromisoformat(content["du"]), date.fromisoformat(content["au"])),
            until=datetime.fromisoformat(content["jusqu_au"]),
            anchor=dict(content.get("journal") or {}),
        )
    except (KeyError, TypeError, ValueError):
        raise VaultDown from None
