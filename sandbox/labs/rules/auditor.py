"""Lab 3 (report § 3.2.3): looking in a service's own directory for what it promised not to keep.

The auditor reads files and tables, unwraps them to a depth of three and looks for the canaries of one vault. It reports
where, in which shape and how old, never what. What it finds is proof of a copy; what it does not find proves nothing:
values rounded, averaged or encrypted elsewhere leave no canary, and no search can see them.
"""

import os
import stat
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sandbox.labs.rules.canaries import Canaries
from sandbox.labs.rules.patterns import Hits, Patterns
from sandbox.labs.rules.peeling import GUESSED, decode_cell, is_opaque, layers
from sandbox.labs.rules.tables import SQLITE, Table, merged, tables

FOUND, CLEAR, OPAQUE, PARTIAL = "found", "clear", "opaque", "partial"
DEPTH = 3
MOST_BYTES = 50_000_000
MOST_SECONDS = 2.0
NUMBERS_NEEDED, TEXTS_NEEDED = 3, 1
KINDS = ("base", "cache", "session", "journal", "temporaire", "compressé", "fichier")


@dataclass(frozen=True, slots=True)
class Store:
    """One file, or one table of a database: where, of which kind, its size in bytes, its age in seconds."""

    location: str  # relative to the directory; "base.sqlite3 > table" for a table
    kind: str
    size: int
    age: float
    verdict: str
    shapes: tuple[str, ...] = ()  # how it was written, outermost wrapping first: "base64 > gzip > texte"
    numbers: int = 0  # how many distinct numeric canaries
    texts: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """What one audit saw. `cut` says which cap stopped it ("octets", "durée"), and is empty when all was read."""

    stores: tuple[Store, ...]
    verdict: str
    files: int
    bytes_read: int
    seconds: float
    cut: str = ""

    @property
    def found(self) -> tuple[Store, ...]:
        return tuple(store for store in self.stores if store.verdict == FOUND)


@dataclass(slots=True)
class _Search:
    """One running audit: what may still be read, and until when."""

    patterns: Patterns
    clock: Callable[[], float]
    deadline: float
    left: int
    read: int = 0
    cut: str = ""
    seen: dict[int, int] = field(default_factory=dict)  # what was read in this store, and under how many wrappings

    def spent(self) -> bool:
        if not self.cut and self.clock() > self.deadline:
            self.cut = "durée"
        return bool(self.cut)

    def take(self, size: int) -> bool:
        """Count these bytes, unless they are too many."""
        if self.read + size > self.left:
            self.cut = self.cut or "octets"
            return False
        self.read += size
        return True

    def look(self, data: bytes, *, raw_database: bool = False) -> tuple[Hits, bool]:
        """All hits in `data` under at most `DEPTH` wrappings, and whether something in it stayed unreadable."""
        hits = Hits()
        opaque = self._look(data, (), hits, raw_database)
        return hits, opaque

    def _look(self, data: bytes, path: tuple[str, ...], hits: Hits, raw_database: bool) -> bool:
        digest = hash(data)
        if self.spent() or not data or self.seen.get(digest, DEPTH + 1) <= len(path):
            return False
        self.seen[digest] = len(path)
        hits.add(self.patterns.search(data, rows=raw_database), path)
        if len(path) >= DEPTH:
            return False
        opaque, opened = False, False
        for name, inner in layers(data):
            if not self.take(len(inner)) or self.spent():
                break
            opened = opened or name not in ("base64", "hexadécimal", GUESSED)
            closed = self._look(inner, (*path, name), hits, False)
            opaque = opaque or (closed and name != GUESSED)
        return opaque or (not opened and not raw_database and is_opaque(data))


