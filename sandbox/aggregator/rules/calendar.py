"""The town lives one year of data over and over: today's day and month, in its year."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

YEAR = 2025


@dataclass(frozen=True, slots=True)
class Period:
    first: date
    last: date

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last

    def within(self, other: "Period") -> "Period | None":
        first, last = max(self.first, other.first), min(self.last, other.last)
        return Period(first, last) if first <= last else None


def day_in_town(today: date, year: int = YEAR) -> date:
    """The 29th of February is lived as the 28th."""
    return date(year, today.month, min(today.day, monthrange(year, today.month)[1]))


def month_of(day: date) -> Period:
    return Period(day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1]))


def last_whole_month(day: date) -> Period:
    """The month before; in January, when the year holds nothing before it, the December that ends it."""
    return month_of(date(day.year, 12, 1) if day.month == 1 else day.replace(day=1) - timedelta(days=1))


def whole_months(period: Period) -> Period | None:
    """The part of a period made of whole months: a month cut short would compare wrongly."""
    first = period.first if period.first.day == 1 else month_of(period.first).last + timedelta(days=1)
    last = period.last if period.last == month_of(period.last).last else period.last.replace(day=1) - timedelta(days=1)
    return Period(first, last) if first <= last else None


def next_days(days: Iterable[date], today: date, count: int = 3) -> list[date]:
    return sorted(day for day in days if day >= today)[:count]
