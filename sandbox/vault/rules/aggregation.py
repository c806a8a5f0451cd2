"""From what is sealed to what may leave: hours to days to months, exact stops to zones. Nothing finer ever leaves.

A sum to which something is missing keeps the sum of what is known and says “partiel”; where nothing is
known there is no value. A month that the request cuts is partial too.
"""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sandbox.vault.rules.chunks import Column
from sandbox.vault.rules.series import (
    BROUGHT,
    DOMAINS,
    MEASURED,
    MISSING,
    NOT_DUE,
    PARTIAL,
    Domain,
    Number,
    Record,
    SeriesAnswer,
    SeriesRequest,
)

PARIS = ZoneInfo("Europe/Paris")


class Point(NamedTuple):
    value: Number | None
    quality: str


GAP = Point(None, MISSING)


def days_between(first: date, last: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


@lru_cache(maxsize=1024)
def hours_of(day: date) -> tuple[datetime, ...]:
    """The hours of a local day, 23, 24 or 25 of them, each with its own offset. Kept: a year is asked for at once."""
    start = datetime(day.year, day.month, day.day, tzinfo=PARIS).astimezone(UTC)
    morrow = day + timedelta(days=1)
    end = datetime(morrow.year, morrow.month, morrow.day, tzinfo=PARIS).astimezone(UTC)
    count = (end - start) // timedelta(hours=1)
    return tuple((start + timedelta(hours=number)).astimezone(PARIS) for number in range(count))


@lru_cache(maxsize=1024)
def hours_written(day: date) -> tuple[str, ...]:
    """The same hours as an answer writes them (ISO 8601, with the offset of each)."""
    return tuple(hour.isoformat() for hour in hours_of(day))


def starts_written(answer: SeriesAnswer) -> list[str]:
    """When each value begins, in ISO 8601."""
    if answer.step != "heure":
        return [start.isoformat() for start in answer.starts]
    return [hour for day in days_between(answer.first, answer.last) for hour in hours_written(day)]


def answer_values(request: SeriesRequest, chunks: Mapping[date, Column]) -> SeriesAnswer:
    """Aggregate the opened chunks (start → values) to the step that was asked."""
    domain = DOMAINS[request.domain]
    days = days_between(request.first, request.last)
    if request.step == "heure":
        return _answer(request, domain, [pair for day in days for pair in _hours(domain, day, chunks)])
    by_day = [(day, _day(domain, day, chunks)) for day in days]
    return _answer(request, domain, by_day if request.step == "jour" else _months(by_day))


def answer_records(request: SeriesRequest, chunks: Mapping[date, Sequence[Record]]) -> SeriesAnswer:
    """Keep the records of the period, stripped to what the step may tell."""
    domain = DOMAINS[request.domain]
    records = [record for start in sorted(chunks) for record in chunks[start]]
    if request.step != "profil":
        first, last = request.first.isoformat(), request.last.isoformat()
        records = [record for record in records if first <= str(record["debut"])[:10] <= last]
    if request.step == "zone":
        records = [blurred(record) for record in records]
    return SeriesAnswer(request.domain, request.step, domain.unit, request.first, request.last, records=tuple(records))


def blurred(trip: Record) -> Record:
    """A trip at the zone and at the quarter of an hour: no stop, no minute, no exact duration."""
    moment = datetime.fromisoformat(trip["debut"])
    quarter = moment.replace(minute=moment.minute // 15 * 15)
    return {
        "debut": quarter.isoformat(timespec="minutes"),
        "mode": trip["mode"],
        "de_zone": trip["de_zone"],
        "a_zone": trip["a_zone"],
        "qualite": trip.get("qualite", MEASURED),
    }


def total(points: Sequence[Point], *, whole: bool = True) -> Point:
    """The sum of a period; `whole` is false when the request leaves out a part of it."""
    known = [point for point in points if point.value is not None]
    complete = whole and all(point.quality not in (MISSING, PARTIAL) for point in points)
    if not known:
        return Point(None, NOT_DUE) if complete and points else GAP
    value = sum(point.value for point in known if point.value is not None)
    if isinstance(value, float):
        value = round(value, 3)
    if not complete:
        return Point(value, PARTIAL)
    return Point(value, BROUGHT if any(point.quality == BROUGHT for point in known) else MEASURED)


def _hours(domain: Domain, day: date, chunks: Mapping[date, Column]) -> list[tuple[datetime, Point]]:
    """Pairs, not a mapping: when the clock goes back, Python takes the two hours called 2 o’clock for equal."""
    hours = hours_of(day)
    points = _points(domain, chunks.get(domain.chunk_start(day)))
    return list(zip(hours, points + [GAP] * len(hours), strict=False))


def _day(domain: Domain, day: date, chunks: Mapping[date, Column]) -> Point:
    if domain.series == "heure":
        return total([point for _hour, point in _hours(domain, day, chunks)])
    points = _points(domain, chunks.get(domain.chunk_start(day)))
    return points[day.day - 1] if day.day <= len(points) else GAP


def _points(domain: Domain, content: Column | None) -> list[Point]:
    if content is None:
        return []
    gap = Point(None, NOT_DUE) if domain.gaps_are_nothing else GAP
    return [
        gap if value is None else Point(value, BROUGHT if brought else MEASURED)
        for value, brought in zip(content.values, content.brought, strict=True)
    ]


def _months(by_day: Sequence[tuple[date, Point]]) -> list[tuple[date, Point]]:
    months: dict[date, list[Point]] = {}
    for day, point in by_day:
        months.setdefault(day.replace(day=1), []).append(point)
    return [
        (month, total(points, whole=len(points) == monthrange(month.year, month.month)[1]))
        for month, points in months.items()
    ]


def _answer(request: SeriesRequest, domain: Domain, pairs: Sequence[tuple[datetime | date, Point]]) -> SeriesAnswer:
    return SeriesAnswer(
        request.domain,
        request.step,
        domain.unit,
        request.first,
        request.last,
        starts=tuple(start for start, _point in pairs),
        values=tuple(point.value for _start, point in pairs),
        quality=tuple(point.quality for _start, point in pairs),
    )
