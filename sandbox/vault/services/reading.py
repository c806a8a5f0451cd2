"""Reading: only the chunks of the period are opened, nothing finer than the step leaves, and it is journalled."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cms.foundation.errors import DomainError
from sandbox.vault.models import Vault
from sandbox.vault.rules.aggregation import answer_records, answer_values
from sandbox.vault.rules.journal import Action, Actor
from sandbox.vault.rules.series import DOMAINS, SeriesAnswer, SeriesRequest
from sandbox.vault.sealing import ChunkTampered
from sandbox.vault.services.journalling import append, append_locked
from sandbox.vault.services.sealed import VaultErased, as_sealed, chunks_between, key_of, open_columns, open_records
from sandbox.vault.services.writing import locked


class HoursRefused(DomainError):
    user_message = _("Les relevés horaires de ce coffre sont fermés : il ne montre que des jours et des mois.")


def read_series(*, vault: Vault, request: SeriesRequest, actor: Actor, journal: bool = True) -> SeriesAnswer:
    """Answer a request in a constant number of queries, and journal it once.

    Chunks are opened before the vault's lock is asked for, which is then held for one line of the journal: readers do
    not wait for each other's arithmetic. Who may ask is the caller's question. Raises VaultErased; raises
    ChunkTampered, and HoursRefused when the holder closed the hours, after having journalled the refusal: call it
    outside a transaction, or let that one commit.
    """
    try:
        answer = _opened(vault, request)
    except (ChunkTampered, HoursRefused) as refusal:
        append(
            vault=vault,
            actor=actor,
            action=Action.REFUSAL,
            outcome="bloc altéré" if isinstance(refusal, ChunkTampered) else "heures fermées",
            scope=request.scope,
            first=request.first,
            last=request.last,
        )
        raise
    if journal:
        record_reading(vault=vault, answer=answer, actor=actor)
    return answer


@transaction.atomic
def record_reading(*, vault: Vault, answer: SeriesAnswer, actor: Actor) -> None:
    """The line that says what left the vault. Raises VaultErased when an erasure came first: then nothing may leave."""
    record_reading_locked(vault=locked(vault), answer=answer, actor=actor)


def record_reading_locked(*, vault: Vault, answer: SeriesAnswer, actor: Actor) -> None:
    """The same, for a caller that holds the vault's lock and has seen, under it, that the vault is open."""
    append_locked(
        vault=vault,
        actor=actor,
        action=Action.READING,
        scope=f"{answer.domain}:{answer.step}",
        first=answer.first,
        last=answer.last,
        count=answer.count,
    )


def _opened(vault: Vault, request: SeriesRequest) -> SeriesAnswer:
    if not vault.is_open:
        raise VaultErased(vault=vault.uid)
    if request.step == "heure" and not vault.hourly_collection:
        raise HoursRefused
    domain = DOMAINS[request.domain]
    key = key_of(vault)
    chunks = as_sealed(chunks_between(vault, domain, request.first, request.last))
    if domain.holds_records:
        return answer_records(request, open_records(vault, key, domain, chunks))
    return answer_values(request, open_columns(vault, key, domain, chunks))
