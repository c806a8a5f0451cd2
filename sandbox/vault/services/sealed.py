"""Between rows and rules: chunks sealed and opened with a vault's own key, which lives as long as the call."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cms.foundation.errors import DomainError
from sandbox.vault import keyring
from sandbox.vault.models import Chunk, Vault, VaultKey
from sandbox.vault.rules.chunks import Column, pack, pack_records, unpack, unpack_records
from sandbox.vault.rules.series import Domain, Record
from sandbox.vault.sealing import DataKey, Place

TRIES = 5


class VaultErased(DomainError):
    user_message = _("Ce coffre est effacé\u00a0: il ne contient plus rien.")


def key_of(vault: Vault) -> DataKey:
    """Unwrap the vault's data key. Between the row and the file, a rotation may pass: then read the row again.

    Raises VaultErased, or MasterKeyMissing when no file opens the row.
    """
    for attempt in range(1, TRIES + 1):
        row = VaultKey.objects.filter(vault=vault).first()
        if row is None:
            raise VaultErased(vault=vault.uid)
        try:
            return keyring.unwrap(bytes(row.wrapped), vault=vault.uid, epoch=row.epoch)
        except keyring.MasterKeyMissing:
            if attempt == TRIES:
                raise
    raise AssertionError("unreachable")


def place_of(vault: Vault, domain: Domain, start: date, schema: int) -> Place:
    return Place(vault.uid, domain.code, domain.series, start, schema)


class Sealed(Protocol):
    """As much of a chunk as opening it takes."""

    @property
    def start(self) -> date: ...
    @property
    def schema(self) -> int: ...
    @property
    def sealed(self) -> bytes | memoryview: ...


def chunks_between(vault: Vault, domain: Domain, first: date, last: date) -> QuerySet[Chunk]:
    """The chunks that cover these days, and no other."""
    held = Chunk.objects.filter(vault=vault, domain=domain.code, series=domain.series).order_by("start")
    if domain.chunk == "unique":
        return held
    return held.filter(start__range=(domain.chunk_start(first), last))


def as_sealed(chunks: QuerySet[Chunk]) -> Iterable[Sealed]:
    """Rows instead of instances, for those who only read: a year of hours is 365 of them."""
    return chunks.values_list("start", "schema", "sealed", named=True)


def seal_column(
    vault: Vault, key: DataKey, domain: Domain, start: date, content: Column, origin: str = "simulé"
) -> Chunk:
    schema, packed = pack(content)
    count = sum(value is not None for value in content.values)
    return _sealed(vault, key, domain, start, schema, packed, origin, count)


def seal_records(
    vault: Vault, key: DataKey, domain: Domain, start: date, records: Sequence[Record], origin: str = "simulé"
) -> Chunk:
    schema, packed = pack_records(records)
    return _sealed(vault, key, domain, start, schema, packed, origin, len(records))


def open_columns(vault: Vault, key: DataKey, domain: Domain, chunks: Iterable[Sealed]) -> dict[date, Column]:
    return {chunk.start: unpack(chunk.schema, _opened(vault, key, domain, chunk)) for chunk in chunks}


def open_records(vault: Vault, key: DataKey, domain: Domain, chunks: Iterable[Sealed]) -> dict[date, list[Record]]:
    return {chunk.start: unpack_records(chunk.schema, _opened(vault, key, domain, chunk)) for chunk in chunks}


def _sealed(
    vault: Vault, key: DataKey, domain: Domain, start: date, schema: int, packed: bytes, origin: str, count: int
) -> Chunk:
    sealed = key.seal(packed, place_of(vault, domain, start, schema))
    return Chunk(
        vault=vault,
        domain=domain.code,
        series=domain.series,
        start=start,
        schema=schema,
        sealed=sealed,
        origin=origin,
        count=count,
    )


def _opened(vault: Vault, key: DataKey, domain: Domain, chunk: Sealed) -> bytes:
    return key.unseal(bytes(chunk.sealed), place_of(vault, domain, chunk.start, chunk.schema))
