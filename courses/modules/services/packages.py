"""The H5P activities of a module on their way in: each package becomes a version of the activity that it was."""

import hashlib
from io import BufferedIOBase
from pathlib import Path
from typing import cast

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.accounts.models import User
from cms.foundation.errors import DomainError
from cms.foundation.formats import Fault
from courses.h5p import files
from courses.h5p import services as h5p
from courses.h5p.models import Activity, Library, Revision
from courses.h5p.packages.faults import PackageRefused
from courses.h5p.services.removing import discard
from courses.modules.models import LessonPage, ModulePage
from courses.modules.openformat.reading import ModuleFolder
from courses.modules.services.references import PackageNames
from courses.modules.services.reports import ImportReport
from courses.modules.services.undoing import UndoneOnFailure


class MayNotBringActivities(DomainError):
    user_message = gettext_lazy(
        "Ce dossier contient des activités H5P, que « {name} » n’a pas le droit d’ajouter : demandez ce droit à un "
        "administrateur."
    )


class PackageShelf(UndoneOnFailure):
    """Brings packages in. Leaving it through an exception takes the added files off the disk again."""

    def __init__(self, by: User | None) -> None:
        self.by = by
        self.faults: list[Fault] = []
        self._packages: list[str] = []
        self._folders: dict[Path, int] = {}
        self._folders_before = stored_folders()

    def bring(self, source: ModuleFolder, report: ImportReport) -> dict[str, Activity]:
        """The activity of each package. A package may need a library that another one brings: the order is free."""
        if source.packages and self.by and not self.by.has_perms(["h5p.add_activity", "h5p.change_activity"]):
            raise MayNotBringActivities(name=self.by)
        known, found = activities_of(source.module.code), dict[str, Activity]()
        waiting, refusals = dict(source.packages), dict[str, PackageRefused]()
        while waiting:
            refusals = {}
            for name, file in waiting.items():
                try:
                    found[name] = self._bring_one(name, file, known.get(name), report)
                except PackageRefused as refusal:
                    refusals[name] = refusal
            if len(refusals) == len(waiting):
                break
            waiting = {name: waiting[name] for name in refusals}
        self.faults = [
            Fault(f"activites/{name}", 1, str(fault)) for name, refusal in refusals.items() for fault in refusal.faults
        ]
        return found

    def _bring_one(self, name: str, file: Path, activity: Activity | None, report: ImportReport) -> Activity:
        what = _("activité {name}").format(name=name)
        current = activity.current_revision if activity is not None else None
        if activity is not None and current is not None and is_package_of(current, file):
            report.unchanged(what)
            return activity
        with transaction.atomic():
            revision = h5p.upload_package(file=file, by=self.by, activity=activity, origin=Revision.Origin.IMPORTED)
            self._remember(revision)
            is_same = current is not None and h5p.say_the_same(current, revision)
            transaction.set_rollback(is_same)
        if activity is None:
            report.created(what)
        elif is_same:
            files.package_file(revision.package).unlink(missing_ok=True)
            report.unchanged(what)
        else:
            report.changed(what)
        return activity or revision.activity

    def discard(self) -> None:
        """Take away the files that were added, unless somebody else wants them: the rows went with the transaction."""
        for package in self._packages:
            files.package_file(package).unlink(missing_ok=True)
        for folder, used_at in self._folders.items():
            # Whoever publishes the same folder again says so by its date (`files.publish`).
            if not is_used(folder) and folder.is_dir() and folder.stat().st_mtime_ns == used_at:
                discard(folder)
        self._packages.clear()
        self._folders.clear()

    def _remember(self, revision: Revision) -> None:
        libraries = [files.library_folder(library.digest) for library in revision.libraries.all()]
        added = {files.content_folder(revision.content_digest), *libraries} - self._folders_before
        self._packages.append(revision.package)
        self._folders.update({folder: folder.stat().st_mtime_ns for folder in added})


def stored_folders() -> set[Path]:
    parents = [Path(settings.H5P_DIR, name) for name in (files.CONTENTS, files.LIBRARIES)]
    return {folder for parent in parents if parent.is_dir() for folder in parent.iterdir()}


def is_used(folder: Path) -> bool:
    if folder.parent.name == files.LIBRARIES:
        return Library.objects.filter(digest=folder.name).exists()
    return Revision.objects.filter(content_digest=folder.name).exists()


def activities_of(module_code: str) -> dict[str, Activity]:
    """The activities of a live module, under the names that an export gives to their packages."""
    names = PackageNames()
    module = ModulePage.objects.filter(code=module_code).first()
    lessons = LessonPage.objects.live().child_of(module).order_by("path") if module else []
    for lesson in lessons:
        for block in lesson.body.blocks_by_name("h5p"):
            if block.value["activity"] is not None:
                names.name_of(block.value["activity"], block.value["file_name"])
    return names.items


def package_of(revision: Revision) -> BufferedIOBase:
    """The package as it was uploaded, byte for byte; for what was written here, made of what it holds."""
    return cast("BufferedIOBase", h5p.original_package(revision=revision) or h5p.build_package(revision=revision))


def is_package_of(revision: Revision, file: Path) -> bool:
    with package_of(revision) as package, file.open("rb") as other:
        return hashlib.file_digest(package, "sha256").digest() == hashlib.file_digest(other, "sha256").digest()
