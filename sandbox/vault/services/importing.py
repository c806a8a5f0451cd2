"""Arriving: a file of one's own, or a whole vault from another provider. All or nothing, seen before it is kept."""

from dataclasses import replace
from typing import IO
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.accounts.models import User
from cms.foundation.errors import DomainError
from cms.foundation.formats import Fault, ImportRefused
from cms.foundation.workers import ask_worker
from sandbox.town import rules as town
from sandbox.vault import arrivals, importing_tasks
from sandbox.vault.models import Chunk, Vault, VaultImport
from sandbox.vault.rules.chunks import Column
from sandbox.vault.rules.formats import FileRefused, departure
from sandbox.vault.rules.formats.arrival import Arrival, read_departure
from sandbox.vault.rules.formats.departure import POINT
from sandbox.vault.rules.journal import HOLDER, Action
from sandbox.vault.rules.series import BROUGHT, DOMAINS
from sandbox.vault.services.exporting import series_digests
from sandbox.vault.services.journalling import append
from sandbox.vault.services.keeping import (
    FileTooBig,
    NothingToKeep,
    NothingWaits,
    Preview,
    faults_of,
    import_consumption,
    keep,
    look,
    note,
    preview_of,
    read_bytes,
)
from sandbox.vault.services.opening import vault_of
from sandbox.vault.services.rotating import give_key
from sandbox.vault.services.sealed import seal_column, seal_records

READ_AT_ONCE = 1024 * 1024
# A workbook is compressed, and slow to read: some weeks of half-hours at once, no more.
WORKBOOK_AT_ONCE = 100 * 1024

__all__ = [
    "AlreadyImported",
    "FileTooBig",
    "NothingToKeep",
    "NothingWaits",
    "Preview",
    "VaultAlreadyOpen",
    "confirm_consumption",
    "import_consumption",
    "import_vault",
    "preview_consumption",
    "preview_of",
]


class VaultAlreadyOpen(DomainError):
    user_message = gettext_lazy("Vous avez déjà un coffre ouvert ici. Effacez-le avant d’en reprendre un autre.")


class AlreadyImported(DomainError):
    user_message = gettext_lazy("Cet export a déjà été repris ici. Faites-en un nouveau pour recommencer.")


def preview_consumption(*, vault: Vault, file: IO[bytes]) -> Preview:
    """Say what a file contains and keep none of it. A large one is read by a task: see `preview_of`.

    Without a broker to ask for that task, the request takes the time.
    """
    content = read_bytes(file)
    ticket = arrivals.hold(content, vault=vault.uid)
    is_asked = False
    if not _is_light(content):
        note(vault, Preview(ticket, is_waiting=True))
        is_asked = ask_worker(importing_tasks.look_into, vault.pk, ticket)
    if not is_asked:
        look(vault=vault, ticket=ticket)
    return preview_of(vault=vault, ticket=ticket)


def confirm_consumption(*, vault: Vault, ticket: str, keep_identifier: bool = False) -> Preview:
    """Keep what was seen. A task does it for a large file: see `preview_of`. Raises NothingWaits or NothingToKeep."""
    content = arrivals.take(ticket, vault=vault.uid)
    if content is None:
        raise NothingWaits
    is_asked = False
    if not _is_light(content):
        state = preview_of(vault=vault, ticket=ticket)
        if state.why_not:
            raise NothingToKeep(why=state.why_not)
        note(vault, replace(state, is_waiting=True))
        is_asked = ask_worker(importing_tasks.keep_file, vault.pk, ticket, keep_identifier)
    if not is_asked:
        keep(vault=vault, ticket=ticket, keep_identifier=keep_identifier)
    return preview_of(vault=vault, ticket=ticket)


def _is_light(content: bytes) -> bool:
    """Whether a request has the time to read it."""
    return len(content) <= (WORKBOOK_AT_ONCE if content.startswith(b"PK") else READ_AT_ONCE)


