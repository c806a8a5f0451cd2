"""What a vault holds, told without opening a single chunk."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Max, Min, Sum

from sandbox.vault.models import Chunk, Vault
from sandbox.vault.rules.series import DOMAINS, STEP_LABELS, Domain


@dataclass(frozen=True, slots=True)
class DataSet:
    """One series of the vault: since when, until when, how many facts, where from."""

    domain: str
    label: str
    unit: str
    first: date
    last: date
    count: int
    origin: str
    added_at: datetime
    steps: tuple[str, ...]
    chunks: int

    @property
    def step_labels(self) -> list[str]:
        return [STEP_LABELS[step] for step in self.steps]


def inventory(vault: Vault) -> list[DataSet]:
    """In the order of the domains; one query. An erased vault holds nothing."""
    held = (
        Chunk.objects.filter(vault=vault)
        .values("domain", "origin")
        .annotate(first=Min("start"), last=Max("start"), facts=Sum("count"), added=Max("added_at"), chunks=Count("pk"))
        .order_by("domain", "origin")
    )
    rows: dict[str, list[Mapping[str, Any]]] = {}
    for row in held:
        rows.setdefault(row["domain"], []).append(row)
    return [_data_set(domain, rows[code]) for code, domain in DOMAINS.items() if code in rows]


def _data_set(domain: Domain, rows: list[Mapping[str, Any]]) -> DataSet:
    return DataSet(
        domain=domain.code,
        label=domain.label,
        unit=domain.unit,
        first=min(row["first"] for row in rows),
        last=_end(domain, max(row["last"] for row in rows)),
        count=sum(row["facts"] for row in rows),
        origin=", ".join(sorted({row["origin"] for row in rows})),
        added_at=max(row["added"] for row in rows),
        steps=domain.steps,
        chunks=sum(row["chunks"] for row in rows),
    )


def _end(domain: Domain, start: date) -> date:
    """The last day that the chunk starting here covers."""
    if domain.chunk == "mois":
        return (start + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return start.replace(month=12, day=31) if domain.chunk == "unique" else start
