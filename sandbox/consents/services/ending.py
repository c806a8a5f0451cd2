"""How an access ends, stops for a while, or starts again: « la réversibilité de l’autorisation d’accès » (§ 3.2.3).

Locks are taken in one order everywhere: the vault, whose journal is written, then the consent.
"""

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from oauth2_provider.models import AccessToken, Grant, RefreshToken

from cms.foundation.errors import DomainError
from sandbox.consents.models import ConsentRecord, ConsentToken
from sandbox.vault.models import Vault
from sandbox.vault.rules.journal import HOLDER, Action, Actor
from sandbox.vault.services import append, lock

if TYPE_CHECKING:
    from cms.accounts.models import User


class ConsentIsOver(DomainError):
    user_message = _("Cette autorisation n’est plus en cours : il n’y a plus rien à suspendre ni à reprendre.")


class NotTheHolder(DomainError):
    user_message = _("Seule la personne titulaire du coffre peut faire cela.")


@transaction.atomic
def withdraw(*, consent: ConsentRecord, because: str = "holder", actor: Actor = HOLDER) -> ConsentRecord:
    """End it now: the date, the tokens and the line of the journal go together. Twice is once."""
    consent = _locked(consent)
    if not consent.is_given or consent.withdrawn_at:
        return consent
    consent.withdrawn_at = timezone.now()
    consent.withdrawn_because = because
    consent.save(update_fields=["withdrawn_at", "withdrawn_because"])
    _kill_tokens(consent)
    _journal(consent, Action.WITHDRAWAL, actor=actor, why=None if because == "holder" else because)
    return consent


@transaction.atomic
def withdraw_all(*, vault: Vault, because: str) -> int:
    """Every consent of a vault that still stands, paused ones too."""
    lock(vault.pk)
    standing = ConsentRecord.objects.filter(vault=vault, withdrawn_at=None, decision=ConsentRecord.Decision.GIVEN)
    for consent in standing:
        withdraw(consent=consent, because=because)
    return len(standing)


@transaction.atomic
def pause(*, consent: ConsentRecord) -> ConsentRecord:
    """No more reading until it is resumed; the tokens live on, and every call is refused."""
    consent = _standing(consent)
    if consent.paused_at is None:
        consent.paused_at = timezone.now()
        consent.save(update_fields=["paused_at"])
        _journal(consent, Action.PAUSE)
    return consent


@transaction.atomic
def resume(*, consent: ConsentRecord) -> ConsentRecord:
    """As before the pause, until the same date."""
    consent = _standing(consent)
    if consent.paused_at is not None:
        consent.paused_at = None
        consent.save(update_fields=["paused_at"])
        _journal(consent, Action.RESUMPTION)
    return consent


@transaction.atomic
def expire_now(*, consent: ConsentRecord, holder: "User") -> ConsentRecord:
    """Bring the end of one consent forward, for a lab: the clock of nothing else moves."""
    if not ConsentRecord.objects.of(holder).filter(pk=consent.pk).exists():
        raise NotTheHolder(consent=str(consent.uid))
    consent = _standing(consent)
    consent.expires_at = timezone.now()
    consent.save(update_fields=["expires_at"])
    _journal(consent, Action.CONSENT, outcome="échéance avancée")
    return consent


def _locked(consent: ConsentRecord) -> ConsentRecord:
    """The row as it is now, behind the lock of its vault."""
    lock(consent.vault_id)
    return ConsentRecord.objects.select_for_update(of=("self",)).select_related("vault", "client").get(pk=consent.pk)


def _standing(consent: ConsentRecord) -> ConsentRecord:
    consent = _locked(consent)
    if not consent.is_standing(timezone.now()):
        raise ConsentIsOver(consent=str(consent.uid))
    return consent


def _kill_tokens(consent: ConsentRecord) -> None:
    """The list of checksums stays: a call made with a dead token is still journalled where it belongs."""
    checksums = list(ConsentToken.objects.filter(consent=consent).values_list("checksum", flat=True))
    now = timezone.now()
    RefreshToken.objects.filter(token_checksum__in=checksums, revoked=None).update(revoked=now, updated=now)
    AccessToken.objects.filter(token_checksum__in=checksums).delete()
    if consent.code_sha256:
        Grant.objects.filter(code=consent.code_sha256).delete()


def _journal(
    consent: ConsentRecord, action: Action, *, actor: Actor = HOLDER, outcome: str = "fait", why: str | None = None
) -> None:
    append(
        vault=consent.vault,
        actor=actor,
        action=action,
        outcome=outcome,
        scope=" ".join(sorted(consent.scopes)),
        first=consent.period_from,
        last=consent.period_to,
        consent=str(consent.uid),
        why=why,
    )
