"""The auditor of lab 3: what it finds, what no search can find, and what it must never do."""

import base64
import bz2
import gzip
import json
import os
import pickle
import sqlite3
import struct
import zlib
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from cryptography.fernet import Fernet
from django.contrib.sessions.backends.file import SessionStore
from django.core.cache.backends.filebased import FileBasedCache

from sandbox.labs.rules.auditor import CLEAR, FOUND, OPAQUE, PARTIAL, Report, audit
from sandbox.labs.rules.canaries import Canaries, Planting, is_distinctive, plant

YEAR = [date(2025, 1, 1) + timedelta(days=number) for number in range(365)]
# What a service reads of a household, as the vault answers it: scope → values or records.
Reading = dict[str, list]


def household(number: int) -> dict:
    """A plausible year, drawn at random but always the same for one number."""
    chance = Random(number)
    people = chance.randint(1, 5)
    away = {date(2025, 8, 1) + timedelta(days=chance.randint(0, 10) + step) for step in range(9)}
    return {
        "energy": {
            day: [chance.randint(60, 90) if day in away else chance.randint(80, 1400) for _ in range(24)]
            for day in YEAR
        },
        "water": {day: 0 if day in away else people * chance.randint(105, 175) for day in YEAR},
        "waste": {day: chance.randint(2500, 9000) if day.weekday() == 2 else None for day in YEAR},
        "trips": [
            {
                "debut": f"{day}T0{chance.randint(6, 9)}:{chance.randint(10, 59)}:00+01:00",
                "mode": "bus",
                "de_zone": 3,
                "a_zone": 12,
            }
            for day in YEAR
            if day.weekday() < 5
        ],
        "profile": {"surface": 64, "occupants": people},
    }


def reading(home: dict, planting: Planting | None) -> Reading:
    """What the vault gives to a service holding the offered scopes, aggregated as the vault does."""
    energy, water, waste = dict(home["energy"]), dict(home["water"]), dict(home["waste"])
    trips, profile = list(home["trips"]), dict(home["profile"])
    if planting:
        energy |= planting.energy
        water |= planting.water
        waste |= planting.waste
        trips = [trip for trip in trips if date.fromisoformat(trip["debut"][:10]) not in planting.trips]
        trips += [trip for day in planting.trips.values() for trip in day]
        profile = planting.profile

    def months(days: dict) -> list:
        return [
            round(sum(value or 0 for day, value in days.items() if day.month == month), 3) for month in range(1, 13)
        ]

    return {
        "energie:mois": months({day: sum(hours) for day, hours in energy.items()}),
        "eau:mois": months(water),
        "eau:jour": list(water.values()),
        "dechets:mois": months(waste),
        "mobilite:zone": trips,
        "logement:profil": [profile],
    }


def planted(home: dict, key: bytes) -> Planting:
    return plant(key=key, **home)


@pytest.fixture(scope="module")
def mine() -> tuple[Reading, Canaries]:
    home = household(7)
    planting = planted(home, b"mine")
    return reading(home, planting), planting.canaries


def numbers_of(read: Reading) -> list[float]:
    return [value for scope in ("energie:mois", "eau:jour", "dechets:mois") for value in read[scope]]


def sqlite(path: Path, rows: list[tuple], *, wal: bool = False) -> None:
    with closing(sqlite3.connect(path)) as base:
        base.execute("CREATE TABLE lectures (habitant TEXT, valeur)")
        base.executemany("INSERT INTO lectures VALUES ('x', ?)", rows)
        base.commit()


def write(path: Path, data: bytes | str) -> None:
    path.write_bytes(data if isinstance(data, bytes) else data.encode())


def as_json(read: Reading) -> bytes:
    return json.dumps(read, default=str).encode()


def floats(read: Reading, code: str, unit: float = 1000) -> bytes:
    values = numbers_of(read)
    return struct.pack(f"{len(values)}{code}", *(value / unit for value in values))


def deltas(values: list[float]) -> list[float]:
    return [values[0], *(after - before for before, after in pairwise(values))]


