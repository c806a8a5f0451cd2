"""Leaving with everything: one archive, its fingerprints, its line in the journal (RGPD, art. 15 and 20)."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from sandbox.vault.models import Chunk, Vault, VaultExport
from sandbox.vault.rules.formats import departure
from sandbox.vault.rules.formats.archive import write_archive
from sandbox.vault.rules.formats.departure import Contents, FileEntry, Manifest, SeriesFile
from sandbox.vault.rules.journal import HOLDER, Action, Actor
from sandbox.vault.sealing import ChunkTampered
from sandbox.vault.services.journalling import append, export_journal, head
from sandbox.vault.services.sealed import as_sealed, key_of, open_columns, open_records
from sandbox.vault.services.writing import locked

VERIFIER = Path(__file__).parent.parent / "verify_journal.py"
# What gives a vault's receipts: record id → its content. Consents know them, and the vault may not know consents.
ReceiptSource = Callable[[Vault], Mapping[str, Mapping[str, Any]]]
_receipt_sources: list[ReceiptSource] = []


def register_receipts(source: ReceiptSource) -> ReceiptSource:
    """Called once, when an app is ready; usable as a decorator."""
    if source not in _receipt_sources:
        _receipt_sources.append(source)
    return source


def export_vault(*, vault: Vault, actor: Actor = HOLDER) -> tuple[VaultExport, bytes]:
    """All that the vault holds, as a zip. Raises VaultErased; raises ChunkTampered after having journalled it."""
    try:
        return _export(vault, actor)
    except ChunkTampered:
        append(vault=vault, actor=actor, action=Action.REFUSAL, outcome="bloc altéré", why="export")
        raise


@transaction.atomic
def _export(vault: Vault, actor: Actor) -> tuple[VaultExport, bytes]:
    vault = locked(vault)
    series = departure.compose_series(contents_of(vault))
    first, last = _period(vault)
    # Before the journal is copied, so that the copy tells this departure as well.
    facts = sum(file.rows for file in series if file.name.endswith(".json"))
    append(vault=vault, actor=actor, action=Action.EXPORT, scope="tout", first=first, last=last, count=facts)
    export = VaultExport(vault=vault, anchor=head(vault))

    receipts = _receipts(vault)
    contents = {file.name: file.content for file in series} | receipts
    contents[departure.JOURNAL] = export_journal(vault).encode()
    contents[departure.VERIFIER] = VERIFIER.read_bytes()
    names = [*contents, departure.README, departure.MANIFEST]
    contents[departure.README] = departure.compose_readme(
        made_at=export.made_at, provider=settings.VAULT_PROVIDER, files=names
    )
    entries = _entries(series, contents)
    contents[departure.MANIFEST] = departure.compose_manifest(
        Manifest(
            export=str(export.uid),
            made_at=departure.now_written(export.made_at),
            provider=settings.VAULT_PROVIDER,
            persona=vault.persona,
            household=vault.household,
            anchor=export.anchor,
            files=entries,
        )
    )
    export.digests = {name: entry.sha256 for name, entry in entries.items()}
    export.counts = {name: entry.rows for name, entry in entries.items()}
    export.save()
    return export, write_archive(contents)


def contents_of(vault: Vault) -> Contents:
    """Everything that the vault holds, opened."""
    key = key_of(vault)
    columns, records = {}, {}
    for domain in departure.EXPORTED:
        chunks = as_sealed(
            Chunk.objects.filter(vault=vault, domain=domain.code, series=domain.series).order_by("start")
        )
        name = departure.file_name(domain)
        if departure.holds_records(domain):
            records[name] = open_records(vault, key, domain, chunks)
        else:
            columns[name] = open_columns(vault, key, domain, chunks)
    return Contents(columns, records)


def series_digests(vault: Vault) -> tuple[dict[str, str], dict[str, int]]:
    """Fingerprint and number of rows of each series file, computed from what is stored now."""
    series = departure.compose_series(contents_of(vault))
    return {file.name: sha256(file.content).hexdigest() for file in series}, {file.name: file.rows for file in series}


def _entries(series: list[SeriesFile], contents: Mapping[str, bytes]) -> dict[str, FileEntry]:
    known = {file.name: file for file in series}
    entries: dict[str, FileEntry] = {}
    for name, content in contents.items():
        digest, file = sha256(content).hexdigest(), known.get(name)
        if file:
            entries[name] = FileEntry(digest, file.rows, file.unit, file.step)
        else:
            entries[name] = FileEntry(digest, content.count(b"\n"))
    return entries


def _receipts(vault: Vault) -> dict[str, bytes]:
    given = {name: receipt for source in _receipt_sources for name, receipt in source(vault).items()}
    return {
        f"{departure.RECEIPTS}{name}.json": (json.dumps(receipt, ensure_ascii=False, indent=1) + "\n").encode()
        for name, receipt in given.items()
    }


def _period(vault: Vault) -> tuple[date | None, date | None]:
    starts = Chunk.objects.filter(vault=vault).order_by("start").values_list("start", flat=True)
    return starts.first(), starts.last()
