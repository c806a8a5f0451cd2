"""Which exact libraries a content plays with: those of the site's store, those that its package brings."""

import json
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from cms.accounts.models import User
from courses.h5p import files
from courses.h5p.models import Library
from courses.h5p.packages.faults import Findings
from courses.h5p.packages.reading import PackageLibrary
from courses.h5p.rules.contents import read_contents
from courses.h5p.rules.versions import Cycle, LibraryName, closure, dependencies, loading_order

INSTALL = "h5p.install_library"


def may_install(by: User | None) -> bool:
    """Nobody in person is the system: a command, run by whoever holds the machine."""
    return by is None or by.has_perm(INSTALL)


@dataclass(slots=True)
class Choice:
    """A library as it will be played: a row of the store, or one to make from the package."""

    name: LibraryName
    row: Library | None = None
    brought: PackageLibrary | None = None
    is_shared: bool = True
    status: str = "stored"

    @property
    def metadata(self) -> dict[str, Any]:
        return self.row.metadata if self.row else (self.brought.metadata if self.brought else {})

    @property
    def patch(self) -> int:
        return self.row.patch_version if self.row else (self.brought.patch if self.brought else 0)

    @property
    def semantics(self) -> Any:
        """The fields of its parameters, or nothing when it does not tell them."""
        folder = files.library_folder(self.row.digest) if self.row else (self.brought.folder if self.brought else None)
        path = folder / "semantics.json" if folder else None
        if path is None or not path.is_file():
            return []
        return json.loads(path.read_text(encoding="utf-8-sig"))


@dataclass(slots=True)
class Resolver:
    """Chooses one library for each name, always the same, and remembers what could not be found."""

    by: User | None
    findings: Findings
    brought: Mapping[LibraryName, PackageLibrary] = field(default_factory=dict)
    folders: Set[str] = frozenset()  # of the package: a library that was refused there is not said to be missing too
    pinned: Mapping[LibraryName, Library] = field(default_factory=dict)
    store: dict[LibraryName, list[Library]] = field(default_factory=dict)
    chosen: dict[LibraryName, Choice | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for row in Library.objects.in_store().newest_first():
            self.store.setdefault(name_of(row), []).append(row)

    def choose(self, name: LibraryName) -> Choice | None:
        if name not in self.chosen:
            self.chosen[name] = self._choice(name)
        return self.chosen[name]

    def needs(self, name: LibraryName) -> list[LibraryName]:
        choice = self.choose(name)
        return dependencies(choice.metadata, "preloaded", "dynamic") if choice else []

    def preloads(self, name: LibraryName) -> list[LibraryName]:
        choice = self.choose(name)
        return dependencies(choice.metadata, "preloaded") if choice else []

    def fields_of(self, name: LibraryName) -> Any:
        choice = self.choose(name)
        return choice.semantics if choice else []

    def in_order(self, roots: Iterable[LibraryName], entries: Mapping[LibraryName, str]) -> list[Choice]:
        """All that is needed, dependencies first; a refusal for each library that is nowhere, and for a cycle."""
        needed = closure(roots, self.needs)
        missing = [name for name in needed if self.chosen[name] is None]
        for name in missing:
            self._refuse_missing(name, entries.get(name) or self._needed_by(name, needed))
        try:
            ordered = loading_order(needed, self.preloads)
        except Cycle as cycle:
            reason = _("ces bibliothèques ont besoin les unes des autres : {names}.").format(names=cycle)
            remedy = _("Retirez une de ces dépendances.")
            self.findings.refuse(f"{cycle.names[0].folder}/library.json", reason, remedy)
            return []
        return [choice for name in ordered if (choice := self.chosen[name]) is not None]

    def _choice(self, name: LibraryName) -> Choice | None:
        rows = self.store.get(name, [])
        brought = self.brought.get(name)
        if brought is None:
            row = rows[0] if rows else self.pinned.get(name)
            return Choice(name, row) if row else None
        if may_install(self.by):
            return self._with_rights(brought, rows)
        return self._without_rights(brought, rows)

    def _with_rights(self, brought: PackageLibrary, rows: list[Library]) -> Choice:
        name = brought.name
        twin = next((row for row in rows if row.patch_version == brought.patch), None)
        if twin is None:
            if rows and rows[0].patch_version > brought.patch:
                return Choice(name, rows[0], status="newer")
            return Choice(name, brought=brought, status="upgrade" if rows else "new")
        if twin.digest == brought.digest:
            return Choice(name, rows[0])
        remark = _("{name} : le site a d’autres fichiers sous ce numéro, ceux du paquet sont gardés pour lui seul.")
        self.findings.note(remark.format(name=full_name(brought)))
        return Choice(name, brought=brought, is_shared=False, status="apart")

    def _without_rights(self, brought: PackageLibrary, rows: list[Library]) -> Choice | None:
        if not rows or rows[0].patch_version < brought.patch:
            return None
        row = rows[0]
        if row.patch_version == brought.patch and row.digest != brought.digest:
            remark = _("{name} : les fichiers du paquet diffèrent de ceux du site, qui sont utilisés à leur place.")
            self.findings.note(remark.format(name=full_name(brought)))
        return Choice(brought.name, row, status="site")

    def _refuse_missing(self, name: LibraryName, entry: str) -> None:
        brought = self.brought.get(name)
        if brought is None and {name.folder, name.machine_name} & self.folders:
            return
        if brought is None:
            reason = _("la bibliothèque {name} n’est ni dans le paquet ni sur le site.").format(name=name)
            remedy = _(
                "Exportez l’activité avec ses bibliothèques, ou demandez à un administrateur de l’installer "
                "(menu « Bibliothèques H5P »)."
            )
        else:
            reason = _("la bibliothèque {name} n’est pas installée sur ce site, et vous ne pouvez pas l’installer.")
            if self.store.get(name):
                reason = _("la bibliothèque {name} du site est plus ancienne, et vous ne pouvez pas la mettre à jour.")
            reason = reason.format(name=full_name(brought))
            remedy = _("Envoyez ce paquet à un administrateur, qui peut l’installer.")
        self.findings.refuse(entry, reason, remedy)

    def _needed_by(self, name: LibraryName, needed: list[LibraryName]) -> str:
        for parent in needed:
            if name in self.needs(parent):
                return f"{parent.folder}/library.json"
        return "h5p.json"


def name_of(library: Library) -> LibraryName:
    return LibraryName(library.machine_name, library.major_version, library.minor_version)


def full_name(library: PackageLibrary) -> str:
    return f"{library.name}.{library.patch}"


def libraries_for(*, library: Library, content: dict[str, Any]) -> list[Library]:
    """The libraries of the store that a content of this type plays with, in loading order.

    Raises `PackageRefused` when one is missing.
    """
    findings = Findings()
    resolver = Resolver(by=None, findings=findings)
    main = name_of(library)
    resolver.chosen[main] = Choice(main, library)
    places = read_contents(content).libraries
    ordered = resolver.in_order([main, *places], dict.fromkeys(places, "content/content.json"))
    findings.settle()
    return [choice.row for choice in ordered if choice.row is not None]
