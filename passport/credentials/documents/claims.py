"""What a credential claims, apart from any envelope: each format that is signed says these things its own way."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from passport.achievements.models import Achievement
from passport.credentials.models import Credential
from passport.credentials.rules import mean_percent
from passport.signing.services import issuer_did

SALT_BYTES: Final = 16


@dataclass(frozen=True, slots=True)
class Evidence:
    """How something was judged, in general terms: never when, in how many tries, nor what was answered."""

    name: str
    genre: str
    narrative: str


@dataclass(frozen=True, slots=True)
class Claims:
    """All that a signed form says. Envelopes write the dates in UTC and in whole seconds.

    Of the person: the name, and a salted hash of the e-mail address, which proves an address to whoever already
    knows it. The salt travels with the hash, so it hinders harvesting only; it is new for each credential, so that
    two of them cannot be matched by it. `percent` is the mean result, or None where it is not known.
    """

    credential_id: str
    subject_id: str
    holder_name: str
    email_salt: str
    email_hash: str
    name: str
    description: str
    issuer_id: str
    issuer_name: str
    issuer_url: str
    awarded_at: datetime
    valid_from: datetime
    valid_until: datetime
    achievement: Achievement
    percent: int | None
    evidence: tuple[Evidence, ...]


def claims_of(credential: Credential) -> Claims:
    """Read from the frozen content; only the e-mail address is that of today, hashed with a salt drawn now."""
    if credential.holder is None:
        raise ValueError("the account is erased: there is nobody to name")
    content = credential.content
    salt = secrets.token_hex(SALT_BYTES)
    return Claims(
        credential_id=credential.uuid.urn,
        subject_id=credential.subject.urn,
        holder_name=content["holder_name"],
        email_salt=salt,
        email_hash=hash_email(credential.holder.email, salt),
        name=content["name"],
        description=content["description"],
        issuer_id=issuer_did(),
        issuer_name=content["issuer"]["name"],
        issuer_url=content["issuer"]["url"] + "/",
        awarded_at=credential.awarded_at,
        valid_from=credential.issued_at,
        valid_until=credential.expires_at,
        achievement=credential.achievement,
        percent=mean_percent([module.get("percent") for module in content["modules"]]),
        evidence=tuple(_evidence(content)),
    )


def hash_email(email: str, salt: str) -> str:
    """As Open Badges 3.0 has it (`IdentityHash`): SHA-256 of the lower-case address followed by the salt."""
    return "sha256$" + hashlib.sha256((email.lower() + salt).encode()).hexdigest()


def _evidence(content: dict[str, Any]) -> list[Evidence]:
    count = len(content["modules"])
    lowest = min(module["threshold_percent"] for module in content["modules"])
    narrative = ngettext(
        "Une évaluation. Ses questions sont tirées au sort dans une banque de questions\u202f; les réponses sont "
        "corrigées par le serveur, d’après un barème fixé d’avance. Seuil de réussite\u00a0: "
        "%(percent)d\u00a0%% des points.",
        "%(count)d évaluations, une par module. Leurs questions sont tirées au sort dans une banque de "
        "questions\u202f; les réponses sont corrigées par le serveur, d’après un barème fixé d’avance. Seuil de "
        "réussite de chacune\u00a0: %(percent)d\u00a0%% des points au moins.",
        count,
    ) % {"count": count, "percent": lowest}
    evidence = [Evidence(_("Évaluations corrigées par le serveur"), "Quiz", narrative)]
    if productions := content.get("productions", []):
        narrative = ngettext(
            "Une production rendue, lue par une personne chargée de la formation, et acceptée.",
            "%(count)d productions rendues, lues par une personne chargée de la formation, et acceptées.",
            len(productions),
        ) % {"count": len(productions)}
        evidence.append(Evidence(_("Productions lues et acceptées"), "Production", narrative))
    return evidence
