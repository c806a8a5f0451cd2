"""A revision as a package again: the very file that came in, or one rebuilt with its libraries."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, cast
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from courses.h5p import files
from courses.h5p.models import Revision
from courses.h5p.rules.names import extension_of

# Compressed already: deflating them again would cost time and gain nothing.
PACKED = {"png", "jpg", "jpeg", "gif", "webp", "webm", "mp4", "ogg", "mp3", "m4a", "woff", "woff2"}
REGULAR_FILE = 0o100644 << 16


def original_package(*, revision: Revision) -> IO[bytes] | None:
    """The file that was uploaded, byte for byte; nothing for what was written here."""
    if not revision.package:
        return None
    return files.package_file(revision.package).open("rb")


def build_package(*, revision: Revision, with_libraries: bool = True) -> IO[bytes]:
    """A `.h5p` of this revision, always the same bytes. The caller closes it, and then it is gone."""
    target = cast("IO[bytes]", TemporaryFile())  # noqa: SIM115  # handed over, open
    with ZipFile(target, "w") as archive:
        write(archive, "h5p.json", json.dumps(revision.metadata, ensure_ascii=False, indent=2, sort_keys=True).encode())
        write(archive, "content/content.json", revision.content_json.encode())
        for name, path in sources(revision, with_libraries=with_libraries):
            info = entry(name)
            info.file_size = path.stat().st_size
            with path.open("rb") as source, archive.open(info, "w") as packed:
                shutil.copyfileobj(source, packed)
    target.seek(0)
    return target


def sources(revision: Revision, *, with_libraries: bool) -> Iterator[tuple[str, Path]]:
    """What goes into the package after the two documents, in a fixed order."""
    folder = files.content_folder(revision.content_digest)
    for path in sorted(revision.files):
        yield f"content/{path}", folder / path
    if not with_libraries:
        return
    libraries = [link.library for link in revision.library_links.select_related("library")]
    for library in sorted(libraries, key=lambda library: library.folder_name):
        folder = files.library_folder(library.digest)
        for path in sorted(library.files):
            yield f"{library.folder_name}/{path}", folder / path


def write(archive: ZipFile, name: str, data: bytes) -> None:
    archive.writestr(entry(name), data)


def entry(name: str) -> ZipInfo:
    """Without a date nor a machine in it."""
    info = ZipInfo(name)
    info.create_system = 3
    info.external_attr = REGULAR_FILE
    info.compress_type = ZIP_STORED if extension_of(name) in PACKED else ZIP_DEFLATED
    return info
