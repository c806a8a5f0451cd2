"""Only what nothing uses is deleted; folders that no row names are swept once they are a day old."""

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.foundation.errors import DomainError
from courses.h5p import files
from courses.h5p.models import Activity, Library, Revision
from courses.h5p.player.bundles import name_of as name_of_bundle
from courses.h5p.rules.versions import dependencies
from courses.h5p.services.resolving import name_of
from courses.h5p.services.usage import usage_of

# Longer than any upload: a folder is published a moment before the row that names it.
GRACE_SECONDS = 24 * 60 * 60


class StillUsed(DomainError):
    """`users` names what would be broken."""

    user_message = gettext_lazy("« {title} » sert encore : {users}. Rien n’a été supprimé.")

    def __init__(self, title: str, users: list[str]) -> None:
        super().__init__(title=title, users=", ".join(users))
        self.users = users


@transaction.atomic
def delete_activity(*, activity: Activity) -> None:
    """Delete an activity that no page names and that nobody played. Its files go with the next sweeping."""
    activity = Activity.objects.select_for_update().get(pk=activity.pk)
    usage = usage_of(activity=activity)
    users = [_("page « {title} »").format(title=page.title) for page in usage.pages]
    if usage.attempts:
        users.append(_("essais de personnes en formation ({count})").format(count=usage.attempts))
    if users:
        raise StillUsed(activity.title, users)
    activity.placements.all().delete()
    activity.current_revision = None
    activity.save(update_fields=["current_revision"])
    activity.delete()


@transaction.atomic
def delete_library(*, library: Library) -> None:
    """Delete a library that no revision plays with and that no other library needs."""
    library = Library.objects.select_for_update().get(pk=library.pk)
    revisions = Revision.objects.filter(Q(libraries=library) | Q(main_library=library))
    activities = Activity.objects.filter(revisions__in=revisions).distinct()
    users = [_("activité « {title} »").format(title=activity.title) for activity in activities]
    if library.is_shared and not others_of_its_version(library):
        users += [_("bibliothèque {name}").format(name=other) for other in libraries_that_need(library)]
    if users:
        raise StillUsed(str(library), users)
    library.delete()


def others_of_its_version(library: Library) -> bool:
    same = Library.objects.in_store().exclude(pk=library.pk)
    return same.filter(
        machine_name=library.machine_name,
        major_version=library.major_version,
        minor_version=library.minor_version,
    ).exists()


def libraries_that_need(library: Library) -> Iterator[Library]:
    for other in Library.objects.in_store().exclude(pk=library.pk).newest_first():
        if name_of(library) in dependencies(other.metadata, "preloaded", "dynamic"):
            yield other


def remove_unused() -> int:
    """Sweep: private libraries without a revision, then folders, packages and workspaces that nothing names.

    What is younger than a day stays: an upload may be about to name it. May be interrupted and run again.
    """
    private = Library.objects.filter(is_shared=False, revision_links=None).exclude(
        pk__in=Revision.objects.values("main_library")
    )
    removed = private.count()
    private.delete()
    removed += sweep(files.LIBRARIES, lambda name: Library.objects.filter(digest=name).exists())
    removed += sweep(files.CONTENTS, lambda name: Revision.objects.filter(content_digest=name).exists())
    removed += sweep(files.PACKAGES, lambda name: Revision.objects.filter(package=name).exists())
    bundles = {name_of_bundle(libraries) for libraries in sets_of_libraries()}
    removed += sweep(files.BUNDLES, bundles.__contains__)
    removed += sweep(files.WORKSPACES, lambda name: False)
    return removed


def sets_of_libraries() -> Iterator[list[Library]]:
    """The libraries of each revision, in the order of loading."""
    for revision in Revision.objects.only("pk").prefetch_related("library_links__library"):
        yield [link.library for link in revision.library_links.all()]


def sweep(kind: str, is_named: Callable[[str], bool]) -> int:
    parent, oldest = Path(settings.H5P_DIR, kind), time.time() - GRACE_SECONDS
    count = 0
    for path in sorted(parent.iterdir()) if parent.is_dir() else []:
        if path.stat().st_mtime < oldest and not is_named(path.name):
            discard(path)
            count += 1
    return count


def discard(path: Path) -> None:
    """Out of the way by one rename, so that nobody finds half of it, then deleted."""
    with files.workspace() as workspace:
        gone = path.rename(workspace / path.name)
        if gone.is_dir():
            shutil.rmtree(gone)
