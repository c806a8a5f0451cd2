"""From what is sealed to what may leave: hours to days to months, exact stops to zones. Nothing finer ever leaves.

A sum to which something is missing keeps the sum of what is known and says “partiel”; where nothing is
known there is no value. A month that the request cuts is partial too.
"""

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from itertools import chain
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


class Run(NamedTuple):
    """Values in their order, and the quality of each: two rows of the same length, cheaper than as many points."""

    values: tuple[Number | None, ...]
    quality: tuple[str, ...]


GAP = Point(None, MISSING)
NOTHING = Run((), ())


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
    runs = {start: _run(domain, content) for start, content in chunks.items()}
    if request.step == "heure":
        hours = [_hours(runs.get(domain.chunk_start(day), NOTHING), day) for day in days]
        return _answer(
            request,
            domain,
            chain.from_iterable(map(hours_of, days)),
            Run(
                tuple(chain.from_iterable(run.values for run in hours)),
                tuple(chain.from_iterable(run.quality for run in hours)),
            ),
        )
    by_day = [(day, _day(domain, day, runs)) for day in days]
    points = by_day if request.step == "jour" else _months(by_day)
    return _answer(request, domain, (start for start, _point in points), _joined(point for _start, point in points))


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


def total(run: Run, *, whole: bool = True) -> Point:
    """The sum of a period; `whole` is false when the request leaves out a part of it."""
    known = [value for value in run.values if value is not None]
    complete = whole and MISSING not in run.quality and PARTIAL not in run.quality
    if not known:
        return Point(None, NOT_DUE) if complete and run.values else GAP
    value = sum(known)
    if isinstance(value, float):
        value = round(value, 3)
    if not complete:
        return Point(value, PARTIAL)
    return Point(value, BROUGHT if BROUGHT in run.quality else MEASURED)


def _run(domain: Domain, content: Column) -> Run:
    """The values of a chunk with what each is worth; nearly all are measured, which is seen at a glance."""
    if None not in content.values and True not in content.brought:
        return Run(content.values, (MEASURED,) * len(content.values))
    gap = NOT_DUE if domain.gaps_are_nothing else MISSING
    quality = (
        gap if value is None else BROUGHT if brought else MEASURED
        for value, brought in zip(content.values, content.brought, strict=True)
    )
    return Run(content.values, tuple(quality))


def _hours(run: Run, day: date) -> Run:
    """As many values as that day has hours."""
    count = len(hours_of(day))
    missing = count - len(run.values)
    if missing == 0:
        return run
    return Run(run.values[:count] + (None,) * missing, run.quality[:count] + (MISSING,) * missing)


def _day(domain: Domain, day: date, runs: Mapping[date, Run]) -> Point:
    run = runs.get(domain.chunk_start(day), NOTHING)
    if domain.series == "heure":
        return total(_hours(run, day))
    return Point(run.values[day.day - 1], run.quality[day.day - 1]) if day.day <= len(run.values) else GAP


def _months(by_day: Sequence[tuple[date, Point]]) -> list[tuple[date, Point]]:
    months: dict[date, list[Point]] = {}
    for day, point in by_day:
        months.setdefault(day.replace(day=1), []).append(point)
    return [
        (month, total(_joined(points), whole=len(points) == monthrange(month.year, month.month)[1]))
        for month, points in months.items()
    ]


def _joined(points: Iterable[Point]) -> Run:
    points = list(points)
    return Run(tuple(point.value for point in points), tuple(point.quality for point in points))


def _answer(request: SeriesRequest, domain: Domain, starts: Iterable[datetime | date], run: Run) -> SeriesAnswer:
    return SeriesAnswer(
        request.domain,
        request.step,
        domain.unit,
        request.first,
        request.last,
        starts=tuple(starts),
        values=run.values,
        quality=run.quality,
    )
