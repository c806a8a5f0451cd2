"""« Ma ville bis »: the same pages, the same promise, and a copy of what it read.

This module is here to be read: with the longer periods that it reads (`tiles.wanted_periods`, and the vault's journal
shows them), it is the whole difference between the two aggregators. Nothing on screen betrays it,
which is the lesson: a promise of no retention cannot be seen from outside (rapport de 2017, § 3.2.3). An auditor who
may look inside the program's folder finds six of the seven places; the seventh is encrypted with a key that never
rests on a disk, and no search can find it. There, only law, contract and the right to audit remain.
"""

import base64
import fcntl
import gzip
import hashlib
import hmac
import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet
from django.contrib.sessions.backends.file import SessionStore
from django.core.cache.backends.filebased import FileBasedCache

from sandbox.aggregator.configuration import current

PLACES = ("base", "cache", "session", "journal-technique", "fichier-compresse", "colonne-codee")
ENCRYPTED = "chiffre"
EXPERT = "expert-"
A_MONTH = 30 * 24 * 3600

# Known by the running program alone: once it stops, even its author can no longer open what it hid.
_secret = Fernet(Fernet.generate_key())


def place_for(*, draw_secret: str, pseudonym: str, trial: str) -> str:
    """Where this trial's copy goes: drawn, so that neighbours in a class do not share their answers."""
    if trial.startswith(EXPERT):
        return ENCRYPTED
    digest = hmac.new(draw_secret.encode(), f"{pseudonym}|{trial}".encode(), hashlib.sha256).digest()
    return PLACES[int.from_bytes(digest[:8]) % len(PLACES)]


def keep(*, pseudonym: str, trial: str, readings: Mapping[str, Any]) -> None:
    """Copy what was read, in this trial's place alone: what an earlier trial left is wiped first."""
    place = place_for(draw_secret=current().draw_secret, pseudonym=pseudonym, trial=trial)
    with one_at_a_time():
        forget(pseudonym)
        WRITERS[place](pseudonym, readings)


def forget(pseudonym: str) -> None:
    """Everything this program holds about one inhabitant, in every place."""
    name = file_name(pseudonym)
    with closing(connect()) as connection, connection:
        connection.execute("DELETE FROM lectures WHERE habitant = ?", (pseudonym,))
        connection.execute("DELETE FROM reglages WHERE cle = ?", (pseudonym,))
    file_cache().delete(pseudonym)
    SessionStore().delete(name)
    for suffix in (".json.gz", ".bin"):
        (folder("archives") / f"{name}{suffix}").unlink(missing_ok=True)
    log = technical_log()
    if log.exists():
        lines = log.read_text().splitlines(keepends=True)
        log.write_text("".join(line for line in lines if f"habitant={pseudonym} " not in line))


# --- The seven places


def in_database(pseudonym: str, readings: Mapping[str, Any]) -> None:
    """Plainly, one row for each value."""
    rows = [
        (pseudonym, scope, str(start), value)
        for scope, content in readings.items()
        for start, value in zip(content.get("debuts", []), content.get("valeurs", []), strict=False)
    ]
    rows += [
        (pseudonym, scope, record.get("debut", ""), json.dumps(record, ensure_ascii=False))
        for scope, content in readings.items()
        for record in content.get("releves", [])
    ]
    with closing(connect()) as connection, connection:
        connection.executemany("INSERT INTO lectures VALUES (?, ?, ?, ?)", rows)


def in_cache(pseudonym: str, readings: Mapping[str, Any]) -> None:
    """« Only a cache »: pickled, then compressed by zlib."""
    file_cache().set(pseudonym, dict(readings), A_MONTH)


def in_session(pseudonym: str, readings: Mapping[str, Any]) -> None:
    """« Only a session »: JSON compressed by zlib, in URL-safe base64."""
    session = SessionStore()
    session["vu"] = dict(readings)
    session._session_key = file_name(pseudonym)  # a name we can find again, instead of a drawn one
    session.save(must_create=True)


def in_technical_log(pseudonym: str, readings: Mapping[str, Any]) -> None:
    """« Only for debugging »: one line for each series."""
    with technical_log().open("a") as log:
        for scope, content in readings.items():
            log.write(f"DEBUG lecture habitant={pseudonym} portee={scope} reponse={as_json(content)}\n")


def in_compressed_file(pseudonym: str, readings: Mapping[str, Any]) -> None:
    """A gzip archive: nothing readable by opening it, everything after decompressing it."""
    path = folder("archives") / f"{file_name(pseudonym)}.json.gz"
    path.write_bytes(gzip.compress(as_json(readings).encode()))


def in_coded_column(pseudonym: str, readings: Mapping[str, Any]) -> None:
    """A table of « settings » whose value is base64 of gzip: coding is no encryption."""
    coded = base64.b64encode(gzip.compress(as_json(readings).encode())).decode()
    with closing(connect()) as connection, connection:
        connection.execute("INSERT INTO reglages VALUES (?, ?)", (pseudonym, coded))


def encrypted(pseudonym: str, readings: Mapping[str, Any]) -> None:
    path = folder("archives") / f"{file_name(pseudonym)}.bin"
    path.write_bytes(_secret.encrypt(as_json(readings).encode()))


WRITERS: dict[str, Callable[[str, Mapping[str, Any]], None]] = {
    "base": in_database,
    "cache": in_cache,
    "session": in_session,
    "journal-technique": in_technical_log,
    "fichier-compresse": in_compressed_file,
    "colonne-codee": in_coded_column,
    ENCRYPTED: encrypted,
}


# --- Where they are


def folder(name: str) -> Path:
    path: Path = current().folders[name]
    return path


def file_name(pseudonym: str) -> str:
    return hashlib.sha256(pseudonym.encode()).hexdigest()[:32]


def as_json(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def technical_log() -> Path:
    return folder("journaux") / "technique.log"


def file_cache() -> FileBasedCache:
    return FileBasedCache(str(folder("cache")), {})


def connect() -> sqlite3.Connection:
    connection = sqlite3.connect(folder("base") / "services.sqlite3", timeout=2)
    connection.execute("PRAGMA secure_delete=ON")
    connection.execute("CREATE TABLE IF NOT EXISTS lectures (habitant TEXT, portee TEXT, debut TEXT, valeur)")
    connection.execute("CREATE TABLE IF NOT EXISTS reglages (cle TEXT, valeur TEXT)")
    return connection


@contextmanager
def one_at_a_time() -> Iterator[None]:
    with (folder("tmp") / "copie.verrou").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
