"""The xAPI statement that is kept: who, when, where, on what and how many points are the server's words."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.http import urlencode

from cms.accounts.models import User
from courses.h5p.models import Attempt, Result
from courses.h5p.rules.statements import SUB_CONTENT, Reading

VERSION = "1.0.3"
PLATFORM = "Passeport digital"
SALT = "courses.h5p.actor"


def actor_of(learner: User) -> dict[str, Any]:
    """The same for all that a person does here, and nothing by which somebody outside could name them.

    xAPI 1.0.3 § 2.4.2.4: an account on this site, under a name that only our secret key can make again.
    """
    name = salted_hmac(SALT, str(learner.pk), algorithm="sha256").hexdigest()[:32]
    return {"objectType": "Agent", "account": {"homePage": settings.SITE_URL, "name": name}}


def address_of(attempt: Attempt, part: str = "") -> str:
    """How statements name the activity at its place, or one part of it."""
    address = f"{settings.SITE_URL}{reverse('h5p:activity', args=[attempt.placement.key])}"
    return f"{address}?{urlencode({'subContentId': part})}" if part else address


def extension(name: str) -> str:
    return f"{settings.SITE_URL}/xapi/{name}"


def document_of(
    attempt: Attempt, statement_id: UUID, reading: Reading, result: Result | None, refusals: Sequence[str] = ()
) -> dict[str, Any]:
    """xAPI 1.0.3 § 2.4. The registration is the attempt; the revision is said in the context."""
    now = timezone.now().isoformat()
    activities: dict[str, Any] = {}
    if reading.is_child:
        parent = reading.parent if reading.parent != reading.part else ""
        activities["parent"] = [{"objectType": "Activity", "id": address_of(attempt, parent)}]
    if reading.categories:
        activities["category"] = [{"objectType": "Activity", "id": each} for each in reading.categories]
    definition = dict(reading.definition)
    if reading.part:
        definition["extensions"] = {**definition.get("extensions", {}), SUB_CONTENT: reading.part}
    document: dict[str, Any] = {
        "id": str(statement_id),
        "actor": actor_of(attempt.learner),
        "verb": {"id": reading.verb_id, "display": {"en-US": reading.verb}},
        "object": {"objectType": "Activity", "id": address_of(attempt, reading.part), "definition": definition},
        "context": {
            "registration": str(attempt.public_id),
            "revision": str(attempt.revision.number),
            "platform": PLATFORM,
            "contextActivities": activities,
        },
        "timestamp": now,
        "stored": now,
        "version": VERSION,
    }
    if outcome := outcome_of(reading, result, refusals):
        document["result"] = outcome
    return document


def outcome_of(reading: Reading, result: Result | None, refusals: Sequence[str]) -> dict[str, Any]:
    """The score is the server's, or there is none: what the browser declared stands in an extension."""
    outcome: dict[str, Any] = {}
    if reading.response is not None:
        outcome["response"] = reading.response
    if reading.completion is not None:
        outcome["completion"] = reading.completion
    if reading.duration:
        outcome["duration"] = reading.duration
    score, extensions = reading.score, dict(reading.extensions)
    names = {"raw": score.raw, "min": score.minimum, "max": score.maximum, "scaled": score.scaled}
    declared: dict[str, Any] = {name: value for name, value in names.items() if value is not None}
    if reading.success is not None:
        declared["success"] = reading.success
    if declared:
        extensions[extension("declared")] = declared
    if refusals:
        extensions[extension("refused")] = list(refusals)
    if result is not None:
        extensions[extension("trust")] = result.trust
        if result.trust != "declared" and result.maximum:
            raw, most = float(result.points), float(result.maximum)
            outcome["score"] = {"raw": raw, "min": 0, "max": most, "scaled": round(raw / most, 4)}
    if extensions:
        outcome["extensions"] = extensions
    return outcome


def refusals_in(document: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(document.get("result", {}).get("extensions", {}).get(extension("refused"), ()))