Hider = Callable[[Path, Reading], None]
HIDERS: dict[str, Hider] = {
    "plain text": lambda d, r: write(d / "notes.txt", as_json(r)),
    "text with decimal commas": lambda d, r: write(
        d / "a.csv", ";".join(str(v).replace(".", ",") for v in numbers_of(r))
    ),
    "kWh floats in SQLite": lambda d, r: sqlite(d / "b.sqlite3", [(v / 1000,) for v in numbers_of(r)]),
    "integers of thousandths in SQLite": lambda d, r: sqlite(
        d / "b.sqlite3", [(round(v * 1000),) for v in numbers_of(r)]
    ),
    "float64 bytes": lambda d, r: write(d / "c.bin", floats(r, "d")),
    "float32 bytes": lambda d, r: write(d / "c.bin", floats(r, "f")),
    "int32 bytes": lambda d, r: write(
        d / "c.bin", struct.pack(f">{len(numbers_of(r))}i", *(round(v * 1000) for v in numbers_of(r)))
    ),
    "gzip": lambda d, r: write(d / "c.gz", gzip.compress(as_json(r))),
    "bzip2": lambda d, r: write(d / "c.bz2", bz2.compress(as_json(r))),
    "base64 of gzip in SQLite": lambda d, r: sqlite(
        d / "b.sqlite3", [(base64.b64encode(gzip.compress(as_json(r))).decode(),)]
    ),
    "zlib of a pickle": lambda d, r: write(
        d / "c.djcache", pickle.dumps(1.5) + zlib.compress(pickle.dumps(numbers_of(r)))
    ),
    "base64 twice": lambda d, r: write(d / "c.txt", base64.b64encode(base64.b64encode(as_json(r)))),
    "hexadecimal": lambda d, r: write(d / "c.txt", as_json(r).hex()),
    "UTF-16": lambda d, r: write(d / "c.txt", as_json(r).decode().encode("utf-16")),
    "differences": lambda d, r: write(d / "c.json", json.dumps(deltas(numbers_of(r)))),
}
# No canary is left in these: the design says so, and so does the lab's screen.
OUT_OF_REACH: dict[str, Hider] = {
    "rounded to the kWh or the ten litres": lambda d, r: write(
        d / "c.txt",
        " ".join(str(round(v / 1000)) for v in r["energie:mois"]) + " ".join(str(round(v, -1)) for v in r["eau:jour"]),
    ),
    "the mean only": lambda d, r: write(d / "c.txt", str(sum(r["energie:mois"]) / 12)),
    "encrypted": lambda d, r: write(d / "c.bin", Fernet(Fernet.generate_key()).encrypt(as_json(r))),
}


@pytest.mark.parametrize("hiding", HIDERS)
@pytest.mark.parametrize("who", range(5))
def test_fifteen_ways_of_hiding_are_found_each_time(tmp_path: Path, hiding: str, who: int) -> None:
    home = household(who)
    planting = planted(home, b"%d" % who)
    read = reading(home, planting)
    # Numbers alone: with the trips or the profile, one label would be enough.
    HIDERS[hiding](
        tmp_path, {scope: read[scope] for scope in read if scope not in ("mobilite:zone", "logement:profil")}
    )

    report = audit(tmp_path, planting.canaries)

    assert report.verdict == FOUND
    assert not report.cut


@pytest.mark.parametrize("hiding", OUT_OF_REACH)
def test_three_ways_cannot_be_found_by_any_search_and_the_report_does_not_claim_otherwise(
    tmp_path: Path, mine: tuple[Reading, Canaries], hiding: str
) -> None:
    OUT_OF_REACH[hiding](tmp_path, mine[0])

    report = audit(tmp_path, mine[1])

    assert report.verdict == (OPAQUE if hiding == "encrypted" else CLEAR)
    assert not report.found


@pytest.mark.parametrize(
    "scope", ["energie:mois", "eau:mois", "eau:jour", "dechets:mois", "mobilite:zone", "logement:profil"]
)
def test_canaries_reach_the_service_through_every_scope(
    tmp_path: Path, mine: tuple[Reading, Canaries], scope: str
) -> None:
    write(tmp_path / "copie.json", json.dumps(mine[0][scope], default=str))

    assert audit(tmp_path, mine[1]).verdict == FOUND


def test_forty_stores_of_other_people_raise_no_alarm(tmp_path: Path, mine: tuple[Reading, Canaries]) -> None:
    for who in range(8):
        home = household(7 if who < 2 else 100 + who)  # two of them live the very same year
        read = reading(home, planted(home, b"other %d" % who))
        hours = [value for day in home["energy"].values() for value in day]
        ways = [*HIDERS.values()]
        for place in range(5):
            folder = tmp_path / f"{who}-{place}"
            folder.mkdir()
            ways[(who * 5 + place) % len(ways)](folder, read)
            if place == 0:
                write(folder / "noise.bin", Random(who).randbytes(60_000))
                write(folder / "hours.bin", struct.pack("8760i", *hours))
                write(folder / "hours.txt", "\n".join(map(str, hours)))

            report = audit(folder, mine[1], most_seconds=60)

            assert report.verdict != FOUND, (who, report.found)


def test_two_numbers_are_not_enough_and_one_text_is(tmp_path: Path, mine: tuple[Reading, Canaries]) -> None:
    two = sorted(mine[1].numbers)[-2:]
    write(tmp_path / "a.txt", " ".join(str(number / 1000) for number in two))
    assert audit(tmp_path, mine[1]).verdict == CLEAR

    write(tmp_path / "a.txt", mine[1].label)
    assert audit(tmp_path, mine[1]).verdict == FOUND


