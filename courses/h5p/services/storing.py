"""Keeping what was checked: library rows, revisions, and the folders that they name."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from cms.accounts.models import User
from courses.h5p import files, limits
from courses.h5p.models import Activity, Library, Revision, RevisionLibrary
from courses.h5p.packages.faults import Findings
from courses.h5p.packages.reading import PackageLibrary
from courses.h5p.rules.versions import LibraryName
from courses.h5p.services.resolving import Choice


def store_library(brought: PackageLibrary, by: User | None, *, is_shared: bool) -> Library:
    """The row of these very files, made if there is none: two uploads at once end with one."""
    files.publish(brought.folder, files.library_folder(brought.digest))
    identity = {
        "machine_name": brought.name.machine_name,
        "major_version": brought.name.major,
        "minor_version": brought.name.minor,
        "patch_version": brought.patch,
        "digest": brought.digest,
    }
    details = {
        "title": brought.title[: limits.TITLE],
        "is_runnable": brought.is_runnable,
        "metadata": brought.metadata,
        "files": brought.files,
        "installed_by": by,
    }
    try:
        with transaction.atomic():
            row, _is_new = Library.objects.get_or_create(**identity, defaults={**details, "is_shared": is_shared})
    except IntegrityError:
        # Meanwhile another upload shared other files under this number: ours are kept for their package alone.
        row, _is_new = Library.objects.get_or_create(**identity, defaults={**details, "is_shared": False})
    return row


def store_choice(choice: Choice, by: User | None) -> Library:
    if choice.row is None and choice.brought is not None:
        choice.row = store_library(choice.brought, by, is_shared=choice.is_shared)
    assert choice.row is not None  # noqa: S101  # a choice has one or the other
    return choice.row


def hold(rows: Mapping[LibraryName, Library]) -> None:
    """Nobody may delete a library from now on, until the revision names it. Raises `PackageRefused`."""
    wanted = [row.pk for row in rows.values()]
    locked = Library.objects.select_for_update(no_key=True).filter(pk__in=wanted).order_by("pk")
    there = set(locked.values_list("pk", flat=True))
    findings = Findings()
    for name, row in rows.items():
        if row.pk not in there:
            reason = _("la bibliothèque {name} vient d’être supprimée du site.").format(name=name)
            findings.refuse("h5p.json", reason, _("Envoyez ce paquet une nouvelle fois."))
    findings.settle()


def store_revision(
    *,
    activity: Activity | None,
    main: LibraryName,
    choices: Iterable[Choice],
    content_folder: Path,
    by: User | None,
    **fields: Any,
) -> Revision:
    """The next revision of an activity, or the first of a new one, which becomes what is played.

    Call it inside a transaction. Learners in the middle of an attempt keep the revision that they began.
    Raises `PackageRefused` when a library was deleted meanwhile.
    """
    rows = {choice.name: store_choice(choice, by) for choice in choices}
    hold(rows)
    if activity is None:
        activity = Activity.objects.create(title=fields["title"], created_by=by)
    else:
        activity = Activity.objects.select_for_update().get(pk=activity.pk)
    digest = files.digest_of(content_folder)
    listed = files.listing(content_folder)
    files.publish(content_folder, files.content_folder(digest))
    last = activity.revisions.order_by("-number").values_list("number", flat=True).first() or 0
    revision = Revision.objects.create(
        activity=activity,
        number=last + 1,
        main_library=rows[main],
        content_digest=digest,
        files=listed,
        created_by=by,
        **fields,
    )
    RevisionLibrary.objects.bulk_create(
        RevisionLibrary(revision=revision, library=row, position=position)
        for position, row in enumerate(dict.fromkeys(rows.values()))
    )
    activity.title, activity.current_revision = revision.title, revision
    activity.save(update_fields=["title", "current_revision"])
    return revision
