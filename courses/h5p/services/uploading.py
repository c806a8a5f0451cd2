"""A package comes in: everything is checked in a workspace, then all of it is kept, or nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from django.db import transaction
from django.utils.translation import gettext as _

from cms.accounts.models import User
from courses.h5p import files, limits
from courses.h5p.models import Activity, Revision
from courses.h5p.packages.contents import ENTRY, check_places, clean_texts
from courses.h5p.packages.faults import Findings, PackageRefused
from courses.h5p.packages.reading import Package, read_package
from courses.h5p.packages.wording import mebibytes
from courses.h5p.rules.contents import Contents
from courses.h5p.rules.versions import dependencies
from courses.h5p.services.resolving import Choice, Resolver
from courses.h5p.services.storing import store_revision
from courses.h5p.services.thresholds import refuse_out_of_reach

Source = IO[bytes] | Path


@dataclass(slots=True)
class Checked:
    """A package after every check: what it holds, and the libraries it will play with."""

    source: Path
    package: Package
    choices: list[Choice]
    contents: Contents
    resolver: Resolver


@contextmanager
def checked_package(file: Source, by: User | None) -> Iterator[Checked]:
    """Check a package in a workspace that ends with the block; its `findings` say what is wrong with it."""
    findings = Findings()
    with files.workspace() as workspace:
        source = workspace / "package.h5p"
        copy_package(file, source, findings)
        package = read_package(source, workspace / "unpacked", findings)
        resolver = Resolver(by=by, findings=findings, brought=package.libraries, folders=package.folders)
        choices, contents = resolve(package, resolver)
        yield Checked(source, package, choices, contents, resolver)


def copy_package(file: Source, destination: Path, findings: Findings) -> None:
    """Write it on our disk in pieces, and no more of it than the limit; raises when it cannot be a package."""
    name = file.name if isinstance(file, Path) else getattr(file, "name", None)
    if isinstance(name, str) and not name.lower().endswith(".h5p"):
        shown = name.rpartition("/")[2][:100]
        reason = _("ce fichier ne s’appelle pas « .h5p ».")
        findings.refuse(shown, reason, _("Choisissez le fichier exporté par votre outil H5P."))
        findings.settle()
    size = 0
    with file.open("rb") if isinstance(file, Path) else _left_open(file) as source, destination.open("wb") as copy:
        while piece := source.read(limits.MIB):
            size += len(piece)
            if size > limits.PACKAGE:
                reason = _("il dépasse {limit}.").format(limit=mebibytes(limits.PACKAGE))
                findings.refuse(_("paquet"), reason, _("Réduisez les images, les sons et les vidéos."))
                findings.settle()
            copy.write(piece)


@contextmanager
def _left_open(file: IO[bytes]) -> Iterator[IO[bytes]]:
    """From its beginning, wherever somebody stopped reading it before."""
    if file.seekable():
        file.seek(0)
    yield file


def resolve(package: Package, resolver: Resolver) -> tuple[list[Choice], Contents]:
    """Choose the libraries, then check the content with what they say of it."""
    findings = package.findings
    if package.content is None:
        return resolver.in_order(dependencies(package.h5p, "preloaded"), {}), Contents()
    contents = check_places(package.content, package.files, findings)
    declared = dependencies(package.h5p, "preloaded", "dynamic")
    places = {**dict.fromkeys(contents.libraries, ENTRY), **dict.fromkeys(declared, "h5p.json")}
    roots = [*([package.main] if package.main else []), *declared, *contents.libraries]
    choices = resolver.in_order(roots, places)
    if not package.folders and any(choice is None for choice in resolver.chosen.values()):
        findings.refuse(
            _("paquet"),
            _("ce paquet ne contient pas ses bibliothèques."),
            _("Exportez-le depuis un outil qui les joint (Lumi, Moodle), pas depuis h5p.org."),
        )
    if package.main:
        main = resolver.choose(package.main)
        if main is not None and not (main.row.is_runnable if main.row else main.brought and main.brought.is_runnable):
            reason = _("la bibliothèque principale {name} ne peut pas être jouée seule.").format(name=package.main)
            findings.refuse("h5p.json", reason, _("Choisissez une bibliothèque dont « runnable » vaut 1."))
        if clean_texts(package.content, package.main, resolver.fields_of, findings):
            package.rewrite_content()
    return choices, contents


def upload_package(
    *, file: Source, by: User | None, activity: Activity | None = None, origin: str = Revision.Origin.UPLOADED
) -> Revision:
    """Keep a package as a new revision, of `activity` or of a new one.

    Raises `PackageRefused`, with everything that is wrong, and then keeps nothing.
    """
    with checked_package(file, by) as checked:
        package = checked.package
        package.findings.settle()
        if package.main is None:
            raise PackageRefused(package.findings.faults)
        if origin != Revision.Origin.IMPORTED:  # a module says itself which thresholds its lessons will ask for
            refuse_out_of_reach(activity, package.main, checked.choices, package.content or {}, package.findings)
            package.findings.settle()
        with transaction.atomic():
            return store_revision(
                activity=activity,
                main=package.main,
                choices=checked.choices,
                content_folder=package.content_folder,
                by=by,
                title=package.h5p["title"].strip(),
                language=package.h5p.get("language", "und"),
                metadata=package.h5p,
                content_json=package.content_text,
                remarks=package.findings.remarks,
                package=files.keep_package(checked.source),
                origin=origin,
            )
