"""Dated trips and collection days as a calendar (RFC 5545): when it starts, when it ends, what it is, and nothing else.

Places, people, alarms, attachments and repeating rules are not read: they say more than a vault needs.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Calendar, Component, Event, vDDDTypes

from sandbox.vault.rules.formats.cells import SIGNS
from sandbox.vault.rules.formats.faults import FaultList, TooManyFaults, refused
from sandbox.vault.rules.formats.texts import decode

MOST_EVENTS = 2_000
LONGEST_SUMMARY = 120

NOT_A_CALENDAR = "Ce fichier n’est pas un calendrier lisible (iCalendar)."
TOO_MANY = "Ce calendrier a plus de 2\u00a0000 événements."
NO_EVENT = "Ce calendrier est vide."
NO_START = "L’événement n° {number} n’a pas de début lisible."
ENDS_BEFORE = "L’événement n° {number} finit avant son début."
REPEATS = "L’événement n° {number} se répète : seuls les événements datés sont lus."


@dataclass(frozen=True, slots=True)
class Entry:
    start: datetime | date
    end: datetime | date | None
    summary: str


def read_agenda(content: bytes) -> tuple[Entry, ...]:
    """Raises FileRefused with every fault."""
    text = decode(content)
    if text.count("BEGIN:VEVENT") > MOST_EVENTS:
        raise refused(TOO_MANY)
    try:
        calendar = Calendar.from_ical(text)
    except (ValueError, KeyError, IndexError, TypeError, RecursionError):
        raise refused(NOT_A_CALENDAR, line=1) from None
    if not isinstance(calendar, Calendar):
        raise refused(NOT_A_CALENDAR, line=1)
    faults = FaultList()
    entries: list[Entry] = []
    try:
        for number, event in enumerate(calendar.walk("VEVENT"), start=1):
            if entry := _entry(event, number, faults):
                entries.append(entry)
    except TooManyFaults:
        pass
    faults.refuse_if_any()
    if not entries:
        raise refused(NO_EVENT)
    return tuple(sorted(entries, key=lambda entry: (entry.start.isoformat(), entry.summary)))


def _entry(event: Component, number: int, faults: FaultList) -> Entry | None:
    start, end = (_moment(event.get(name)) for name in ("DTSTART", "DTEND"))
    if start is None:
        faults.add(0, 0, NO_START.format(number=number))
        return None
    if "RRULE" in event or "RDATE" in event:
        faults.add(0, 0, REPEATS.format(number=number))
        return None
    if end is not None and (type(end) is not type(start) or not _in_order(start, end)):
        faults.add(0, 0, ENDS_BEFORE.format(number=number))
        return None
    given = event.get("SUMMARY")
    summary = " ".join(given.split())[:LONGEST_SUMMARY] if isinstance(given, str) else ""
    return Entry(start, end, summary.lstrip("".join(SIGNS)))


def _moment(given: object) -> date | None:
    """A day or a moment; None for a property that is broken, repeated, or of another kind."""
    moment = given.dt if isinstance(given, vDDDTypes) else None
    return moment if isinstance(moment, date) else None


def _in_order(start: date, end: date) -> bool:
    try:
        return start <= end
    except TypeError:  # one has an offset, the other has none
        return False


def write_agenda(entries: tuple[Entry, ...], *, name: str) -> bytes:
    """Always the same bytes for the same entries: identifiers count, and the stamp is the event's own start."""
    calendar = Calendar()
    calendar.add("prodid", f"-//{name}//FR")
    calendar.add("version", "2.0")
    for number, entry in enumerate(entries, start=1):
        event = Event()
        event.add("uid", f"{number}-{entry.start.isoformat()}@donnees-fictives.example")
        event.add("dtstamp", datetime(2000, 1, 1))
        event.add("dtstart", entry.start)
        event.add("dtend", entry.end or entry.start + timedelta(days=1))
        event.add("summary", entry.summary)
        calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content
