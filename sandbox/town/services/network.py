"""The town's public transport as a small GTFS archive, the same bytes each time it is made."""

import csv
import zipfile
from collections.abc import Iterable
from functools import lru_cache
from io import BytesIO, StringIO

from sandbox.town.rules import NAME, STOPS, YEAR, place
from sandbox.town.rules.transport import transit_minutes

STOPS_PER_DISTRICT = STOPS // place.DISTRICTS
FIRST_DEPARTURE, LAST_DEPARTURE, EVERY = 6 * 60, 22 * 60, 20  # minutes of the day
_STAMP = (YEAR, 1, 1, 0, 0, 0)  # a zip holds dates: always the same ones
_TRAM, _BUS = 0, 3  # GTFS route types
_Rows = Iterable[tuple[object, ...]]


@lru_cache(maxsize=1)
def network_zip() -> bytes:
    """agency, stops, routes, trips, stop_times and calendar, in that order."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, header, rows in _tables():
            entry = zipfile.ZipInfo(name, date_time=_STAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, _table(header, rows), compresslevel=9)
    return buffer.getvalue()


def line_stops(line: int) -> list[int]:
    """The stops of a line: those of its district, then the heart of the town."""
    first = line * STOPS_PER_DISTRICT
    stops = list(range(first, first + STOPS_PER_DISTRICT))
    return stops if place.HUB_STOP in stops else [*reversed(stops), place.HUB_STOP]


def _tables() -> Iterable[tuple[str, str, _Rows]]:
    yield "agency.txt", "agency_id,agency_name,agency_url,agency_timezone,agency_lang", _agency()
    yield "stops.txt", "stop_id,stop_name,stop_desc,stop_lat,stop_lon", _stops()
    yield "routes.txt", "route_id,agency_id,route_short_name,route_long_name,route_type", _routes()
    yield "trips.txt", "route_id,service_id,trip_id,trip_headsign,direction_id", _trips()
    yield "stop_times.txt", "trip_id,arrival_time,departure_time,stop_id,stop_sequence", _stop_times()
    yield (
        "calendar.txt",
        "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date",
        [("tous", 1, 1, 1, 1, 1, 1, 1, f"{YEAR}0101", f"{YEAR}1231")],
    )


def _table(header: str, rows: _Rows) -> str:
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(header.split(","))
    writer.writerows(rows)
    return text.getvalue()


def _agency() -> _Rows:
    yield "valfictif", f"Transports de {NAME} (réseau fictif)", "https://valfictif.invalid", "Europe/Paris", "fr"


def _stops() -> _Rows:
    for stop in range(STOPS):
        latitude, longitude = place.stop_coordinates(stop)
        yield stop, place.stop_name(stop), "Arrêt fictif, placé en mer", f"{latitude:.6f}", f"{longitude:.6f}"


def _routes() -> _Rows:
    for line, name in enumerate(place.DISTRICT_NAMES):
        kind = _TRAM if line in place.TRAM_DISTRICTS else _BUS
        yield f"L{line + 1}", "valfictif", f"L{line + 1}", f"{name} – {place.stop_name(place.HUB_STOP)}", kind


def _runs() -> Iterable[tuple[int, int, int, list[int]]]:
    """Line, direction, minute of departure and stops of each run."""
    for line in range(place.DISTRICTS):
        stops = line_stops(line)
        for direction, way in enumerate((stops, stops[::-1])):
            for minute in range(FIRST_DEPARTURE, LAST_DEPARTURE + 1, EVERY):
                yield line, direction, minute, way


def _trips() -> _Rows:
    for line, direction, minute, stops in _runs():
        yield f"L{line + 1}", "tous", f"L{line + 1}-{direction}-{minute}", place.stop_name(stops[-1]), direction


def _stop_times() -> _Rows:
    for line, direction, minute, stops in _runs():
        moment = minute
        for sequence, stop in enumerate(stops, start=1):
            if sequence > 1:
                moment += _between(stops[sequence - 2], stop)
            clock = f"{moment // 60:02d}:{moment % 60:02d}:00"
            yield f"L{line + 1}-{direction}-{minute}", clock, clock, stop, sequence


def _between(one: int, other: int) -> int:
    """A minute between neighbours, more towards the heart of the town."""
    if abs(one - other) == 1:
        return 1
    return transit_minutes(place.zone_of_stop(one), place.zone_of_stop(other)) - 6