def test_two_numbers_here_and_two_there_are_not_an_alarm(tmp_path: Path, mine: tuple[Reading, Canaries]) -> None:
    for place, numbers in enumerate((sorted(mine[1].numbers)[:2], sorted(mine[1].numbers)[-2:])):
        write(tmp_path / f"{place}.txt", " ".join(str(number / 1000) for number in numbers))

    assert audit(tmp_path, mine[1]).verdict == CLEAR


def test_a_deleted_row_is_still_in_the_pages(tmp_path: Path, mine: tuple[Reading, Canaries]) -> None:
    with closing(sqlite3.connect(tmp_path / "b.sqlite3")) as base:
        base.execute("PRAGMA secure_delete = OFF")
        base.execute("CREATE TABLE lectures (contenu TEXT)")
        base.execute("INSERT INTO lectures VALUES (?)", (json.dumps(mine[0]["energie:mois"]),))
        base.commit()
        base.execute("DELETE FROM lectures")
        base.commit()

    report = audit(tmp_path, mine[1])

    assert [store.location for store in report.found] == ["b.sqlite3"]


def test_a_row_that_only_the_write_ahead_log_holds_is_found_in_its_table(
    tmp_path: Path, mine: tuple[Reading, Canaries]
) -> None:
    with closing(sqlite3.connect(tmp_path / "b.sqlite3")) as base:
        base.execute("PRAGMA journal_mode = WAL")
        base.execute("CREATE TABLE lectures (valeur)")
        base.executemany("INSERT INTO lectures VALUES (?)", [(value,) for value in mine[0]["energie:mois"]])
        base.commit()
        before = sorted(path.name for path in tmp_path.iterdir())

        report = audit(tmp_path, mine[1])

        assert sorted(path.name for path in tmp_path.iterdir()) == before
    assert "b.sqlite3 > lectures" in [store.location for store in report.found]


def test_one_coded_value_per_row_is_found(tmp_path: Path, mine: tuple[Reading, Canaries]) -> None:
    sqlite(
        tmp_path / "b.sqlite3", [(base64.b64encode(str(value).encode()).decode(),) for value in mine[0]["energie:mois"]]
    )

    assert audit(tmp_path, mine[1]).verdict == FOUND


def test_a_pickle_is_never_run(tmp_path: Path, mine: tuple[Reading, Canaries]) -> None:
    proof = tmp_path / "run"

    class Trap:
        def __reduce__(self) -> tuple:
            return os.mkdir, (str(proof),)

    (tmp_path / "cache").mkdir()
    write(tmp_path / "cache" / "a.djcache", zlib.compress(pickle.dumps([Trap(), mine[0]["energie:mois"]])))

    report = audit(tmp_path, mine[1])

    assert report.verdict == FOUND
    assert report.found[0].kind == "cache"
    assert not proof.exists()


def numeric(read: Reading) -> Reading:
    return {scope: read[scope] for scope in read if scope not in ("mobilite:zone", "logement:profil")}


def test_a_real_file_cache_entry_is_opened(tmp_path: Path, mine: tuple[Reading, Canaries]) -> None:
    FileBasedCache(str(tmp_path / "cache"), {}).set("p-1", numeric(mine[0]), 3600)

    (store,) = audit(tmp_path, mine[1]).found

    assert store.kind == "cache"
    assert any(shape.startswith("zlib") for shape in store.shapes)


def test_a_real_session_file_is_opened(tmp_path: Path, mine: tuple[Reading, Canaries], settings) -> None:
    settings.SESSION_FILE_PATH = str(tmp_path)
    session = SessionStore()
    session.storage_path = str(tmp_path)
    session["vu"] = numeric(mine[0])
    session.save(must_create=True)

    (store,) = audit(tmp_path, mine[1]).found

    assert store.kind == "session"
    assert any(shape.startswith("base64 > zlib") for shape in store.shapes)


def test_every_cell_of_a_table_may_hold_a_coded_year(tmp_path: Path, mine: tuple[Reading, Canaries]) -> None:
    other = household(200)
    theirs = numeric(reading(other, planted(other, b"other")))
    rows = [(base64.b64encode(gzip.compress(as_json(read))).decode(),) for read in (theirs, numeric(mine[0]), theirs)]
    sqlite(tmp_path / "services.sqlite3", rows)

    found = {store.location: store for store in audit(tmp_path, mine[1]).found}

    assert any("base64 > gzip" in shape for shape in found["services.sqlite3 > lectures"].shapes)


