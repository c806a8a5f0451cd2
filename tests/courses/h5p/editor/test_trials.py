"""A trial that waits while an old version comes back into service: still a trial, still the same one."""

import pytest

from courses.h5p.desk.editor.saving import Draft, is_trial, put_into_service
from courses.h5p.models import Activity, Revision
from courses.h5p.services import restore_revision, write_activity
from tests.courses.h5p.editor.test_screens import edit_address, fields_of, opened

pytestmark = pytest.mark.django_db


def wrote(card, trainer, text, activity=None):
    content = {"text": text}
    return write_activity(activity=activity, library=card, content=content, title="Carte", language="fr", by=trainer)


@pytest.fixture
def first(card, trainer):
    """Version 2 is in service."""
    revision = wrote(card, trainer, "Première")
    wrote(card, trainer, "Deuxième", revision.activity)
    return revision


@pytest.fixture
def trial(client, first):
    client.post(edit_address(first), opened(client, edit_address(first), **{"content-text": "Essai", "essayer": "1"}))
    return first.activity.revisions.get(number=3)


def as_it_is(trial):
    return Draft(trial.main_library, trial.title, trial.language, trial.content, {})


def test_the_editor_still_opens_it_as_a_trial(client, first, trial):
    restore_revision(revision=first, by=None)

    screen = client.get(edit_address(first)).context
    assert screen["revision"] == trial
    assert screen["is_trial"]
    assert Activity.objects.get().current_revision.content == {"text": "Première"}


def test_saving_another_trial_takes_its_place_and_no_other(client, first, trial):
    restore_revision(revision=first, by=None)
    address = edit_address(first)

    client.post(address, opened(client, address, **{"content-text": "Autre essai", "essayer": "1"}))

    texts = [revision.content["text"] for revision in first.activity.revisions.order_by("number")]
    assert texts == ["Première", "Deuxième", "Première", "Autre essai"]


def test_who_was_writing_meanwhile_is_told_once_and_puts_the_trial_into_service(client, first, trial):
    mine = opened(client, edit_address(first), **{"en-service": "1"})
    restore_revision(revision=first, by=None)

    told = client.post(edit_address(first), mine)
    client.post(edit_address(first), fields_of(told, **{"en-service": "1"}))

    assert told.status_code == 422
    served = Activity.objects.get().current_revision
    assert (served, served.number) == (trial, 5)


def test_a_trial_that_moved_at_the_same_moment_goes_into_service_under_its_new_number(first, trial, trainer):
    stale = Revision.objects.select_related("activity__current_revision").get(pk=trial.pk)
    restore_revision(revision=first, by=None)

    served = put_into_service(draft=as_it_is(stale), activity=stale.activity, based_on=stale, by=trainer)

    assert (served, served.number) == (trial, 5)
    assert Revision.objects.count() == 4


def test_a_trial_overtaken_at_the_same_moment_never_leaves_a_newer_version_as_a_trial(first, trial, card, trainer):
    stale = Revision.objects.select_related("activity__current_revision").get(pk=trial.pk)
    overtaking = wrote(card, trainer, "Quatrième", first.activity)

    served = put_into_service(draft=as_it_is(stale), activity=stale.activity, based_on=stale, by=trainer)

    assert served.content == {"text": "Essai"}
    assert Activity.objects.get().current_revision == served
    assert not is_trial(Revision.objects.get(pk=overtaking.pk))
