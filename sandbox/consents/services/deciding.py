"""What the holder answers: a yes to some boxes, or a no; either leaves a record, a receipt and a line."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from oauth2_provider.models import Application

from sandbox.consents.models import ConsentRecord
from sandbox.consents.rules.offers import ONCE, ONCE_MINUTES, Box
from sandbox.consents.rules.receipts import digest
from sandbox.vault.models import Vault
from sandbox.vault.rules.journal import HOLDER, Action, Actor
from sandbox.vault.services import append


@transaction.atomic
def give(*, vault: Vault, client: Application, shown: dict[str, Any], boxes: Sequence[Box], days: int) -> ConsentRecord:
    """Record a yes to these boxes, for so many days; zero means once, now."""
    if not boxes:
        raise ValueError("A consent to nothing is a refusal.")
    lasting = timedelta(days=days) if days != ONCE else timedelta(minutes=ONCE_MINUTES)
    return _record(vault, client, ConsentRecord.Decision.GIVEN, shown | {"days": days}, boxes, lasting)


@transaction.atomic
def refuse(*, vault: Vault, client: Application, shown: dict[str, Any]) -> ConsentRecord:
    """Record a no: it completes a request as validly as a yes."""
    return _record(vault, client, ConsentRecord.Decision.REFUSED, shown, (), timedelta())


def journal_refusal(*, vault: Vault, client: Application, why: str, scopes: Iterable[str] = ()) -> None:
    """A service, or somebody in its name, tried to obtain more than what was shown or granted."""
    actor = Actor("service", client.name)
    append(vault=vault, actor=actor, action=Action.REFUSAL, outcome="refusé", scope=" ".join(scopes), why=why)


def _record(
    vault: Vault,
    client: Application,
    decision: ConsentRecord.Decision,
    shown: dict[str, Any],
    boxes: Sequence[Box],
    lasting: timedelta,
) -> ConsentRecord:
    now = timezone.now()
    record = ConsentRecord(
        vault=vault,
        client=client,
        decision=decision,
        details=[box.detail for box in boxes],
        period_from=date.fromisoformat(shown["period"]["from"]),
        period_to=date.fromisoformat(shown["period"]["to"]),
        shown=shown,
        shown_sha256=digest(shown),
        decided_at=now,
        expires_at=now + lasting,
    )
    given = decision == ConsentRecord.Decision.GIVEN
    details = record.details if given else shown["boxes"]
    entry = append(
        vault=vault,
        actor=HOLDER,
        action=Action.CONSENT,
        outcome="accordé" if given else "refusé",
        scope=" ".join(sorted({detail["scope"] for detail in details})),
        first=record.period_from,
        last=record.period_to,
        consent=str(record.uid),
    )
    record.anchor = {"seq": entry.seq, "digest": entry.digest}
    record.save()
    return record
