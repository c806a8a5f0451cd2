"""The dates of a clause: what was agreed of its calendar, and the day when each proof is due."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from courses.tools.rules.clauses import parts

ERASURE_DAYS = 30
MOST_MONTHS, MOST_PENALTY = 360, 100_000


@dataclass(frozen=True, slots=True)
class Terms:
    """First day, day of acceptance, months of contract; a penalty in euros by day of delay.

    `exit_days` and `together_months` come from the choices: days to hand over the export, months when both tools run.
    """

    start: date
    reception: date
    months: int
    penalty: int = 0
    exit_days: int = 0
    together_months: int = 0

    @property
    def end(self) -> date:
        """The last day of the contract."""
        return add_months(self.start, self.months) - timedelta(days=1)

    @property
    def export_day(self) -> date:
        return self.end + timedelta(days=self.exit_days)

    @property
    def last_together(self) -> date:
        return add_months(self.export_day, self.together_months)

    @property
    def erasure_day(self) -> date:
        """Last of all: asked too early, it would destroy the only complete copy (lesson REV-4)."""
        return self.last_together + timedelta(days=ERASURE_DAYS)

    @property
    def anniversaries(self) -> tuple[date, ...]:
        """Each year after the acceptance, as long as the contract runs."""
        days = (add_months(self.reception, 12 * year) for year in range(1, self.months // 12 + 1))
        return tuple(day for day in days if day <= self.end)

    @property
    def is_ordered(self) -> bool:
        return self.start <= self.reception <= self.end


def deadline(due: str, terms: Terms) -> date:
    """The first day by which this proof is due. A yearly one falls on the last day of a contract that is too short."""
    days = {
        parts.OFFER: terms.start,
        parts.START: add_months(terms.start, 1),
        parts.RECEPTION: terms.reception,
        parts.QUARTERLY: min(add_months(terms.reception, 3), terms.end),
        parts.YEARLY: (terms.anniversaries or (terms.end,))[0],
        parts.EXIT: terms.export_day,
        parts.TOGETHER: terms.last_together,
        parts.ERASURE: terms.erasure_day,
        parts.END: terms.end,
    }
    return days[due]


def add_months(day: date, months: int) -> date:
    """The same day of a later month, or its last day if it is shorter."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
