"""From what the vault sent to what the rules understand; nothing here outlives the request."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sandbox.aggregator.rules.calendar import Period
from sandbox.aggregator.rules.comparison import Profile
from sandbox.aggregator.rules.departure import MORNING, WORKING_DAYS
from sandbox.aggregator.vault import READ, Answer


@dataclass(frozen=True, slots=True)
class Readings:
    """The answers of one page view, by scope."""

    answers: Mapping[str, Answer]

    def __repr__(self) -> str:
        return f"Readings({', '.join(self.answers)})"

    def content(self, scope: str) -> dict[str, Any] | None:
        answer = self.answers.get(scope)
        return answer.content if answer is not None and answer.outcome == READ else None

    def raw(self) -> dict[str, Any]:
        return {scope: answer.content for scope, answer in self.answers.items() if answer.outcome == READ}

    def points(self, scope: str) -> list[tuple[datetime, float | None]]:
        content = self.content(scope) or {}
        starts, values = content.get("debuts", []), content.get("valeurs", [])
        return [(datetime.fromisoformat(start), value) for start, value in zip(starts, values, strict=False)]

    def days(self, scope: str) -> list[tuple[date, float | None]]:
        return [(start.date(), value) for start, value in self.points(scope)]

    def month(self, scope: str, first: date) -> float | None:
        return dict(self.days(scope)).get(first)

    def records(self, scope: str) -> list[dict[str, Any]]:
        content = self.content(scope) or {}
        return [record for record in content.get("releves", []) if isinstance(record, dict)]

    def departures(self, scope: str, month: Period) -> list[datetime]:
        starts = [datetime.fromisoformat(record["debut"]) for record in self.records(scope) if record.get("debut")]
        return [start for start in starts if month.holds(start.date())]

    def profile(self) -> Profile | None:
        for record in self.records("logement:profil"):
            try:
                return Profile(int(record["occupants"]), bool(record["chauffage_electrique"]), record.get("quartier"))
            except (KeyError, TypeError, ValueError):
                return None
        return None

    def morning_stops(self, month: Period) -> list[tuple[str, datetime]]:
        """The stop and minute of each working morning's first boarding."""
        first: dict[date, tuple[str, datetime]] = {}
        for record in self.records("mobilite:arret"):
            start = datetime.fromisoformat(record["debut"])
            if not month.holds(start.date()):
                continue
            is_morning = start.weekday() in WORKING_DAYS and start.hour * 60 + start.minute in MORNING
            known = first.get(start.date())
            if record.get("de_arret") is not None and is_morning and (known is None or start < known[1]):
                first[start.date()] = (str(record["de_arret"]), start)
        return list(first.values())
