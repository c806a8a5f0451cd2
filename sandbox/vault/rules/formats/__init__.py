"""What a vault reads and writes: forms recognised by their content, never by a name; anything unknown is refused."""

from dataclasses import dataclass
from datetime import date, datetime

from sandbox.vault.rules.formats.agenda import read_agenda
from sandbox.vault.rules.formats.archive import NOT_A_ZIP
from sandbox.vault.rules.formats.electricity import UNKNOWN, form_of, read_electricity
from sandbox.vault.rules.formats.faults import FileFault, FileRefused, refused
from sandbox.vault.rules.formats.network import COLUMNS, read_network
from sandbox.vault.rules.formats.readouts import Readout
from sandbox.vault.rules.formats.series import is_series_table, read_json, read_table
from sandbox.vault.rules.formats.tables import read_csv, read_tables
from sandbox.vault.rules.formats.texts import decode

DAILY_ENERGY = (
    "Le coffre tient l’électricité heure par heure : une consommation par jour ne peut pas y être rangée sans en "
    "inventer les heures. Demandez plutôt la courbe de charge."
)
AGENDA = "Un calendrier se lit, mais il ne contient aucune mesure à ranger dans le coffre."
NETWORK = "Un réseau de transport se lit, mais il ne parle d’aucun foyer : rien n’est à ranger dans le coffre."


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a file was understood to be; `why_not` when a vault has no place for it."""

    form: str
    label: str
    count: int
    first: date | None = None
    last: date | None = None
    readout: Readout | None = None
    why_not: str = ""


def recognise(content: bytes) -> Recognised:
    """Read a file that someone brought. Raises FileRefused with every fault."""
    if content.startswith(b"PK\x03\x04"):
        return _from_archive(content)
    text = decode(content)
    start = text.lstrip()[:20]
    if start.startswith(("{", "[")):
        return _from_readout(read_json(text))
    if start.upper().startswith("BEGIN:VCALENDAR"):
        entries = read_agenda(content)
        first, last = (_day(entry.start) for entry in (entries[0], entries[-1]))
        return Recognised("agenda/1", "Calendrier (iCalendar)", len(entries), first, last, why_not=AGENDA)
    table = read_csv(text)
    if is_series_table(table) and form_of(table) is None:
        return _from_readout(read_table(table))
    return _from_readout(read_electricity((table,)))


def _from_archive(content: bytes) -> Recognised:
    """A workbook, or a network; their directory of names tells which, and each checks the rest for itself."""
    if all(name.encode() in content for name in COLUMNS):
        counts = read_network(content).counts
        return Recognised("gtfs/1", "Réseau de transport (GTFS)", counts["stops.txt"], why_not=NETWORK)
    if b"xl/workbook.xml" not in content:
        raise refused(NOT_A_ZIP if b"PK\x05\x06" not in content else UNKNOWN)
    return _from_readout(read_electricity(read_tables(content)))


def _from_readout(readout: Readout) -> Recognised:
    why_not = DAILY_ENERGY if (readout.domain, readout.step) == ("energie", "jour") else ""
    return Recognised(readout.form, readout.label, readout.count, readout.first, readout.last, readout, why_not=why_not)


def _day(moment: datetime | date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


__all__ = ["FileFault", "FileRefused", "Readout", "Recognised", "recognise"]
