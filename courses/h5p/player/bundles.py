"""One script and one style sheet for all the libraries of a revision, made once and kept compressed.

Without them a frame of opaque origin, which has no cache, would ask for each file of each library at each view.
"""

import gzip
import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import brotli

from courses.h5p import files
from courses.h5p.models import Library, Revision
from courses.h5p.player.styles import StyleBundle

SCRIPTS, STYLES = "scripts.js", "styles.css"
# Changes when what is written below changes: bundles kept from before are then made again.
RECIPE: Final = "1"


def bundle_of(revision: Revision) -> Path:
    """The folder of a revision's bundles; revisions that play with the same libraries share it."""
    folder = files.bundle_folder(name_of(names_of_libraries(revision)))
    if not folder.is_dir():
        make(libraries_of(revision), folder)
    return folder


def libraries_of(revision: Revision) -> list[Library]:
    """In the order of loading."""
    return [link.library for link in revision.library_links.select_related("library")]


def names_of_libraries(revision: Revision) -> list[Library]:
    """The same, without what their packages list: enough to name a bundle."""
    links = revision.library_links.select_related("library").defer("library__metadata", "library__files")
    return [link.library for link in links]


def name_of(libraries: Sequence[Library]) -> str:
    parts = [RECIPE, *(f"{library.folder_name} {library.digest}" for library in libraries)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def make(libraries: Sequence[Library], folder: Path) -> None:
    with files.workspace() as workspace:
        draft = workspace / "bundle"
        draft.mkdir()
        for name, text in ((SCRIPTS, scripts(libraries)), (STYLES, styles(libraries))):
            raw = text.encode()
            (draft / name).write_bytes(raw)
            (draft / f"{name}.gz").write_bytes(gzip.compress(raw, mtime=0))
            (draft / f"{name}.br").write_bytes(brotli.compress(raw, quality=9))
        files.publish(draft, folder)


def scripts(libraries: Sequence[Library]) -> str:
    """Every preloaded script, one after the other.

    The semicolon ends what a script without one left open, and keeps its "use strict" from reaching the others:
    a directive counts only at the beginning of a script (ECMA-262, § 11.2.1).
    """
    texts = (text(library, path) for library in libraries for path in preloaded(library, "Js") if path in library.files)
    return "".join(f";{script}\n" for script in texts)


def styles(libraries: Sequence[Library]) -> str:
    known = {
        f"libraries/{library.folder_name}/{path}": (library, path) for library in libraries for path in library.files
    }

    def read(path: str) -> str | None:
        return text(*known[path]) if path in known else None

    paths = [f"libraries/{library.folder_name}/{path}" for library in libraries for path in preloaded(library, "Css")]
    return StyleBundle(read, root="../").of(paths)


def preloaded(library: Library, kind: str) -> list[str]:
    return [str(entry["path"]) for entry in library.metadata.get(f"preloaded{kind}", [])]


def text(library: Library, path: str) -> str:
    """Without the byte order mark, which is not allowed inside a file."""
    return (files.library_folder(library.digest) / path).read_text("utf-8-sig", errors="replace")
