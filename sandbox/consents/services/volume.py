"""Which services called a vault more often than they need, by its journal."""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import Count, Q
from django.db.models.fields.json import KT
from django.utils import timezone

from sandbox.consents.models import ConsentRecord
from sandbox.consents.rules.access import CALLS_PER_MINUTE, Refusal
from sandbox.consents.rules.volume import Calls, Unusual, unusual
from sandbox.vault.models import JournalEntry, Vault
from sandbox.vault.rules.journal import Action


class Warned(NamedTuple):
    """A consent in force, and what is unusual about the calls made under it."""

    consent: ConsentRecord
    unusual: Unusual


def unusual_calls(vault: Vault) -> list[Warned]:
    """At most two queries, however many lines the journal has and however many services call."""
    now = timezone.now()
    calls = recent_calls(vault, now)
    if not calls:
        return []
    consents = ConsentRecord.objects.filter(vault=vault).in_force(now).select_related("client").order_by("pk")
    judged = [
        (consent, unusual(calls[str(consent.uid)], series=len(consent.scopes), per_minute=CALLS_PER_MINUTE))
        for consent in consents
        if str(consent.uid) in calls
    ]
    return [Warned(consent, found) for consent, found in judged if found is not None]


def recent_calls(vault: Vault, now: datetime) -> dict[str, Calls]:
    """The calls of the last day, by consent, counted by the database."""
    counted = (
        JournalEntry.objects.calls_since(now - timedelta(days=1))
        .filter(vault=vault)
        .values(consent=KT("content__consent"))
        .annotate(
            last_hour=Count("pk", filter=Q(at__gt=now - timedelta(hours=1))),
            last_day=Count("pk"),
            too_many=Count("pk", filter=Q(content__action=Action.REFUSAL, content__why=Refusal.TOO_MANY)),
        )
        .order_by()
    )
    return {row["consent"]: Calls(row["last_hour"], row["last_day"], row["too_many"]) for row in counted}
