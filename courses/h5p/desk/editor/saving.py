"""Saving what was written: as a trial that only the desk plays, or for learners."""

from dataclasses import dataclass
from typing import IO, Any

from django.db import transaction

from cms.accounts.models import User
from courses.h5p.models import Activity, Library, Revision
from courses.h5p.packages.own_contents import refuse_faults
from courses.h5p.services import write_activity


@dataclass(frozen=True, slots=True)
class Draft:
    """What a form says, checked by its fields alone."""

    library: Library
    title: str
    language: str
    content: dict[str, Any]
    new_files: dict[str, IO[bytes]]


def is_trial(revision: Revision) -> bool:
    """Newer than what learners play, or of an activity that is not in service yet."""
    current = revision.activity.current_revision
    return current is None or revision.number > current.number


@transaction.atomic
def save_trial(*, draft: Draft, activity: Activity | None, based_on: Revision | None, by: User) -> Revision:
    """A revision that learners do not get. It takes the place of the trial that it was made from."""
    before = Activity.objects.select_for_update().get(pk=activity.pk) if activity else None
    revision = _written(draft, activity, based_on, by, is_trial=True)
    kept = {"current_revision": before.current_revision if before else None}
    if before and before.current_revision:
        kept["title"] = before.title  # type: ignore[assignment]  # the columns differ in kind
    Activity.objects.filter(pk=revision.activity_id).update(**kept)
    _forget_trial(based_on)
    return revision


@transaction.atomic
def put_into_service(*, draft: Draft, activity: Activity | None, based_on: Revision | None, by: User) -> Revision:
    """What learners begin from now on; those in the middle of an attempt keep theirs."""
    if based_on is not None and is_trial(based_on) and _is_same(draft, based_on):
        refuse_faults(draft.library.name, draft.content)
        served = Activity.objects.select_for_update().get(pk=based_on.activity_id)
        # As they are now that nobody else may change them: a version put back into service moves the trials above it.
        trial = served.revisions.filter(pk=based_on.pk).first()
        if trial is not None and is_trial(trial):
            served.current_revision, served.title = trial, trial.title
            served.save(update_fields=["current_revision", "title"])  # heard by those who keep pages that name it
            return trial
    revision = _written(draft, activity, based_on, by)
    _forget_trial(based_on)
    return revision


def _written(
    draft: Draft, activity: Activity | None, based_on: Revision | None, by: User, *, is_trial: bool = False
) -> Revision:
    return write_activity(
        activity=activity,
        library=draft.library,
        content=draft.content,
        title=draft.title,
        language=draft.language,
        by=by,
        based_on=based_on,
        new_files=draft.new_files,
        is_trial=is_trial,
    )


def _is_same(draft: Draft, revision: Revision) -> bool:
    said = (draft.title, draft.language, draft.content)
    return not draft.new_files and said == (revision.title, revision.language, revision.content)


def _forget_trial(revision: Revision | None) -> None:
    if revision is not None and is_trial(revision) and not revision.attempts.exists():
        revision.delete()
