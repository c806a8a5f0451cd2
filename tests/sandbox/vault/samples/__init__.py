"""Synthetic files, one maker per form. Delivery points start with 99: no real one does."""

import io
import stat
import zipfile
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from openpyxl import Workbook

PARIS = ZoneInfo("Europe/Paris")
UTC = ZoneInfo("UTC")
POINT = "99000000000123"
CURVE_TITLES = (
    "Identifiant PRM;Type de donnees;Date de debut;Date de fin;Grandeur physique;Grandeur metier;Etape metier;Unite"
)
FLAT_TITLES = (
    "Identifiant PRM;Date de début;Date de fin;Grandeur physique;Grandeur métier;Etape métier;Unité;Horodate;Valeur;"
    "Nature;Pas;Indice de vraisemblance;Etat complémentaire"
)


def halves(day: date, days: int = 1) -> list[tuple[datetime, datetime]]:
    """The half-hours of whole local days, in local time."""
    start = datetime(day.year, day.month, day.day, tzinfo=PARIS).astimezone(UTC)
    after = day + timedelta(days=days)
    end = datetime(after.year, after.month, after.day, tzinfo=PARIS).astimezone(UTC)
    step = timedelta(minutes=30)
    count = (end - start) // step
    return [((start + n * step).astimezone(PARIS), (start + (n + 1) * step).astimezone(PARIS)) for n in range(count)]


def watts(number: int) -> int:
    return 100 + 10 * number


def curve(
    day: date = date(2025, 1, 15), days: int = 1, *, point: str = POINT, at_start=False, skip=(), extra=()
) -> str:
    """The oldest form: a line about the file, then moments with their offset and powers in watts."""
    rows = [
        f"{(start if at_start else end).isoformat()};{'' if number in skip else watts(number)}"
        for number, (start, end) in enumerate(halves(day, days))
    ]
    about = f"{point};Courbe de charge;{day:%d/%m/%Y};{day + timedelta(days=days):%d/%m/%Y};Energie active;Consommation;Comptage Brut;W"
    return "\r\n".join([CURVE_TITLES, about, "Horodate;Valeur", *rows, *extra]) + "\r\n"


def flat(day: date = date(2025, 1, 15), days: int = 1, *, point: str = POINT) -> str:
    """Thirteen columns, everything again on each line, moments on the local clock."""
    rows = [
        f"{point};{day} 00:00:00;{day + timedelta(days=days)} 00:00:00;PA;CONS;BRUT;W;{end:%Y-%m-%d %H:%M:%S};{watts(number)};B;PT30M;0;0"
        for number, (_start, end) in enumerate(halves(day, days))
    ]
    return "\n".join([FLAT_TITLES, *rows]) + "\n"


def period_rows(day: date, days: int = 1) -> list[list[str]]:
    return [
        [f"{start:%d/%m/%Y %H:%M}", f"{end:%d/%m/%Y %H:%M}", f"{watts(number) / 1000:.3f}".replace(".", ",")]
        for number, (start, end) in enumerate(halves(day, days))
    ]


def periods(day: date = date(2025, 1, 15), days: int = 1, *, point: str = POINT) -> str:
    """The newer form: some lines about the file, then « Début;Fin;Valeur (en kW) »."""
    lines = [["Données fictives"], ["Numéro PRM", point], ["Début", "Fin", "Valeur (en kW)"], *period_rows(day, days)]
    return "\n".join(";".join(line) for line in lines) + "\n"


def index(first: date = date(2025, 1, 15), totals=(1_000_000, 1_008_500, 1_017_250)) -> str:
    titles = "Horodate;Type de releve;EAS F1;EAS F2;EAS F3;EAS F4;EAS F5;EAS F6;EAS F7;EAS F8;EAS F9;EAS F10;EAS D1;EAS D2;EAS D3;EAS D4;EAS T"
    about = f"{POINT};Index;15/01/2025;18/01/2025;Energie active;Consommation;Comptage Brut;Wh"
    rows = [
        f"{datetime.combine(first + timedelta(days=n), datetime.min.time(), PARIS).isoformat()};Arrêté quotidien;{total};;;;;;;;;;;;;;{total}"
        for n, total in enumerate(totals)
    ]
    end = ["Periode;Identifiant calendrier fournisseur;Libelle calendrier fournisseur", "Du 2025-01-15;X;Base"]
    return "\n".join([CURVE_TITLES, about, titles, *rows, *end]) + "\n"


def workbook(rows, *, name="Consommation Horaire") -> bytes:
    """The rows in a sheet, behind an empty one."""
    book = Workbook()
    sheet = book.create_sheet(name)
    for row in rows:
        sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def zipped(files: dict[str, bytes], *, method=zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def zipped_link(name: str = "lien.txt") -> bytes:
    entry = zipfile.ZipInfo(name)
    entry.create_system = 3
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(entry, "/etc/passwd")
    return buffer.getvalue()


def rezipped(content: bytes, changes: dict[str, bytes | None]) -> bytes:
    """The same archive with some files changed, added, or removed (None)."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    files.update({name: new for name, new in changes.items() if new is not None})
    return zipped({name: file for name, file in files.items() if changes.get(name, b"") is not None})


def network() -> dict[str, list[dict[str, object]]]:
    week = dict.fromkeys(("monday", "tuesday", "wednesday", "thursday", "friday"), 1) | {"saturday": 0, "sunday": 0}
    return {
        "agency.txt": [{"agency_id": "A", "agency_name": "Transports de Valfictif, bus et trams",
                        "agency_url": "https://transports.example", "agency_timezone": "Europe/Paris"}],
        "calendar.txt": [{"service_id": "S", **week, "start_date": 20250101, "end_date": 20251231}],
        "routes.txt": [{"route_id": "R", "agency_id": "A", "route_short_name": "1", "route_long_name": "Halles",
                        "route_type": 3}],
        "stops.txt": [{"stop_id": n, "stop_name": f"Arrêt {n}", "stop_lat": "48.1", "stop_lon": "-1.6"} for n in (1, 2)],
        "trips.txt": [{"route_id": "R", "service_id": "S", "trip_id": "T"}],
        "stop_times.txt": [{"trip_id": "T", "arrival_time": f"08:0{n}:00", "departure_time": f"08:0{n}:30", "stop_id": n,
                            "stop_sequence": n} for n in (1, 2)],
    }  # fmt: skip
