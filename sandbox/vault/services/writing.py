"""Writing into a vault: what an import brings, or what a lab plants. What was there for the same days is replaced."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from sandbox.vault.models import Chunk, Vault
from sandbox.vault.rules.aggregation import hours_of
from sandbox.vault.rules.chunks import Column
from sandbox.vault.rules.journal import HOLDER, Action, Actor
from sandbox.vault.rules.series import DOMAINS, Domain, Number, Record, SeriesFault
from sandbox.vault.services.journalling import append_locked
from sandbox.vault.services.sealed import (
    VaultErased,
    chunks_between,
    key_of,
    open_columns,
    open_records,
    seal_column,
    seal_records,
)

BROUGHT_ORIGIN = "apporté"
Values = Number | None | Sequence[Number | None]


@transaction.atomic
def write_values(
    *,
    vault: Vault,
    domain: str,
    values_by_day: Mapping[date, Values],
    origin: str = BROUGHT_ORIGIN,
    actor: Actor = HOLDER,
    journal: bool = True,
) -> int:
    """Seal one value a day, or for `energie` the list of a day's hours, and return how many values were written.

    Values that carry thousandths are kept as they are. Raises SeriesFault or VaultErased; then nothing is written.
    """
    kind = _domain_of_values(domain)
    if not values_by_day:
        return 0
    vault = locked(vault)
    key = key_of(vault)
    brought = origin == BROUGHT_ORIGIN
    first, last = min(values_by_day), max(values_by_day)
    if kind.series == "heure":
        columns = {day: _day_of_hours(day, values, brought) for day, values in values_by_day.items()}
        origins: dict[date, str] = dict.fromkeys(columns, origin)
    else:
        held = list(chunks_between(vault, kind, first, last))
        columns = _merged_months(kind, open_columns(vault, key, kind, held), values_by_day, brought)
        origins = {start: _joined(origin, start, held) for start in columns}
    chunks = [seal_column(vault, key, kind, start, columns[start], origins[start]) for start in sorted(columns)]
    count = sum(_count(values) for values in values_by_day.values())
    _store(vault, chunks, brought)
    if journal:
        append_locked(
            vault=vault, actor=actor, action=Action.IMPORT, scope=f"{kind.code}:{kind.steps[0]}",
            first=first, last=last, count=count, why=origin,
        )  # fmt: skip
    return count


@transaction.atomic
def write_records(
    *,
    vault: Vault,
    domain: str,
    records_by_day: Mapping[date, Sequence[Record]],
    origin: str = BROUGHT_ORIGIN,
    actor: Actor = HOLDER,
    journal: bool = True,
) -> int:
    """Seal the records of some days (each trip has `debut`), in place of those of the same days; return how many."""
    kind = DOMAINS.get(domain)
    if kind is None or not kind.holds_records:
        raise SeriesFault("domaine", f"Le coffre ne tient pas de relevés «\u00a0{domain}\u00a0».")
    if not records_by_day:
        return 0
    vault = locked(vault)
    key = key_of(vault)
    first, last = min(records_by_day), max(records_by_day)
    held = list(chunks_between(vault, kind, first, last))
    months = {start: list(records) for start, records in open_records(vault, key, kind, held).items()}
    replaced = {day.isoformat() for day in records_by_day}
    for start, records in months.items():
        kept = [] if kind.chunk == "unique" else records
        months[start] = [record for record in kept if str(record["debut"])[:10] not in replaced]
    quality = origin if origin == BROUGHT_ORIGIN else "mesuré"
    for day, brought in records_by_day.items():
        stamped = [{**record, "qualite": quality} for record in brought] if kind.series == "trajet" else list(brought)
        months.setdefault(kind.chunk_start(day), []).extend(stamped)
    for records in months.values():
        records.sort(key=lambda record: str(record.get("debut", "")))
    chunks = [
        seal_records(vault, key, kind, start, records, _joined(origin, start, held))
        for start, records in sorted(months.items())
    ]
    count = sum(len(records) for records in records_by_day.values())
    _store(vault, chunks, origin == BROUGHT_ORIGIN)
    if journal:
        append_locked(
            vault=vault, actor=actor, action=Action.IMPORT, scope=f"{kind.code}:{kind.steps[0]}",
            first=first, last=last, count=count, why=origin,
        )  # fmt: skip
    return count


def locked(vault: Vault) -> Vault:
    """The vault as it is now, held until the transaction ends. Raises VaultErased."""
    vault = Vault.objects.select_for_update(no_key=True).get(pk=vault.pk)
    if not vault.is_open:
        raise VaultErased(vault=vault.uid)
    return vault


def _store(vault: Vault, chunks: Iterable[Chunk], brought: bool) -> None:
    Chunk.objects.bulk_create(
        chunks,
        batch_size=500,
        update_conflicts=True,
        unique_fields=["vault", "domain", "series", "start"],
        update_fields=["schema", "sealed", "origin", "count", "added_at"],
    )
    changes = {"used_at": timezone.now(), **({"holds_own_data": True} if brought else {})}
    Vault.objects.filter(pk=vault.pk).update(**changes)


def _domain_of_values(code: str) -> Domain:
    domain = DOMAINS.get(code)
    if domain is None or domain.holds_records:
        raise SeriesFault("domaine", f"Le coffre ne tient pas de mesures «\u00a0{code}\u00a0».")
    return domain


def _day_of_hours(day: date, values: Values, brought: bool) -> Column:
    expected = len(hours_of(day))
    if not isinstance(values, Sequence) or len(values) != expected:
        raise SeriesFault("pas", f"Le {day:%d/%m/%Y} compte {expected} heures\u00a0: il faut une valeur pour chacune.")
    return Column(tuple(_checked(value) for value in values), (brought,) * expected)


def _merged_months(
    domain: Domain, months: Mapping[date, Column], values_by_day: Mapping[date, Values], brought: bool
) -> dict[date, Column]:
    """The months with the new days in their place; days that nobody wrote are gaps."""
    values: dict[date, dict[int, Number | None]] = defaultdict(dict)
    flags: dict[date, dict[int, bool]] = defaultdict(dict)
    for start, content in months.items():
        values[start] = dict(enumerate(content.values))
        flags[start] = dict(enumerate(content.brought))
    for day, value in values_by_day.items():
        if isinstance(value, Sequence):
            raise SeriesFault("pas", f"La série «\u00a0{domain.code}\u00a0» tient une valeur par jour.")
        start = domain.chunk_start(day)
        values[start][day.day - 1] = _checked(value)
        flags[start][day.day - 1] = brought
    return {
        start: Column(
            tuple(days.get(number) for number in range(max(days) + 1)),
            tuple(flags[start].get(number, False) for number in range(max(days) + 1)),
        )
        for start, days in values.items()
    }


def _checked(value: Number | None) -> Number | None:
    if value is not None and (not math.isfinite(value) or not 0 <= value < 10**12):
        raise SeriesFault("valeur", "Une mesure est un nombre positif et fini.")
    return value


def _joined(origin: str, start: date, held: Sequence[Chunk]) -> str:
    """A month of which only some days were brought says so."""
    return BROUGHT_ORIGIN if any(chunk.start == start and chunk.origin == BROUGHT_ORIGIN for chunk in held) else origin


def _count(values: Values) -> int:
    return sum(value is not None for value in values) if isinstance(values, Sequence) else int(values is not None)
