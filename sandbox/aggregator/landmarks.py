"""What the town publishes for everyone, without any authorisation: tariffs, collections, medians, crowds, network.

The other side of this contract is `GET /api/ville/v1/reperes/`. A part that is missing or not as agreed leaves its
tile without this part: the rest of the page lives on.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar

from sandbox.aggregator.rules.comparison import Group
from sandbox.aggregator.rules.cost import Tariff

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Line:
    name: str
    towards: str


@dataclass(frozen=True, slots=True)
class MonthlyGroup:
    """Households alike, and their median of each month, in Wh."""

    group: Group
    medians: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Landmarks:
    year: int
    tariffs: dict[str, Tariff]
    collections: dict[str, tuple[date, ...]]  # the bin → the days it is collected
    groups: tuple[MonthlyGroup, ...]
    crowd: dict[int, float]  # minutes after midnight → people
    lines: tuple[Line, ...]
    stops: dict[str, str]

    def groups_of(self, month: int) -> tuple[Group, ...]:
        return tuple(replace(item.group, median=item.medians[month - 1]) for item in self.groups)


def landmarks_from(content: Any) -> Landmarks:
    source: dict[str, Any] = content if isinstance(content, dict) else {}
    return Landmarks(
        year=attempt(lambda: int(source["annee"]), 2025),
        tariffs=attempt(lambda: tariffs_from(source["tarifs"]), {}),
        collections=attempt(lambda: collections_from(source["collecte"]), {}),
        groups=attempt(lambda: groups_from(source["groupes"]), ()),
        crowd=attempt(lambda: crowd_from(source["departs"]), {}),
        lines=attempt(lambda: lines_from(source["reseau"]), ()),
        stops=attempt(lambda: {str(key): str(name) for key, name in source["reseau"]["arrets"].items()}, {}),
    )


def attempt(read: Callable[[], T], otherwise: T) -> T:
    try:
        return read()
    except (AttributeError, InvalidOperation, KeyError, TypeError, ValueError):
        return otherwise


def tariffs_from(source: dict[str, Any]) -> dict[str, Tariff]:
    return {
        domain: Tariff(Decimal(str(item["abonnement_mois"])), Decimal(str(item["prix_unitaire"])))
        for domain, item in source.items()
    }


def collections_from(source: list[dict[str, Any]]) -> dict[str, tuple[date, ...]]:
    return {str(item["bac"]): tuple(date.fromisoformat(text) for text in item["jours"]) for item in source}


def groups_from(source: list[dict[str, Any]]) -> tuple[MonthlyGroup, ...]:
    return tuple(
        MonthlyGroup(
            Group(
                size=int(item["foyers"]),
                median=0,
                occupants=item.get("occupants"),
                electric_heating=item.get("chauffage_electrique"),
                district=item.get("quartier"),
            ),
            tuple(float(value) for value in item["medianes_wh"]),
        )
        for item in source
        if len(item["medianes_wh"]) == 12
    )


def crowd_from(source: list[dict[str, Any]]) -> dict[int, float]:
    return {minutes_of(item["quart"]): float(item["personnes"]) for item in source}


def minutes_of(text: str) -> int:
    """« 07:45 » → 465."""
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)


def lines_from(source: dict[str, Any]) -> tuple[Line, ...]:
    return tuple(Line(str(item["nom"]), str(item["vers"])) for item in source["lignes"])
