"""The ways in which an aggregator may hide what it read."""

import base64
import bz2
import gzip
import json
import pickle
import sqlite3
import struct
import zlib
from collections.abc import Callable
from contextlib import closing
from itertools import pairwise
from pathlib import Path

from cryptography.fernet import Fernet

from tests.sandbox.labs.auditor.households import Reading, as_json, numbers_of


def write(path: Path, data: bytes | str) -> None:
    path.write_bytes(data if isinstance(data, bytes) else data.encode())


def sqlite(path: Path, rows: list[tuple], *, wal: bool = False) -> None:
    with closing(sqlite3.connect(path)) as base:
        base.execute("CREATE TABLE lectures (habitant TEXT, valeur)")
        base.executemany("INSERT INTO lectures VALUES ('x', ?)", rows)
        base.commit()


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
