"""The tiles of the page: each says its sentence, what it reads, and what it would need to say more."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from statistics import median
from typing import Any

from sandbox.aggregator.landmarks import Landmarks
from sandbox.aggregator.readings import Readings
from sandbox.aggregator.rules.calendar import Period, next_days
from sandbox.aggregator.rules.comparison import Comparison, closest_group
from sandbox.aggregator.rules.cost import month_cost
from sandbox.aggregator.rules.departure import best_departure, usual_departure
from sandbox.aggregator.rules.hours import read_hours
from sandbox.aggregator.rules.leak import find_leak
from sandbox.aggregator.rules.purposes import PURPOSES, SCOPE_WORDS, Purpose, has
from sandbox.aggregator.vault import DOWN, REFUSED

LIT, DARK, FAILED = "allumée", "éteinte", "en panne"


@dataclass(frozen=True, slots=True)
class Tile:
    purpose: Purpose
    state: str
    reads: tuple[str, ...] = ()  # in words
    needs: tuple[str, ...] = ()
    why: str = ""
    facts: dict[str, Any] = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"Tile({self.purpose.code}, {self.state})"

    @property
    def is_lit(self) -> bool:
        return self.state == LIT


def tiles_for(
    *, granted: Collection[str], purposes: Collection[str], readings: Readings, town: Landmarks, month: Period
) -> list[Tile]:
    return [tile_for(purpose, granted, purposes, readings, town, month) for purpose in PURPOSES]


def tile_for(
    purpose: Purpose,
    granted: Collection[str],
    purposes: Collection[str],
    readings: Readings,
    town: Landmarks,
    month: Period,
) -> Tile:
    needs = tuple(SCOPE_WORDS[scope] for scope in purpose.scopes)
    if purpose.code not in purposes or not purpose.is_lit(granted):
        return Tile(purpose, DARK, needs=needs)
    used = [scope for scope in purpose.scopes if has(scope, granted)]
    reads = tuple(SCOPE_WORDS[scope] for scope in used)
    answers = [readings.answers[scope] for scope in used if scope in readings.answers]
    for answer in answers:
        if answer.outcome in (DOWN, REFUSED):
            return Tile(purpose, FAILED, reads, why=answer.why)
    return Tile(purpose, LIT, reads, facts=FACTS[purpose.code](readings, town, month))


def wanted_periods(
    granted: Collection[str], purposes: Collection[str], month: Period, year: Period, *, everything: bool = False
) -> dict[str, Period]:
    """Each series once, over the shortest period that its tiles need; the twin takes all that it is allowed."""
    spans = {
        "energie:mois": month,
        "eau:mois": month,
        "dechets:mois": month,
        "energie:heure": month,
        "eau:jour": year,
        "mobilite:zone": month,
        "mobilite:arret": month,
        "logement:profil": year,
    }
    scopes = dict.fromkeys(
        scope
        for purpose in PURPOSES
        if purpose.code in purposes and purpose.is_lit(granted)
        for scope in purpose.scopes
        if has(scope, granted)
    )
    return {scope: year if everything else spans[scope] for scope in scopes}


# --- What each tile says


def cost_facts(readings: Readings, town: Landmarks, month: Period) -> dict[str, Any]:
    quantities = {domain: readings.month(f"{domain}:mois", month.first) for domain in ("energie", "eau", "dechets")}
    return {"cost": month_cost(quantities, town.tariffs), "month": month.first}


def comparison_facts(readings: Readings, town: Landmarks, month: Period) -> dict[str, Any]:
    own, profile = readings.month("energie:mois", month.first), readings.profile()
    group = closest_group(profile, town.groups_of(month.first.month)) if profile else None
    if own is None or group is None:
        return {"month": month.first}
    comparison = Comparison(group, own)
    return {
        "month": month.first,
        "comparison": comparison,
        "percent": abs(round(comparison.gap * 100)),
        "own_kwh": own / 1000,
        "median_kwh": group.median / 1000,
    }


def leak_facts(readings: Readings, town: Landmarks, month: Period) -> dict[str, Any]:
    days = readings.days("eau:jour")
    known = [litres for _, litres in days if litres is not None]
    return {"leak": find_leak(days), "days": len(known), "usual": median(known) if known else None}


def departure_facts(readings: Readings, town: Landmarks, month: Period) -> dict[str, Any]:
    usual = usual_departure(readings.departures("mobilite:zone", month))
    if usual is None:
        return {}
    advice = best_departure(usual, town.crowd)
    return {"advice": advice, "percent": round((1 - advice.share) * 100), "has_crowd": usual in town.crowd}


def hours_facts(readings: Readings, town: Landmarks, month: Period) -> dict[str, Any]:
    return {
        "hours": read_hours([point for point in readings.points("energie:heure") if month.holds(point[0].date())]),
        "month": month.first,
    }


def stop_facts(readings: Readings, town: Landmarks, month: Period) -> dict[str, Any]:
    mornings = readings.morning_stops(month)
    if not mornings:
        return {}
    stop, _ = Counter(stop for stop, _ in mornings).most_common(1)[0]
    minutes = [start.hour * 60 + start.minute for place, start in mornings if place == stop]
    return {"stop": stop, "minute": round(median(minutes)), "times": len(minutes)}


FACTS = {
    "cout": cost_facts,
    "comparaison": comparison_facts,
    "fuite": leak_facts,
    "depart": departure_facts,
    "conseil-fin": hours_facts,
    "itineraire-exact": stop_facts,
}


# --- What anyone may see


@dataclass(frozen=True, slots=True)
class NextCollection:
    day: date
    districts: list[str]


def next_collections(town: Landmarks, today: date) -> list[NextCollection]:
    """By day, for every district: nobody needs to say where they live."""
    by_day: dict[date, list[str]] = {}
    for district, days in town.collections.items():
        for day in next_days(days, today, count=1):
            by_day.setdefault(day, []).append(district)
    return [NextCollection(day, by_day[day]) for day in sorted(by_day)]


def busiest_quarters(town: Landmarks, count: int = 3) -> list[tuple[int, float]]:
    """The busiest quarters of an hour of the morning, the busiest first."""
    return sorted(town.crowd.items(), key=lambda item: (-item[1], item[0]))[:count]
