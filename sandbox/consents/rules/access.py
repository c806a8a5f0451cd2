"""May this consent yield this series now? One decision, taken anew at every call."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from sandbox.vault.rules.series import SeriesRequest, scopes_allow

CALLS_PER_MINUTE: Final = 60


class Refusal(StrEnum):
    """Why not; the word that programs read and the journal keeps."""

    ABSENT = "jeton-absent"
    IN_ADDRESS = "jeton-dans-l-adresse"
    UNKNOWN = "jeton-inconnu"
    STALE = "jeton-expiré"
    REFUSED = "refusée"
    WITHDRAWN = "retirée"
    EXPIRED = "expirée"
    PAUSED = "suspendue"
    SCOPE = "portée"
    PERIOD = "période"
    HOURS = "heures-fermées"
    TOO_MANY = "trop-d-appels"


SENTENCES: Final[dict[Refusal, str]] = {
    Refusal.ABSENT: "Présentez un jeton d’accès dans l’en-tête Authorization.",
    Refusal.IN_ADDRESS: "Un jeton ne se présente jamais dans une adresse : utilisez l’en-tête Authorization.",
    Refusal.UNKNOWN: "Ce jeton est inconnu ou n’est plus valable.",
    Refusal.STALE: "Ce jeton a expiré : demandez-en un nouveau.",
    Refusal.REFUSED: "L’habitant a refusé cette demande.",
    Refusal.WITHDRAWN: "L’habitant a retiré son autorisation.",
    Refusal.EXPIRED: "L’autorisation est arrivée à son terme.",
    Refusal.PAUSED: "L’habitant a suspendu son autorisation.",
    Refusal.SCOPE: "L’autorisation ne couvre pas cette donnée à cette précision.",
    Refusal.PERIOD: "L’autorisation ne couvre pas toute cette période.",
    Refusal.HOURS: "L’habitant a fermé les relevés horaires de son coffre.",
    Refusal.TOO_MANY: "Trop d’appels en une minute : patientez avant de recommencer.",
}

# A dead token: the client must ask again. The others are alive and not enough.
DEAD: Final = frozenset(
    {
        Refusal.ABSENT,
        Refusal.IN_ADDRESS,
        Refusal.UNKNOWN,
        Refusal.STALE,
        Refusal.REFUSED,
        Refusal.WITHDRAWN,
        Refusal.EXPIRED,
    }
)


@dataclass(frozen=True, slots=True)
class Terms:
    """A consent as it stands at the instant of the call."""

    given: bool
    scopes: frozenset[str]
    period_from: date
    period_to: date
    expires_at: datetime
    paused: bool = False
    withdrawn: bool = False
    vault_is_open: bool = True


@dataclass(frozen=True, slots=True)
class Decision:
    """Allowed, or a refusal with its sentence."""

    refusal: Refusal | None = None

    @property
    def allowed(self) -> bool:
        return self.refusal is None

    @property
    def presents_no_token(self) -> bool:
        return self.refusal in (Refusal.ABSENT, Refusal.IN_ADDRESS)

    @property
    def message(self) -> str:
        return SENTENCES[self.refusal] if self.refusal else ""

    @property
    def status(self) -> int:
        """401 for a dead token, 403 for one that lives and does not suffice (RFC 6750 § 3.1)."""
        if self.refusal is None:
            return 200
        if self.refusal is Refusal.TOO_MANY:
            return 429
        return 401 if self.refusal in DEAD else 403

    @property
    def error(self) -> str:
        """The error of RFC 6750."""
        return {401: "invalid_token", 403: "insufficient_scope", 429: "too_many_requests"}.get(self.status, "")


ALLOWED: Final = Decision()


def stands(terms: Terms, now: datetime) -> Decision:
    """Whether the consent holds at all at this instant; an erased vault answers as if it had never been."""
    if not terms.vault_is_open:
        return Decision(Refusal.UNKNOWN)
    if not terms.given:
        return Decision(Refusal.REFUSED)
    if terms.withdrawn:
        return Decision(Refusal.WITHDRAWN)
    if now >= terms.expires_at:
        return Decision(Refusal.EXPIRED)
    if terms.paused:
        return Decision(Refusal.PAUSED)
    return ALLOWED


def decide(terms: Terms, token_scopes: frozenset[str], asked: SeriesRequest, now: datetime) -> Decision:
    """May this consent, presented with a token of these scopes, yield this series now?"""
    standing = stands(terms, now)
    if not standing.allowed:
        return standing
    # Days let months be read, never hours.
    if not scopes_allow(terms.scopes & token_scopes, asked.scope):
        return Decision(Refusal.SCOPE)
    if asked.first < terms.period_from or asked.last > terms.period_to:
        return Decision(Refusal.PERIOD)
    return ALLOWED
