"""Where the files of libraries, contents and packages are: folders named after what they hold, never changed.

A folder is prepared in a workspace, then published by one rename: whoever looks finds all of it or nothing. Two
uploads of the same bytes end in the same folder.
"""

import errno
import hashlib
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

from django.conf import settings
from django.db import OperationalError
from django.utils.translation import gettext_lazy as _

from cms.foundation.errors import DomainError

LIBRARIES, CONTENTS, PACKAGES, BUNDLES, WORKSPACES = "libraries", "contents", "packages", "bundles", "workspaces"

# A disk, a quota, a limit of this process.
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
FULL_DATABASE = {"SQLITE_FULL", "53100"}  # sqlite.org/rescode.html; PostgreSQL, appendix A: disk_full
TAKEN = {errno.ENOTEMPTY, errno.EEXIST}

# What was published from the workspace that is open, with the date that it was given.
_published: ContextVar[list[tuple[Path, int]] | None] = ContextVar("published", default=None)


class NoRoom(DomainError):
    user_message = _(
        "Le serveur n’a plus de place pour ce fichier : rien n’a été enregistré. Prévenez l’équipe technique, puis "
        "réessayez."
    )


def library_folder(digest: str) -> Path:
    return Path(settings.H5P_DIR, LIBRARIES, digest)


def content_folder(digest: str) -> Path:
    return Path(settings.H5P_DIR, CONTENTS, digest)


def package_file(name: str) -> Path:
    """An uploaded package, kept byte for byte; `name` comes from `keep_package`, never from a browser."""
    return Path(settings.H5P_DIR, PACKAGES, name)


def bundle_folder(name: str) -> Path:
    return Path(settings.H5P_DIR, BUNDLES, name)


@contextmanager
def workspace() -> Iterator[Path]:
    """A folder of one's own on the same disk, gone at the end whatever happens.

    When the block fails, what it published is taken back. Raises `NoRoom` when there was no room for it, on the disk
    or in the database.
    """
    parent, published = Path(settings.H5P_DIR, WORKSPACES), list[tuple[Path, int]]()
    outer = _published.set(published)
    try:
        parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=parent) as name:
            try:
                yield Path(name)
            except BaseException:
                take_back(published, Path(name))
                raise
    except (OSError, OperationalError) as trouble:
        if is_full(trouble):
            raise NoRoom from trouble
        raise
    finally:
        _published.reset(outer)


def is_full(trouble: OSError | OperationalError) -> bool:
    if isinstance(trouble, OSError):
        return trouble.errno in FULL
    cause = trouble.__cause__
    return bool({getattr(cause, "sqlite_errorname", None), getattr(cause, "sqlstate", None)} & FULL_DATABASE)


def take_back(published: list[tuple[Path, int]], workspace: Path) -> None:
    """Move into a workspace, to end with it, what nobody else has published since: that would have changed its date."""
    for place, date in published:
        moved = workspace / str(uuid4())
        try:
            place.rename(moved)
            if moved.stat().st_mtime_ns != date:
                moved.rename(place)
        except OSError:
            continue  # gone already, or there again with the same bytes


def listing(folder: Path) -> dict[str, int]:
    """Every file below a folder: its path with slashes, its size in bytes, in the order of the paths."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.stat().st_size for path in files}


def digest_of(folder: Path) -> str:
    """SHA-256 over the names and the bytes of the files of a folder, in the order of their paths."""
    digest = hashlib.sha256()
    for name in listing(folder):
        with (folder / name).open("rb") as file:
            digest.update(f"{name}\0{hashlib.file_digest(file, 'sha256').hexdigest()}\n".encode())
    return digest.hexdigest()


def publish(folder: Path, destination: Path) -> None:
    """Put a prepared folder at its place by one rename; one that is there already holds the same bytes."""
    destination.parent.mkdir(parents=True, exist_ok=True)
    is_empty = not any(folder.iterdir())  # it would take the place of one that others named
    date = dated(folder)
    while True:
        try:
            folder.rename(destination)
        except OSError as trouble:
            try:
                dated(destination)  # tells the sweeping, and who would take it back, that it is wanted again
            except FileNotFoundError:
                if trouble.errno in TAKEN:
                    continue  # taken back meanwhile
                raise trouble from None
            shutil.rmtree(folder)
        else:
            if not is_empty:
                remember(destination, date)
        return


def dated(path: Path) -> int:
    """Give it the date of now, to the nanosecond."""
    date = time.time_ns()
    os.utime(path, ns=(date, date))
    return path.stat().st_mtime_ns


def remember(place: Path, date: int) -> None:
    published = _published.get()
    if published is not None:
        published.append((place, date))


def keep_package(source: Path) -> str:
    """Move an uploaded package out of its workspace to where it is kept, under a name nobody can guess; the name."""
    name = f"{uuid4()}.h5p"
    destination = package_file(name)
    destination.parent.mkdir(parents=True, exist_ok=True)
    date = dated(source)
    source.rename(destination)
    remember(destination, date)
    return name
