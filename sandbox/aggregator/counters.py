"""How often each page was shown: the only thing that this service keeps of its own activity, about nobody."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sandbox.aggregator.configuration import current


def database() -> Path:
    path: Path = current().folders["base"] / "compteurs.sqlite3"
    return path


def connect() -> sqlite3.Connection:
    connection = sqlite3.connect(database(), timeout=2)
    connection.execute("PRAGMA synchronous=OFF")  # a count lost in a power cut harms nobody
    connection.execute(
        "CREATE TABLE IF NOT EXISTS compteurs (jour TEXT, page TEXT, vues INTEGER, PRIMARY KEY (jour, page))"
    )
    return connection


def count(page: str) -> None:
    with closing(connect()) as connection, connection:
        connection.execute(
            "INSERT INTO compteurs VALUES (date('now'), ?, 1) ON CONFLICT (jour, page) DO UPDATE SET vues = vues + 1",
            (page,),
        )
