"""The stores that the auditor opens: databases, caches and sessions."""

import base64
import gzip
import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path

from django.contrib.sessions.backends.file import SessionStore
from django.core.cache.backends.filebased import FileBasedCache

from sandbox.labs.rules.auditor import FOUND, audit
from sandbox.labs.rules.canaries import Canaries
from tests.sandbox.labs.auditor.hiding import sqlite, write
from tests.sandbox.labs.auditor.households import Reading, as_json, household, numeric, planted, reading


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


def test_every_cell_of_a_table_may_hold_a_coded_year(tmp_path: Path, mine: tuple[Reading, Canaries]) -> None:
    other = household(200)
    theirs = numeric(reading(other, planted(other, b"other")))
    rows = [(base64.b64encode(gzip.compress(as_json(read))).decode(),) for read in (theirs, numeric(mine[0]), theirs)]
    sqlite(tmp_path / "services.sqlite3", rows)

    found = {store.location: store for store in audit(tmp_path, mine[1]).found}

    assert any("base64 > gzip" in shape for shape in found["services.sqlite3 > lectures"].shapes)


def test_a_damaged_database_is_still_searched_by_its_bytes(tmp_path: Path, mine: tuple[Reading, Canaries]) -> None:
    write(tmp_path / "b.sqlite3", b"SQLite format 3\x00" + os.urandom(200) + as_json(mine[0]))

    assert audit(tmp_path, mine[1]).verdict == FOUND


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
