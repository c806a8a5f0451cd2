"""Vaults, for every test: `a_vault()` is a learner's, opened for real."""

import contextlib
import shutil
import sqlite3
from datetime import date
from pathlib import Path

from sandbox.vault.models import Vault
from sandbox.vault.rules.journal import Actor
from sandbox.vault.rules.series import SeriesRequest
from sandbox.vault.services import open_vault
from tests.cms.accounts.factories import UserFactory

SERVICE = Actor("service", "Ma ville", "c-1")
JANUARY = (date(2025, 1, 1), date(2025, 1, 31))
YEAR = (date(2025, 1, 1), date(2025, 12, 31))


def a_vault(**facts) -> Vault:
    return open_vault(learner=UserFactory(**facts))


def asking(scope: str, period=JANUARY) -> SeriesRequest:
    return SeriesRequest(*scope.split(":"), *period)


def copy_of_database(source: Path, target: Path) -> Path:
    """What a backup that copies files takes: the database and SQLite's side files."""
    target.mkdir()
    for suffix in ("", "-wal", "-shm"):
        with contextlib.suppress(FileNotFoundError):
            shutil.copy(f"{source}{suffix}", target / f"copy.sqlite3{suffix}")
    return target / "copy.sqlite3"


def rows_of(database: Path, query: str) -> list[tuple]:
    with contextlib.closing(sqlite3.connect(database)) as opened:
        return opened.execute(query).fetchall()