def test_the_report_says_where_how_and_how_old_but_never_what(tmp_path: Path, mine: tuple[Reading, Canaries]) -> None:
    (tmp_path / "journaux").mkdir()
    write(tmp_path / "journaux" / "technique.log", as_json(mine[0]))
    os.utime(tmp_path / "journaux" / "technique.log", (1000, 1000))

    report = audit(tmp_path, mine[1], now=1090.0)

    (store,) = report.found
    assert (store.location, store.kind, store.age) == ("journaux/technique.log", "journal", 90.0)
    assert "texte" in store.shapes
    told = repr(report) + json.dumps(asdict(report)) + repr(mine[1])
    assert mine[1].label not in told
    assert mine[1].delivery_point not in told
    assert not any(str(number) in told or str(number / 1000) in told for number in mine[1].numbers)


def test_a_large_file_is_cut_and_the_report_says_so(tmp_path: Path, mine: tuple[Reading, Canaries]) -> None:
    write(tmp_path / "small.txt", b"nothing here")
    write(tmp_path / "large.bin", b"x" * 200_000)

    report = audit(tmp_path, mine[1], most_bytes=100_000)

    assert (report.verdict, report.cut) == (PARTIAL, "octets")
    assert {store.location: store.verdict for store in report.stores} == {"small.txt": CLEAR, "large.bin": PARTIAL}


def test_time_runs_out_whatever_the_machine(tmp_path: Path, mine: tuple[Reading, Canaries]) -> None:
    ticks = iter(range(10_000))
    for number in range(30):
        write(tmp_path / f"{number:02}.txt", b"x%d" % number)

    report = audit(tmp_path, mine[1], clock=lambda: float(next(ticks)), most_seconds=10)

    assert (report.verdict, report.cut) == (PARTIAL, "durée")
    assert 0 < report.files < 30


def test_a_bomb_is_stopped_by_the_cap_on_bytes(tmp_path: Path, mine: tuple[Reading, Canaries]) -> None:
    write(tmp_path / "bomb.gz", gzip.compress(b"0" * 20_000_000))

    report = audit(tmp_path, mine[1], most_bytes=1_000_000)

    assert report.bytes_read <= 1_000_000
    assert report.cut == "octets"


def test_links_and_pipes_are_left_alone(tmp_path: Path, mine: tuple[Reading, Canaries]) -> None:
    outside = tmp_path / "outside"
    inside = tmp_path / "inside"
    outside.mkdir()
    inside.mkdir()
    write(outside / "a.json", as_json(mine[0]))
    (inside / "link").symlink_to(outside / "a.json")
    (inside / "folder").symlink_to(outside)
    os.mkfifo(inside / "pipe")

    report = audit(inside, mine[1])

    assert (report.verdict, report.files) == (CLEAR, 0)


def test_a_damaged_database_is_still_searched_by_its_bytes(tmp_path: Path, mine: tuple[Reading, Canaries]) -> None:
    write(tmp_path / "b.sqlite3", b"SQLite format 3\x00" + os.urandom(200) + as_json(mine[0]))

    assert audit(tmp_path, mine[1]).verdict == FOUND


def test_an_empty_directory_is_clear(tmp_path: Path, mine: tuple[Reading, Canaries]) -> None:
    report = audit(tmp_path, mine[1])

    assert report == Report((), CLEAR, 0, 0, report.seconds)


def test_planting_is_always_the_same_for_a_key_and_differs_between_keys() -> None:
    home = household(3)

    assert planted(home, b"a").canaries == planted(home, b"a").canaries
    assert not planted(home, b"a").canaries.numbers & planted(home, b"b").canaries.numbers


def test_planting_moves_readings_little_and_leaves_absences_alone() -> None:
    home = household(3)
    planting = planted(home, b"a")

    assert planting.readings == 12 + 36 + 12
    for day, hours in planting.energy.items():
        moves = [after - before for after, before in zip(hours, home["energy"][day], strict=True)]
        assert sum(move != 0 for move in moves) == 1
        assert 0 < max(moves) <= 701
    assert all(0 < value - home["water"][day] <= 19 for day, value in planting.water.items())
    assert all(home["water"][day] > 0 for day in planting.water)
    assert all(0 < value - home["waste"][day] <= 301 for day, value in planting.waste.items())


def test_canaries_are_distinctive_and_survive_their_record() -> None:
    canaries = planted(household(3), b"a").canaries

    assert len(canaries.numbers) >= 100
    assert all(is_distinctive(number) for number in canaries.numbers)
    assert canaries.delivery_point.startswith("99")
    assert len(canaries.delivery_point) == 14
    assert Canaries.from_json(json.loads(json.dumps(canaries.to_json()))) == canaries


@pytest.mark.parametrize(
    ("number", "expected"),
    [(312847, True), (12345, False), (98765, False), (112233, False), (1234, False), (412780, False)],
)
def test_a_distinctive_number_is_no_run_of_digits(number: int, expected: bool) -> None:
    assert is_distinctive(number) is expected
