"""Looking into a package without keeping anything of it."""

from dataclasses import dataclass, field
from typing import Any

from cms.accounts.models import User
from courses.h5p.models import Library, Revision
from courses.h5p.packages.faults import Fault, PackageRefused
from courses.h5p.packages.own_contents import faults_of
from courses.h5p.services.resolving import Choice, full_name
from courses.h5p.services.uploading import Checked, Source, checked_package


@dataclass(frozen=True, slots=True)
class LibraryLine:
    """A library that a package plays with. `status`: what an upload would do about it.

    `stored` (already on the site), `site` (the site's copy instead of the package's), `newer` (the site has a more
    recent patch), `new`, `upgrade`, `apart` (kept for this package alone), `unused` (brought, not needed to play).
    """

    name: str
    title: str
    version: str
    status: str


@dataclass(frozen=True, slots=True)
class PackageReport:
    """What a package holds and what is wrong with it. Faults empty: it may be uploaded."""

    title: str = ""
    language: str = ""
    main_library: str = ""
    licence: str = ""
    source: str = ""
    authors: list[str] = field(default_factory=list)
    libraries: list[LibraryLine] = field(default_factory=list)
    files: dict[str, int] = field(default_factory=dict)
    addresses: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    content: dict[str, Any] = field(default_factory=dict)

    @property
    def size(self) -> int:
        return sum(self.files.values())


def inspect_package(*, file: Source, by: User | None) -> PackageReport:
    """What an upload by this person would make of a package, refusals included."""
    try:
        with checked_package(file, by) as checked:
            return report_on(checked)
    except PackageRefused as refusal:
        return PackageReport(faults=refusal.faults)


def report_on(checked: Checked) -> PackageReport:
    package = checked.package
    used = {choice.name for choice in checked.choices}
    lines = [line_of(choice) for choice in checked.choices]
    lines += [
        LibraryLine(str(brought.name), brought.title, full_name(brought).rpartition(" ")[2], "unused")
        for name, brought in package.libraries.items()
        if name not in used
    ]
    return PackageReport(
        **described(package.h5p),
        main_library=str(package.main or ""),
        libraries=lines,
        files=package.files,
        addresses=checked.contents.addresses,
        remarks=[*package.findings.remarks, *remarks_on(str(package.main or ""), package.content or {})],
        faults=package.findings.faults,
        content=package.content or {},
    )


def report_of_revision(*, revision: Revision) -> PackageReport:
    """The same report, of what is kept."""
    from_rows = [library_line(link.library) for link in revision.library_links.select_related("library")]
    return PackageReport(
        **{**described(revision.metadata), "title": revision.title, "language": revision.language},
        main_library=revision.main_library.name,
        libraries=from_rows,
        files=revision.files,
        remarks=[*revision.remarks, *remarks_on(revision.main_library.name, revision.content)],
        content=revision.content,
    )


def remarks_on(library: str, content: dict[str, Any]) -> list[str]:
    """What learners would meet in a content of our own types: said of every package, and no reason to refuse it."""
    return [str(fault) for fault in faults_of(library, content)]


def library_line(library: Library) -> LibraryLine:
    status = "stored" if library.is_shared else "apart"
    return LibraryLine(library.name, library.title, library.version, status)


def line_of(choice: Choice) -> LibraryLine:
    if choice.row is not None:
        return LibraryLine(str(choice.name), choice.row.title, choice.row.version, choice.status)
    brought = choice.brought
    assert brought is not None  # noqa: S101  # a choice has one or the other
    version = f"{brought.name.major}.{brought.name.minor}.{brought.patch}"
    return LibraryLine(str(choice.name), brought.title, version, choice.status)


def described(h5p: dict[str, Any]) -> dict[str, Any]:
    """What h5p.json says of itself, as text: it is data, whatever it holds."""
    authors = h5p.get("authors")
    names = [author.get("name") for author in authors if isinstance(author, dict)] if isinstance(authors, list) else []
    return {
        "title": _text(h5p.get("title")),
        "language": _text(h5p.get("language")),
        "licence": licence_in(h5p),
        "source": _text(h5p.get("source")),
        "authors": [name for name in map(_text, names) if name],
    }


def _text(value: object) -> str:
    return value.strip()[:300] if isinstance(value, str) else ""


def licence_in(h5p: dict[str, Any]) -> str:
    """As the package names it; empty for « U », which stands for a licence that is not said (H5P specification)."""
    name = _text(h5p.get("license"))
    return "" if name == "U" else " ".join(filter(None, [name, _text(h5p.get("licenseVersion"))]))
