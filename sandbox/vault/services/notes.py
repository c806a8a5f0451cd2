"""A note sealed with a vault's own key: no scope reads it, no export carries it, it goes when the vault goes."""

from datetime import date
from typing import Any, Final

from django.db import transaction

from sandbox.vault.models import Chunk, Vault
from sandbox.vault.rules.series import Domain
from sandbox.vault.services.sealed import key_of, open_records, seal_records
from sandbox.vault.services.writing import locked

START: Final = date(2025, 1, 1)


def _domain(name: str) -> Domain:
    return Domain("note", "Note", "", name, "unique", ())


@transaction.atomic
def write_note(*, vault: Vault, name: str, content: dict[str, Any]) -> None:
    """Keep one note of this name, in place of the one before. Raises VaultErased."""
    vault, domain = locked(vault), _domain(name)
    chunk = seal_records(vault, key_of(vault), domain, START, [content], "note")
    chunk.count = 0
    Chunk.objects.filter(vault=vault, domain=domain.code, series=name).delete()
    chunk.save()


def read_note(*, vault: Vault, name: str) -> dict[str, Any] | None:
    """The note of this name, if there is one. Raises VaultErased or ChunkTampered."""
    domain = _domain(name)
    chunks = Chunk.objects.filter(vault=vault, domain=domain.code, series=name)
    records = open_records(vault, key_of(vault), domain, chunks).get(START, [])
    return dict(records[0]) if records else None