def import_vault(*, learner: User, file: IO[bytes]) -> VaultImport:
    """Open a vault with what another provider exported. Consents never travel.

    Raises ImportRefused, VaultAlreadyOpen, AlreadyImported; then nothing was kept.
    """
    content = read_bytes(file)
    if vault_of(learner) is not None:
        raise VaultAlreadyOpen
    try:
        arrival = read_departure(content)
    except FileRefused as refusal:
        raise ImportRefused(faults_of(refusal)) from refusal
    return _settle(learner, arrival)


@transaction.atomic
def _settle(learner: User, arrival: Arrival) -> VaultImport:
    User.objects.select_for_update(no_key=True).only("pk").get(pk=learner.pk)
    if vault_of(learner) is not None:
        raise VaultAlreadyOpen
    manifest = arrival.manifest
    _refuse_unknown_household(manifest)
    # Coming back after an erasure is not coming twice.
    erased = Vault.objects.of(learner).exclude(state=Vault.State.OPEN)
    VaultImport.objects.filter(export_uid=manifest.export, vault__in=erased).delete()
    if VaultImport.objects.filter(export_uid=manifest.export).exists():
        raise AlreadyImported
    vault = Vault.objects.create(holder=learner, persona=manifest.persona, household=manifest.household)
    chunks = list(_chunks(vault, arrival))
    Chunk.objects.bulk_create(chunks, batch_size=500)
    if any(chunk.origin == BROUGHT for chunk in chunks):
        vault.holds_own_data = True
        vault.save(update_fields=["holds_own_data"])

    digests, counts = series_digests(vault)
    announced = {name: (entry.sha256, entry.rows) for name, entry in manifest.files.items()}
    if changed := sorted(name for name in digests if (digests[name], counts[name]) != announced.get(name)):
        reason = _("Ce qui a été rangé n’a pas l’empreinte ou le nombre de lignes annoncés.")
        raise ImportRefused([Fault(name, 1, reason) for name in changed])
    first, last = min(chunk.start for chunk in chunks), max(chunk.start for chunk in chunks)
    append(
        vault=vault,
        actor=HOLDER,
        action=Action.IMPORT,
        scope="tout",
        first=first,
        last=last,
        count=sum(rows for name, rows in counts.items() if name.endswith(".json")),
        why=f"export {manifest.export}",
    )
    return VaultImport.objects.create(vault=vault, export_uid=UUID(manifest.export), digests=digests, counts=counts)


def _refuse_unknown_household(manifest: departure.Manifest) -> None:
    known = {persona.code for persona in town.PERSONAS} | {""}
    if manifest.persona not in known or manifest.household >= town.HOUSEHOLDS:
        reason = _("Ce personnage ou ce foyer n’existe pas dans la ville.")
        raise ImportRefused([Fault(departure.MANIFEST, 1, reason)])


def _chunks(vault: Vault, arrival: Arrival) -> list[Chunk]:
    key = give_key(vault=vault)
    chunks: list[Chunk] = []
    for name, columns in arrival.contents.columns.items():
        domain = DOMAINS[name.split("-")[0]]
        chunks += [
            seal_column(vault, key, domain, start, column, _origin(column)) for start, column in sorted(columns.items())
        ]
    for name, records in arrival.contents.records.items():
        kind = departure.domain_of(name) or POINT
        for start, held in sorted(records.items()):
            brought = any(record.get("qualite") == BROUGHT for record in held)
            chunk = seal_records(vault, key, kind, start, held, BROUGHT if brought else departure.SIMULATED)
            chunk.count = 0 if kind is POINT else chunk.count
            chunks.append(chunk)
    if not chunks:
        raise ImportRefused([Fault(departure.MANIFEST, 1, _("Cet export ne contient aucune série."))])
    return chunks


def _origin(column: Column) -> str:
    return BROUGHT if any(column.brought) else departure.SIMULATED
