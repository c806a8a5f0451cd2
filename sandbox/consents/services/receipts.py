"""The receipt of a consent, from its record: at once and for ever after."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from sandbox.consents.models import ConsentRecord
from sandbox.consents.rules.offers import SERVICES
from sandbox.consents.rules.receipts import Event, ReceiptFacts, receipt
from sandbox.consents.services.clients import address_of
from sandbox.consents.services.pseudonyms import pseudonym
from sandbox.vault.models import Vault

if TYPE_CHECKING:
    from cms.accounts.models import User


def receipt_of(consent: ConsentRecord) -> dict[str, Any]:
    """What the holder downloads, whether the answer was yes or no."""
    service = SERVICES[consent.client.client_id]
    page = settings.SITE_URL + reverse("consents:detail", args=[consent.uid])
    given = consent.is_given
    facts = ReceiptFacts(
        record=str(consent.uid),
        principal=pseudonym(vault=consent.vault, client_id=service.client_id),
        service=service.name,
        controller=service.controller,
        contact=service.contact,
        service_url=address_of(service.client_id),
        notice_url=page,
        withdrawal_url=settings.SITE_URL + reverse("consents:withdraw", args=[consent.uid]),
        rights_url=settings.SITE_URL + reverse("consents:index"),
        boxes=tuple(consent.shown["boxes"]),
        accepted=frozenset(f"{detail['purpose']}|{detail['scope']}" for detail in consent.details),
        period_from=consent.period_from,
        period_to=consent.period_to,
        seconds=max(int((consent.expires_at - consent.decided_at).total_seconds()), 0) if given else 0,
        shown_sha256=consent.shown_sha256,
        anchor=consent.anchor,
        events=tuple(_events(consent)),
    )
    return receipt(facts)


def receipts_of(vault: Vault) -> dict[str, dict[str, Any]]:
    """Every receipt of a vault, by record id: what leaves with an export."""
    consents = vault.consents.select_related("client", "vault").order_by("decided_at", "pk")
    return {str(consent.uid): receipt_of(consent) for consent in consents}


def export_consents(user: "User") -> list[dict[str, Any]]:
    """What a person takes away of their decisions: each one's receipt."""
    consents = ConsentRecord.objects.of(user).select_related("client", "vault").order_by("decided_at", "pk")
    return [receipt_of(consent) for consent in consents]


def _events(consent: ConsentRecord) -> list[Event]:
    """In the order in which they happened."""
    given = consent.is_given
    events = [Event("given" if given else "refused", timezone.localtime(consent.decided_at))]
    if consent.paused_at:
        events.append(Event("paused", timezone.localtime(consent.paused_at)))
    if consent.withdrawn_at:
        events.append(Event("withdrawn", timezone.localtime(consent.withdrawn_at)))
    elif given and consent.expires_at <= timezone.now():
        events.append(Event("expired", timezone.localtime(consent.expires_at)))
    return sorted(events, key=lambda event: event.at)
