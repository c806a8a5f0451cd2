"""What a package holds, read from its unpacked folder: no table is asked, nothing is kept."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from courses.h5p import files
from courses.h5p.packages.cleaning import clean_drawings
from courses.h5p.packages.documents import check_h5p, check_library, read_json, read_text
from courses.h5p.packages.envelope import unpack
from courses.h5p.packages.faults import Findings
from courses.h5p.packages.wording import json_reason
from courses.h5p.rules.strict_json import NotStrict, parsed_object
from courses.h5p.rules.versions import LibraryName, number_of

CONTENT = "content"


@dataclass(slots=True)
class PackageLibrary:
    """A library as a package brings it."""

    name: LibraryName
    patch: int
    title: str
    is_runnable: bool
    metadata: dict[str, Any]
    folder: Path
    digest: str
    files: dict[str, int]


@dataclass(slots=True)
class Package:
    """An unpacked package. `main` and `content` are None when they could not be read, and `findings` says why."""

    folder: Path
    findings: Findings
    h5p: dict[str, Any] = field(default_factory=dict)
    main: LibraryName | None = None
    content: dict[str, Any] | None = None
    content_text: str = ""
    libraries: dict[LibraryName, PackageLibrary] = field(default_factory=dict)
    folders: set[str] = field(default_factory=set)  # of libraries, those that were refused too

    @property
    def content_folder(self) -> Path:
        return self.folder / CONTENT

    @property
    def files(self) -> dict[str, int]:
        return files.listing(self.content_folder)

    def rewrite_content(self) -> None:
        """After cleaning: the text that is kept says what the parameters say."""
        self.content_text = json.dumps(self.content, ensure_ascii=False)


def read_package(source: Path, folder: Path, findings: Findings, *, libraries_only: bool = False) -> Package:
    """Unpack and read. `libraries_only` also takes files that bring libraries and no content."""
    package = Package(folder=folder, findings=findings)
    folder.mkdir()
    unpack(source, folder, findings)
    if not any(folder.iterdir()):
        return package
    for path in sorted(folder.iterdir()):
        if path.is_dir() and path.name != CONTENT:
            read_library(package, path)
        elif path.is_file() and path.name != "h5p.json":
            findings.note(_("Fichier laissé de côté, hors des dossiers prévus : {name}.").format(name=path.name))
    if not libraries_only:
        read_h5p(package)
        read_content(package)
    return package


def read_h5p(package: Package) -> None:
    path, findings = package.folder / "h5p.json", package.findings
    if not path.is_file():
        findings.refuse(
            "h5p.json",
            _("il manque à la racine du paquet."),
            _("Refaites l’archive sans dossier autour, ou exportez l’activité à nouveau."),
        )
        return
    document = read_json(path, "h5p.json", findings)
    if document is not None:
        package.h5p = document
        package.main = check_h5p(document, findings)


def read_content(package: Package) -> None:
    """Take content.json out of the folder of files: it is kept in a table."""
    entry = "content/content.json"
    package.content_folder.mkdir(exist_ok=True)
    path, findings = package.folder / entry, package.findings
    if not path.is_file():
        findings.refuse(entry, _("il manque."), _("Exportez l’activité à nouveau."))
        return
    text = read_text(path, entry, findings)
    path.unlink()
    if text is None:
        return
    try:
        package.content = parsed_object(text)
        package.content_text = text
    except NotStrict as error:
        findings.refuse(entry, *json_reason(error))
    clean_drawings(package.content_folder, findings)


def read_library(package: Package, folder: Path) -> None:
    entry, findings = f"{folder.name}/library.json", package.findings
    package.folders.add(folder.name)
    if not (folder / "library.json").is_file():
        reason = _("ce dossier n’est pas une bibliothèque : library.json y manque.")
        findings.refuse(f"{folder.name}/", reason, _("Retirez-le, ou ajoutez library.json."))
        return
    document = read_json(folder / "library.json", entry, findings)
    if document is None:
        return
    before = len(findings.faults)
    name = check_library(document, folder, entry, findings)
    check_semantics(folder, findings)
    if name is None or len(findings.faults) > before:
        return
    if name in package.libraries:
        other = package.libraries[name].folder.name
        reason = _("cette bibliothèque est deux fois dans le paquet (« {other} »).").format(other=other)
        findings.refuse(entry, reason, _("Gardez-en une seule."))
        return
    package.libraries[name] = PackageLibrary(
        name=name,
        patch=number_of(document["patchVersion"]) or 0,
        title=document["title"].strip(),
        is_runnable=document["runnable"] in (1, "1"),
        metadata=document,
        folder=folder,
        digest=files.digest_of(folder),
        files=files.listing(folder),
    )


def check_semantics(folder: Path, findings: Findings) -> None:
    """semantics.json is a list; the languages are objects. They serve to clean contents and to write them."""
    path, entry = folder / "semantics.json", f"{folder.name}/semantics.json"
    if path.is_file():
        value = read_json(path, entry, findings, any_value=True)
        if value is not None and not isinstance(value, list):
            findings.refuse(entry, _("il ne commence pas par « [ »."), _("Écrivez la liste des champs."))
    for language in sorted((folder / "language").glob("*.json")):
        read_json(language, f"{folder.name}/language/{language.name}", findings)
