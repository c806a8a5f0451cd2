"""An old version comes back into service: as a new one, for a version that learners began never changes."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.accounts.models import User
from cms.foundation.errors import DomainError
from courses.h5p import files
from courses.h5p.models import Activity, Library, Revision, RevisionLibrary
from courses.h5p.packages.faults import Fault, Findings, PackageRefused
from courses.h5p.packages.own_contents import faults_of
from courses.h5p.rules.contents import read_contents
from courses.h5p.rules.versions import LibraryName, closure, dependencies
from courses.h5p.services.resolving import Choice, name_of
from courses.h5p.services.thresholds import refuse_out_of_reach


class AlreadyInService(DomainError):
    user_message = gettext_lazy("La version {number} est identique à celle qui est en service : rien n’a changé.")


class NotAnOldVersion(DomainError):
    user_message = gettext_lazy("La version {number} n’est pas plus ancienne que celle qui est en service.")


@transaction.atomic
def restore_revision(*, revision: Revision, by: User | None) -> Revision:
    """A copy of an old revision, with the next number, becomes what learners begin; who began another finishes it.

    Trials that wait stay trials: their numbers move above the copy's. No number is ever used again.

    Raises `AlreadyInService` when the revision in service says the same, `NotAnOldVersion` for a trial, and
    `PackageRefused` when what it plays with is gone, when its content would stop learners, or when a lesson's threshold
    would be out of reach.
    """
    activity = Activity.objects.select_for_update().get(pk=revision.activity_id)
    revision = activity.revisions.select_related("main_library").get(pk=revision.pk)
    current = activity.current_revision
    if current is None or revision.number > current.number:
        raise NotAnOldVersion(number=revision.number)
    if say_the_same(revision, current):
        raise AlreadyInService(number=revision.number)
    if faults := faults_in_restoring(revision=revision):
        raise PackageRefused(faults)
    trials = list(activity.revisions.filter(number__gt=current.number).order_by("number"))
    number = (trials[-1] if trials else current).number + 1
    copy = copy_of(revision, number=number, by=by)
    for place, trial in enumerate(trials, start=number + 1):
        trial.number = place
        trial.save(update_fields=["number"])
    activity.title, activity.current_revision = copy.title, copy
    activity.save(update_fields=["title", "current_revision"])
    return copy


def copy_of(revision: Revision, *, number: int, by: User | None) -> Revision:
    """Files and package are shared: they never change, and the sweeping spares what any revision names."""
    copy = Revision.objects.create(
        activity_id=revision.activity_id,
        number=number,
        title=revision.title,
        language=revision.language,
        main_library_id=revision.main_library_id,
        metadata=revision.metadata,
        content_json=revision.content_json,
        content_digest=revision.content_digest,
        files=revision.files,
        package=revision.package,
        origin=revision.origin,
        remarks=revision.remarks,
        created_by=by,
    )
    RevisionLibrary.objects.bulk_create(
        RevisionLibrary(revision=copy, library_id=link.library_id, position=link.position)
        for link in revision.library_links.all()
    )
    return copy


def say_the_same(one: Revision, other: Revision) -> bool:
    """The same content played with the same libraries, however its package was zipped."""

    def said(revision: Revision) -> tuple[object, ...]:
        libraries = [link.library_id for link in revision.library_links.all()]
        return revision.metadata, revision.content_json, revision.content_digest, libraries

    return said(one) == said(other)


def faults_in_restoring(*, revision: Revision) -> list[Fault]:
    """What keeps an old revision from being played again, empty if nothing does."""
    findings = Findings()
    libraries = {name_of(link.library): link.library for link in revision.library_links.select_related("library")}
    refuse_missing_libraries(revision, libraries, findings)
    if revision.files and not files.content_folder(revision.content_digest).is_dir():
        reason = _("les fichiers de cette version ne sont plus sur le site.")
        findings.refuse(_("fichiers"), reason, _("Demandez à un administrateur de les rétablir."))
    choices = [Choice(name, library) for name, library in libraries.items()]
    main = name_of(revision.main_library)
    for fault in faults_of(str(main), revision.content):  # a trial that was overtaken is an old version too
        findings.refuse(fault.entry, fault.reason, fault.remedy)
    refuse_out_of_reach(revision.activity, main, choices, revision.content, findings)
    return findings.faults


def refuse_missing_libraries(revision: Revision, libraries: dict[LibraryName, Library], findings: Findings) -> None:
    """Nothing here deletes a library that a revision plays with; a disk or a table that was put back may lack it."""

    def needs(name: LibraryName) -> list[LibraryName]:
        library = libraries.get(name)
        return dependencies(library.metadata, "preloaded", "dynamic") if library else []

    roots = [name_of(revision.main_library), *read_contents(revision.content).libraries]
    for name in closure(roots, needs):
        library = libraries.get(name)
        if library is None:
            reason = _("cette bibliothèque, avec laquelle la version se joue, n’est plus sur le site.")
            findings.refuse(str(name), reason, _("Téléversez ou écrivez cette version de nouveau."))
        elif library.files and not files.library_folder(library.digest).is_dir():
            reason = _("les fichiers de cette bibliothèque ne sont plus sur le site.")
            findings.refuse(str(name), reason, _("Demandez à un administrateur de les rétablir."))