def audit(
    directory: Path,
    canaries: Canaries,
    *,
    now: float | None = None,
    clock: Callable[[], float] = time.monotonic,
    most_bytes: int = MOST_BYTES,
    most_seconds: float = MOST_SECONDS,
) -> Report:
    """Search every regular file under `directory` (links are not followed, nothing is written, nothing is run).

    `now` is the instant ages are counted from; `clock` and the caps are arguments so that a test does not depend on
    the machine. A database is read three times: its tables, its raw pages (where deleted rows stay), its write-ahead
    log.
    """
    begun = clock()
    search = _Search(Patterns(canaries), clock, begun + most_seconds, most_bytes)
    instant = time.time() if now is None else now
    stores: list[Store] = []
    files = 0
    for path, facts in _regular_files(directory):
        place, age = str(path.relative_to(directory)), max(instant - facts.st_mtime, 0.0)
        if search.spent() or not search.take(facts.st_size):
            stores.append(Store(place, kind_of(place), facts.st_size, age, PARTIAL))
            continue
        files += 1
        stores.extend(_stores_of(path, place, age, search))
    met = {store.verdict for store in stores}
    if search.cut:
        met.add(PARTIAL)
    verdict = next((strong for strong in (FOUND, PARTIAL, OPAQUE) if strong in met), CLEAR)
    return Report(tuple(stores), verdict, files, search.read, clock() - begun, search.cut)


def _regular_files(directory: Path) -> list[tuple[Path, os.stat_result]]:
    """Smallest first: a cap must cut the one big file, not all that stands after it."""
    found = []
    for path in directory.rglob("*"):
        try:
            facts = path.lstat()
        except OSError:
            continue
        if stat.S_ISREG(facts.st_mode):
            found.append((path, facts))
    return sorted(found, key=lambda pair: (pair[1].st_size, str(pair[0])))


def _stores_of(path: Path, place: str, age: float, search: _Search) -> Iterator[Store]:
    try:
        data = path.read_bytes()
    except FileNotFoundError:  # gone since it was listed: kept no longer
        return
    except OSError:
        yield Store(place, kind_of(place), 0, age, PARTIAL)
        return
    is_database = data.startswith(SQLITE) or place.endswith("-wal")
    if data.startswith(SQLITE):
        log = path.with_name(path.name + "-wal")
        whole = merged(data, log.read_bytes()) if log.is_file() else data
        for table in tables(whole):
            search.seen.clear()
            yield _verdict(
                f"{place} > {table.name}",
                kind_of(table.name, "base"),
                table.size,
                age,
                *_in_table(table, search),
                search.cut,
            )
    search.seen.clear()
    hits, opaque = search.look(data, raw_database=is_database)
    kind = kind_of(place, "base" if is_database else None)
    yield _verdict(place, kind, len(data), age, hits, opaque and not is_database, search.cut)


def _in_table(table: Table, search: _Search) -> tuple[Hits, bool]:
    """A table as rows of text, and each column on its own, cell after cell, with its cells' own wrapping removed."""
    hits, opaque = search.look(table.as_text())
    for cells in table.columns():
        found, closed = search.look(b"\n".join(cells))
        hits.merge(found, ("colonne",))
        opaque = opaque or closed
        apart: dict[str, list[bytes]] = {}
        for cell in cells:
            for name, plain in decode_cell(cell):
                apart.setdefault(name, []).append(plain)
        for name, parts in apart.items():
            found, _closed = search.look(b"\n".join(parts))
            hits.merge(found, ("colonne", name))
            if all(len(part) == len(parts[0]) for part in parts):
                found, _closed = search.look(b"".join(parts))
                hits.merge(found, ("colonne", name))
            for part in parts[:2000]:
                if len(part) >= 64 and not search.spent():
                    found, closed = search.look(part)
                    hits.merge(found, ("colonne", name))
                    opaque = opaque or closed
    return hits, opaque


def _verdict(place: str, kind: str, size: int, age: float, hits: Hits, opaque: bool, cut: str) -> Store:
    """What was not read to its end is never said clear."""
    alarm = len(hits.numbers) >= NUMBERS_NEEDED or len(hits.texts) >= TEXTS_NEEDED
    verdict = FOUND if alarm else PARTIAL if cut else OPAQUE if opaque else CLEAR
    shapes = tuple(sorted(hits.shapes)) if alarm else ()
    return Store(place, kind, size, age, verdict, shapes, len(hits.numbers), len(hits.texts))


def kind_of(place: str, otherwise: str | None = None) -> str:
    """Which of `KINDS` a file or a table is, by the names that services usually give."""
    name = place.lower()
    words = {
        "session": ("session",),
        "cache": ("cache",),
        "journal": (".log", "journal", "log/", "logs/", "stderr", "stdout"),
        "temporaire": ("tmp", "temp"),
        "compressé": (".gz", ".bz2", ".xz", ".zip", ".zz"),
    }
    for kind, marks in words.items():
        if any(mark in name for mark in marks):
            return kind
    return otherwise or "fichier"
