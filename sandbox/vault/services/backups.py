"""A copy of a vault's rows as a backup keeps them, and the attempt to read it again later.

A backup of the database holds sealed chunks and wrapped keys, never a master key: that is what makes erasing reach it.
"""

import base64
import json
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sandbox.vault import keyring
from sandbox.vault.models import Chunk, Vault, VaultKey
from sandbox.vault.sealing import ChunkTampered, Place


@dataclass(frozen=True, slots=True)
class Attempt:
    """What somebody who holds the copy, and every master key that still exists, could open of it."""

    chunks: int
    opened: int
    epoch: int
    epochs_left: tuple[int, ...]

    @property
    def is_readable(self) -> bool:
        return self.opened > 0


def copy_rows(vault: Vault) -> bytes:
    """The wrapped key and every sealed chunk, as they lie in the tables."""
    row = VaultKey.objects.get(vault=vault)
    chunks = Chunk.objects.filter(vault=vault).order_by("domain", "start")
    return json.dumps(
        {
            "vault": str(vault.uid),
            "epoch": row.epoch,
            "wrapped": base64.b64encode(bytes(row.wrapped)).decode(),
            "chunks": [
                [chunk.domain, chunk.series, chunk.start.isoformat(), chunk.schema, encoded(chunk.sealed)]
                for chunk in chunks
            ],
        }
    ).encode()


def try_copy(copy: bytes) -> Attempt:
    """Try every chunk with every master key that exists today; nothing that opens is returned, only counted."""
    held = json.loads(copy)
    vault, wrapped = UUID(held["vault"]), base64.b64decode(held["wrapped"])
    left = tuple(keyring.epochs())
    for epoch in left:
        try:
            key = keyring.unwrap(wrapped, vault=vault, epoch=epoch)
        except (keyring.KeyUnusable, keyring.MasterKeyMissing):
            continue
        opened = 0
        for domain, series, start, schema, sealed in held["chunks"]:
            place = Place(vault, domain, series, date.fromisoformat(start), schema)
            try:
                key.unseal(base64.b64decode(sealed), place)
            except ChunkTampered:
                continue
            opened += 1
        return Attempt(len(held["chunks"]), opened, held["epoch"], left)
    return Attempt(len(held["chunks"]), 0, held["epoch"], left)


def encoded(sealed: bytes | memoryview) -> str:
    return base64.b64encode(bytes(sealed)).decode()
