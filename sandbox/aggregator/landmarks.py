"""What the town publishes for everyone, without any authorisation: tariffs, collections, medians, crowds, network.

The other side of this contract is `GET /api/ville/v1/reperes/`. A part that is missing or not as agreed leaves its
tile without this part: the rest of the page lives on.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar

from sandbox.aggregator.rules.comparison import Group
from sandbox.aggregator.rules.cost import Tariff

T = TypeVar("T")


SLOT, QUARTER = 10, 15  # minutes: how the town counts, and how trips are read


@dataclass(frozen=True, slots=True)
class MonthlyGroup:
    """Households alike, and their median of each month, in Wh."""

    group: Group
    medians: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Landmarks:
    year: int
    tariffs: dict[str, Tariff]
    collections: dict[str, tuple[date, ...]]  # the district → the days its waste is collected
    groups: tuple[MonthlyGroup, ...]
    crowd: dict[int, float]  # quarters of an hour, in minutes after midnight → people
    network: str  # where the timetables are, below the vault's address

    def groups_of(self, month: int) -> tuple[Group, ...]:
        return tuple(replace(item.group, median=item.medians[month - 1]) for item in self.groups)


def landmarks_from(content: Any) -> Landmarks:
    source: dict[str, Any] = content if isinstance(content, dict) else {}
    return Landmarks(
        year=attempt(lambda: int(source["annee"]), 2025),
        tariffs=attempt(lambda: tariffs_from(source["tarifs"]), {}),
        collections=attempt(lambda: collections_from(source["collectes"], source["quartiers"]), {}),
        groups=attempt(lambda: groups_from(source["groupes"]["energie"]["foyers"]), ()),
        crowd=attempt(lambda: by_quarter(slots_from(source["departs"]["tranches"])), {}),
        network=attempt(lambda: path_from(source["reseau"]), ""),
    )


def attempt(read: Callable[[], T], otherwise: T) -> T:
    try:
        return read()
    except (AttributeError, InvalidOperation, KeyError, TypeError, ValueError):
        return otherwise


def tariffs_from(source: dict[str, Any]) -> dict[str, Tariff]:
    """Published in cents; what lifting a bin costs cannot be known from its weight, and is left out."""
    energy, water, waste = source["energie"], source["eau"], source["dechets"]
    return {
        "energie": Tariff(cents(energy["abonnement_centimes_par_mois"]), cents(energy["centimes_par_kwh"])),
        "eau": Tariff(cents(water["abonnement_centimes_par_mois"]), cents(water["centimes_par_m3"])),
        "dechets": Tariff(cents(waste["part_fixe_centimes_par_an"]) / 12, cents(waste["centimes_par_kg"])),
    }


def cents(value: Any) -> Decimal:
    return Decimal(str(value)) / 100


def collections_from(source: list[dict[str, Any]], districts: list[dict[str, Any]]) -> dict[str, tuple[date, ...]]:
    names = {item["quartier"]: str(item["nom"]) for item in districts}
    return {names[item["quartier"]]: tuple(date.fromisoformat(text) for text in item["dates"]) for item in source}


def groups_from(source: list[dict[str, Any]]) -> tuple[MonthlyGroup, ...]:
    return tuple(
        MonthlyGroup(
            Group(
                size=int(item["effectif"]),
                median=0,
                occupants=item["occupants"],
                electric_heating=item["chauffage_electrique"],
                district=item["quartier"],
            ),
            tuple(float(month["mediane"]) for month in item["mois"]),
        )
        for item in source
        if len(item["mois"]) == 12
    )


def slots_from(source: list[dict[str, Any]]) -> dict[int, float]:
    return {minutes_of(item["heure"]): float(item["validations"]) for item in source}


def minutes_of(text: str) -> int:
    """“07:40” → 460."""
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)


def by_quarter(slots: Mapping[int, float]) -> dict[int, float]:
    """Each slot of ten minutes gives each quarter of an hour the share that falls in it."""
    quarters: dict[int, float] = {}
    for start, people in slots.items():
        for quarter in {start // QUARTER * QUARTER, (start + SLOT - 1) // QUARTER * QUARTER}:
            shared = min(start + SLOT, quarter + QUARTER) - max(start, quarter)
            quarters[quarter] = quarters.get(quarter, 0) + people * shared / SLOT
    return quarters


def path_from(text: str) -> str:
    """A path below the vault's own address, never another site's."""
    if not text.startswith("/") or text.startswith("//"):
        raise ValueError
    return text
