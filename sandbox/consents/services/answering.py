"""What a service obtains with its token. The consent is read again at every call: no cache, no self-contained token."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import NoReturn

from django.db import transaction
from django.utils import timezone
from oauth2_provider.models import AccessToken

from cms.foundation.errors import DomainError
from sandbox.consents.limits import spend
from sandbox.consents.models import ConsentRecord, ConsentToken
from sandbox.consents.rules.access import Decision, Refusal, Terms, decide, stands
from sandbox.vault.rules.journal import Action, Actor
from sandbox.vault.rules.series import SeriesAnswer, SeriesRequest
from sandbox.vault.services import HoursRefused, VaultErased, append, lock, read_series, record_reading_locked


class CallRefused(DomainError):
    """Why a call obtained nothing, and how long to wait when that would help."""

    def __init__(self, decision: Decision, wait: int = 0) -> None:
        super().__init__(refusal=str(decision.refusal))
        self.decision = decision
        self.wait = wait

    def __str__(self) -> str:
        return self.decision.message


@dataclass(frozen=True, slots=True)
class Caller:
    """A service whose token and consent both hold at this instant."""

    consent: ConsentRecord
    scopes: frozenset[str]

    @property
    def actor(self) -> Actor:
        return actor_of(self.consent)


def actor_of(consent: ConsentRecord) -> Actor:
    return Actor("service", consent.client.name, str(consent.uid))


def identify(*, authorization: str, in_address: bool, asked: SeriesRequest | None = None) -> Caller:
    """Who calls, or CallRefused; a refusal under a known consent is journalled where it belongs.

    `asked` only tells the journal what was wanted.
    """
    if in_address:
        raise CallRefused(Decision(Refusal.IN_ADDRESS))
    kind, _space, token = authorization.partition(" ")
    if kind.lower() != "bearer" or not token.strip():
        raise CallRefused(Decision(Refusal.ABSENT))
    checksum = hashlib.sha256(token.strip().encode()).hexdigest()
    known = (
        ConsentToken.objects.filter(checksum=checksum)
        .select_related("consent__vault", "consent__client")
        .defer("consent__shown")
        .first()
    )
    if known is None:
        raise CallRefused(Decision(Refusal.UNKNOWN))
    consent = known.consent
    now = timezone.now()
    standing = stands(terms_of(consent), now)
    if not standing.allowed:
        _refuse(consent, standing, asked)
    access = AccessToken.objects.filter(token_checksum=checksum).only("expires", "scope").first()
    if access is None or access.expires <= now:
        _refuse(consent, Decision(Refusal.UNKNOWN if access is None else Refusal.STALE), asked)
    if wait := spend(consent.uid):
        _refuse(consent, Decision(Refusal.TOO_MANY), asked, wait)
    return Caller(consent, frozenset(access.scope.split()))


def answer_series(*, caller: Caller, asked: SeriesRequest, now: datetime | None = None) -> SeriesAnswer:
    """Read what the consent allows, aggregated inside the vault; one line of the journal either way.

    The consent is read once more behind the vault's lock, which a withdrawal takes too: what was opened meanwhile is
    dropped, and no reading comes after a withdrawal. Raises CallRefused, ChunkTampered.
    """
    decision = decide(terms_of(caller.consent), caller.scopes, asked, now or timezone.now())
    if not decision.allowed:
        _refuse(caller.consent, decision, asked)
    try:
        answer = read_series(vault=caller.consent.vault, request=asked, actor=caller.actor, journal=False)
    except HoursRefused as closed:  # already journalled, where it was found
        raise CallRefused(Decision(Refusal.HOURS)) from closed
    except VaultErased as erased:
        raise CallRefused(Decision(Refusal.UNKNOWN)) from erased
    with transaction.atomic():
        lock(caller.consent.vault_id)
        consent = ConsentRecord.objects.select_related("vault").defer("shown").get(pk=caller.consent.pk)
        decision = decide(terms_of(consent), caller.scopes, asked, now or timezone.now())
        if decision.allowed:
            record_reading_locked(vault=consent.vault, answer=answer, actor=caller.actor)
    if not decision.allowed:
        _refuse(consent, decision, asked)
    return answer


def terms_of(consent: ConsentRecord) -> Terms:
    return Terms(
        given=consent.is_given,
        scopes=consent.scopes,
        period_from=consent.period_from,
        period_to=consent.period_to,
        expires_at=consent.expires_at,
        paused=consent.paused_at is not None,
        withdrawn=consent.withdrawn_at is not None,
        vault_is_open=consent.vault.is_open,
    )


def standing_of(consent: ConsentRecord) -> Decision:
    """Whether a consent holds now, as the pages say it."""
    return stands(terms_of(consent), timezone.now())


def _refuse(consent: ConsentRecord, decision: Decision, asked: SeriesRequest | None, wait: int = 0) -> NoReturn:
    """Journal it first, outside any transaction that the refusal would roll back."""
    append(
        vault=consent.vault,
        actor=actor_of(consent),
        action=Action.REFUSAL,
        outcome="refusé",
        scope=asked.scope if asked else "",
        first=asked.first if asked else None,
        last=asked.last if asked else None,
        why=str(decision.refusal),
    )
    raise CallRefused(decision, wait)
