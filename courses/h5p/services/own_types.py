"""Our own content types, in the folder `types`: packed as files for other hosts, installed in this site's store.

Two files per type, since hosts want them so: the libraries alone (no h5p.json: they are installed, not played), and
examples with their libraries. Bytes depend on nothing but the sources: a package that is made again can be compared.
"""

import json
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from cms.accounts.models import User
from courses.h5p.models import Activity, Library, Revision
from courses.h5p.packages.faults import Fault, PackageRefused
from courses.h5p.packages.own_contents import faults_of
from courses.h5p.rules.words import with_words
from courses.h5p.services.installing import install_libraries
from courses.h5p.services.uploading import upload_package

TYPES: Final = Path(__file__).resolve().parent.parent / "types"
EXAMPLES: Final = TYPES / "exemples"
EPOCH: Final = (1980, 1, 1, 0, 0, 0)


def own_libraries() -> list[Path]:
    """The folders of our libraries, `Passeport.Ordre-1.0` and the like."""
    return sorted(file.parent for file in TYPES.glob("*/library.json"))


def pack_types() -> dict[str, bytes]:
    """For each type that can be played, a package of its libraries alone."""
    folders = [folder for folder in own_libraries() if _json(folder / "library.json")["runnable"]]
    return {f"{folder.name}.h5p": _zip(_library_files(_with_dependencies(folder.name))) for folder in folders}


def pack_examples(folder: Path | None = None) -> dict[str, bytes]:
    """For each content of a folder (by default the examples), a package that plays anywhere, with its libraries.

    Raises `PackageRefused` when learners would meet something in one of them that cannot be done.
    """
    return {f"{file.stem}.h5p": pack_example(file) for file in sorted((folder or EXAMPLES).glob("*.json"))}


def pack_example(file: Path) -> bytes:
    example = _json(file)
    check_example(file.name, example)
    names = _with_dependencies(example["library"].replace(" ", "-"))
    folder = TYPES / names[-1]
    semantics, language = _json(folder / "semantics.json"), _json(folder / "language" / "fr.json")["semantics"]
    content = with_words(example["content"], semantics, language)
    described = [_json(TYPES / name / "library.json") for name in names]
    metadata = {
        "title": example["title"],
        "language": example["language"],
        "defaultLanguage": example["language"],
        "mainLibrary": described[-1]["machineName"],
        "embedTypes": ["iframe"],
        "license": "U",
        "authors": [{"name": "Passeport digital", "role": "Author"}],
        "authorComments": example["source"],
        "preloadedDependencies": [
            {key: library[key] for key in ("machineName", "majorVersion", "minorVersion")} for library in described
        ],
    }
    own = {"h5p.json": _text(metadata), "content/content.json": _text(content)}
    return _zip(own | _library_files(names))


def check_example(name: str, example: dict[str, Any]) -> None:
    faults = faults_of(example["library"], example["content"])
    if faults:
        raise PackageRefused([Fault(f"{name}, {fault.entry}", fault.reason, fault.remedy) for fault in faults])


def install_own_types(*, by: User | None = None) -> list[Library]:
    """Put all our libraries in the site's store; those that are there already stay. `by` nobody: the site itself."""
    names = [folder.name for folder in own_libraries()]
    return install_libraries(file=BytesIO(_zip(_library_files(names))), by=by)


def add_examples(*, by: User | None = None) -> list[Revision]:
    """An activity for each example that the site does not have under its title; those added."""
    known = set(Activity.objects.values_list("title", flat=True))
    missing = [file for file in sorted(EXAMPLES.glob("*.json")) if _json(file)["title"] not in known]
    return [upload_package(file=BytesIO(pack_example(file)), by=by) for file in missing]


def _with_dependencies(name: str) -> list[str]:
    """A library of ours and those that it needs, which come before it."""
    names: list[str] = []
    for needed in _json(TYPES / name / "library.json").get("preloadedDependencies", []):
        folder = f"{needed['machineName']}-{needed['majorVersion']}.{needed['minorVersion']}"
        names += [one for one in _with_dependencies(folder) if one not in names]
    return [*names, name]


def _library_files(names: list[str]) -> dict[str, bytes]:
    return {path.relative_to(TYPES).as_posix(): path.read_bytes() for name in names for path in _files(TYPES / name)}


def _files(folder: Path) -> Iterator[Path]:
    """No dot file: hosts refuse them, and editors leave some behind."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts):
            yield path


def _zip(files: Mapping[str, bytes]) -> bytes:
    """Entries at the root, in the order of their names, dated 1980 as ZIP's first day."""
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name in sorted(files):
            entry = ZipInfo(name, date_time=EPOCH)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, files[name])
    return buffer.getvalue()


def _json(file: Path) -> Any:
    return json.loads(file.read_text(encoding="utf-8"))


def _text(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=2).encode()
