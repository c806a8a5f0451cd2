"""A file of one's own: read, told, and kept if its holder confirms. What is kept is marked « apporté »."""

import secrets
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import IO, Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.foundation.errors import DomainError
from cms.foundation.formats import Fault, ImportRefused
from sandbox.vault import arrivals
from sandbox.vault.models import Chunk, Vault
from sandbox.vault.rules.formats import FileRefused, Readout, Recognised, recognise
from sandbox.vault.rules.formats.departure import POINT
from sandbox.vault.rules.series import BROUGHT, Record
from sandbox.vault.services.sealed import key_of, open_records, seal_records
from sandbox.vault.services.writing import write_records, write_values

MOST_BYTES = 5 * 1024 * 1024


class FileTooBig(DomainError):
    user_message = gettext_lazy("Choisissez un fichier de 5 Mo au plus.")


class NothingWaits(DomainError):
    user_message = gettext_lazy("Ce fichier n’attend plus : une heure est passée, ou il a déjà été rangé. Reprenez-le.")


class NothingToKeep(DomainError):
    user_message = gettext_lazy("{why}")


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file was understood to say. `ticket` confirms it; `is_waiting` while a task reads it or keeps it."""

    ticket: str = field(repr=False)
    label: str = ""
    domain: str = ""
    step: str = ""
    unit: str = ""
    count: int = 0
    gaps: int = 0
    first: date | None = None
    last: date | None = None
    has_delivery_point: bool = False
    notes: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()
    why_not: str = ""
    is_waiting: bool = False
    is_kept: bool = False

    @property
    def can_be_kept(self) -> bool:
        return self.readable and not (self.why_not or self.is_kept or self.is_waiting)

    @property
    def readable(self) -> bool:
        return bool(self.count) and not self.faults


def look(*, vault: Vault, ticket: str) -> None:
    """Read a waiting file and note what was found. Run again, it finds the same."""
    content = arrivals.take(ticket, vault=vault.uid)
    if content is None:
        return
    try:
        note(vault, _previewed(ticket, recognise(content)))
    except FileRefused as refusal:
        arrivals.drop(ticket)
        note(vault, Preview(ticket, faults=tuple(faults_of(refusal))))


def preview_of(*, vault: Vault, ticket: str) -> Preview:
    """Where a file stands. Raises NothingWaits."""
    state = arrivals.noted(ticket, vault=vault.uid)
    if state is None:
        raise NothingWaits
    return Preview(ticket=ticket, **state)


def keep(*, vault: Vault, ticket: str, keep_identifier: bool) -> None:
    """Write a waiting file into the vault, then throw it away. Run again, it finds nothing left to keep."""
    content = arrivals.take(ticket, vault=vault.uid)
    if content is None:
        return
    recognised = _recognised(content)
    write_recognised(vault=vault, recognised=recognised, keep_identifier=keep_identifier)
    arrivals.drop(ticket)
    note(vault, _previewed(ticket, recognised, is_kept=True))


def import_consumption(*, vault: Vault, file: IO[bytes], keep_identifier: bool = False) -> int:
    """Without a preview: how many values were kept. Raises ImportRefused or NothingToKeep."""
    return write_recognised(vault=vault, recognised=_recognised(read_bytes(file)), keep_identifier=keep_identifier)


@transaction.atomic
def write_recognised(*, vault: Vault, recognised: Recognised, keep_identifier: bool) -> int:
    """Marked « apporté », like the vault itself; the days of the file replace those of the vault."""
    readout = recognised.readout
    if readout is None or recognised.why_not:
        raise NothingToKeep(why=recognised.why_not)
    if readout.records:
        by_day: dict[date, list[Record]] = defaultdict(list)
        for record in readout.records:
            by_day[date.fromisoformat(str(record["debut"])[:10])].append(record)
        return write_records(vault=vault, domain=readout.domain, records_by_day=by_day)
    hourly = readout.step == "heure"
    values = {day: list(values) if hourly else values[0] for day, values in readout.values_by_day.items()}
    count = write_values(vault=vault, domain=readout.domain, values_by_day=values)
    if readout.delivery_point:
        _note_point(vault, readout, keep_identifier)
    return count


def _note_point(vault: Vault, readout: Readout, keep_identifier: bool) -> None:
    """The meter, sealed apart: no scope reads it. Its pseudonym is drawn, for 14 digits can be tried one by one."""
    key = key_of(vault)
    start = POINT.chunk_start(date.min)
    held = Chunk.objects.filter(vault=vault, domain=POINT.code, series=POINT.series)
    records = open_records(vault, key, POINT, held).get(start, [])
    name = readout.delivery_point if keep_identifier else f"p-{secrets.token_hex(8)}"
    first, last = readout.first, readout.last
    records.append({"point": name, "du": str(first), "au": str(last), "garde": keep_identifier, "qualite": BROUGHT})
    held.delete()
    chunk = seal_records(vault, key, POINT, start, records, BROUGHT)
    chunk.count = 0  # no fact about the household: the inventory need not count it
    chunk.save()


def read_bytes(file: IO[bytes]) -> bytes:
    content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise FileTooBig
    return content


def _recognised(content: bytes) -> Recognised:
    try:
        return recognise(content)
    except FileRefused as refusal:
        raise ImportRefused(faults_of(refusal)) from refusal


def faults_of(refusal: FileRefused) -> list[Fault]:
    """In the words of the house: a file, a line, a reason; the column is part of the reason."""
    return [
        Fault(
            fault.file or _("fichier"),
            max(fault.line, 1),
            f"colonne {fault.column}, {fault.reason}" if fault.column else fault.reason,
        )
        for fault in refusal.faults
    ]


def _previewed(ticket: str, recognised: Recognised, *, is_kept: bool = False) -> Preview:
    readout = recognised.readout
    return Preview(
        ticket,
        label=recognised.label,
        domain=readout.domain if readout else "",
        step=readout.step if readout else "",
        unit=readout.unit if readout else "",
        count=recognised.count,
        gaps=readout.gaps if readout else 0,
        first=recognised.first,
        last=recognised.last,
        has_delivery_point=bool(readout and readout.delivery_point),
        notes=readout.notes if readout else (),
        why_not=recognised.why_not,
        is_kept=is_kept,
    )


def note(vault: Vault, preview: Preview) -> None:
    arrivals.note(preview.ticket, _state(preview), vault=vault.uid)


def _state(preview: Preview) -> dict[str, Any]:
    """All but the ticket: the key of a waiting file is written nowhere."""
    return {name: getattr(preview, name) for name in Preview.__dataclass_fields__ if name != "ticket"}
