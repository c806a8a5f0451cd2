"""The receipt of a decision, « d’après ISO/IEC TS 27560 »: our own reading of it, no claim of conformance.

A later event is added to the list; what was written before never changes.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

SCHEMA: Final = "coffre-recu/1 (d’après ISO/IEC TS 27560)"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a consent: given, refused, paused, withdrawn, expired."""

    state: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ReceiptFacts:
    """All that a receipt says."""

    record: str
    principal: str
    service: str
    controller: str
    contact: str
    service_url: str
    notice_url: str
    withdrawal_url: str
    rights_url: str
    boxes: tuple[Mapping[str, str], ...]
    accepted: frozenset[str]
    period_from: date
    period_to: date
    seconds: int
    shown_sha256: str
    anchor: Mapping[str, Any]
    events: tuple[Event, ...]


def canonical(content: Any) -> bytes:
    """One way only to write it: what is digested on one machine is digested alike on another."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest(content: Any) -> str:
    return hashlib.sha256(canonical(content)).hexdigest()


def receipt(facts: ReceiptFacts) -> dict[str, Any]:
    """The document that the holder downloads, whether the answer was yes or no."""
    return {
        "receipt": {
            "schema_version": SCHEMA,
            "record_id": facts.record,
            "pii_principal_id": facts.principal,
            "shown_text_sha256": facts.shown_sha256,
            "journal_anchor": {"seq": facts.anchor.get("seq"), "hash": facts.anchor.get("digest")},
        },
        "pii_processing": {
            "privacy_notice": facts.notice_url,
            "language": "fr",
            "period": {"from": facts.period_from.isoformat(), "to": facts.period_to.isoformat()},
            "purposes": [_purpose(facts, title, boxes) for title, boxes in _by_purpose(facts.boxes).items()],
        },
        "party_identification": [
            {
                "party_id": "C01",
                "party_name": facts.controller,
                "party_role": "PII controller",
                "party_url": facts.service_url,
                "party_contact": [{"contact_type": "dpd", "contact_information": facts.contact}],
            }
        ],
        "event": [
            {
                "event_time": event.at.isoformat(timespec="seconds"),
                "duration": facts.seconds,
                "entity_id": facts.principal,
                "type": "explicit",
                "state": event.state,
            }
            for event in facts.events
        ],
    }


def _by_purpose(boxes: tuple[Mapping[str, str], ...]) -> dict[str, list[Mapping[str, str]]]:
    grouped: dict[str, list[Mapping[str, str]]] = {}
    for box in boxes:
        grouped.setdefault(box["title"], []).append(box)
    return grouped


def _purpose(facts: ReceiptFacts, title: str, boxes: list[Mapping[str, str]]) -> dict[str, Any]:
    return {
        "purpose": title,
        "purpose_type": "service demandé",
        "lawful_basis": "consent",
        "pii_information": [
            {
                "pii_type": box["scope"],
                "pii_optional": True,
                "accepted": f"{box['purpose']}|{box['scope']}" in facts.accepted,
                "sensitive_pii_category": False,
                "special_pii_category": False,
            }
            for box in boxes
        ],
        "pii_controllers": ["C01"],
        "collection_method": ["lecture dans le coffre"],
        "processing_method": ["lire", "calculer", "afficher"],
        "storage_locations": [],
        "retention_period": 0,
        "processing_locations": ["FR"],
        "services": [facts.service],
        "jurisdiction": "FR",
        "recipient_third_parties": [],
        "withdrawal_method": facts.withdrawal_url,
        "privacy_rights_reference": [facts.rights_url],
    }
