"""An old version comes back as a new one; learners, trials and the old row itself stay as they were."""

import shutil
from io import BytesIO

import pytest

from courses.h5p import files
from courses.h5p.models import Activity, Library, Revision, RevisionLibrary
from courses.h5p.player.bundles import bundle_of
from courses.h5p.services import (
    AlreadyInService,
    NotAnOldVersion,
    PackageRefused,
    StillUsed,
    build_package,
    delete_library,
    open_attempt,
    original_package,
    remove_unused,
    restore_revision,
    upload_package,
)
from tests.cms.accounts.factories import UserFactory
from tests.courses.h5p.building import PNG, demo, library, package, part, suite
from tests.courses.h5p.factories import ActivityFactory, AttemptFactory, LibraryFactory, PlacementFactory, a_revision
from tests.courses.h5p.grading.played import CLASSEMENT
from tests.courses.h5p.packages.test_remove import grow_old

pytestmark = pytest.mark.django_db


@pytest.fixture
def old():
    """The first version of an activity: one nested activity, a picture, a remark. The second is in service."""
    data = package(
        "Test.Suite 1.0",
        {"content": [part("Un")], "picture": {"path": "images/a.png"}},
        [demo(patch=3), suite()],
        extra={"content/images/a.png": PNG},
        title="Première",
    )
    revision = upload_package(file=BytesIO(data), by=None)
    revision.remarks = ["Une remarque."]
    revision.save(update_fields=["remarks"])
    upload_package(file=BytesIO(package(content={"text": "Plus tard"})), by=None, activity=revision.activity)
    return revision


@pytest.fixture
def replaced():
    """The same as rows alone: what is in service is version 2."""
    activity = ActivityFactory()
    a_revision(activity, content={"text": "Plus tard"})
    return activity


def restored(activity, number=1, by=None):
    return restore_revision(revision=activity.revisions.get(number=number), by=by)


def a_trial(activity, text="Essai"):
    """As the editor leaves one: newer than what is in service."""
    current = activity.current_revision
    trial = a_revision(activity, content={"text": text})
    activity.current_revision = current
    activity.save(update_fields=["current_revision"])
    return trial


def numbers(activity):
    return list(activity.revisions.order_by("number").values_list("number", flat=True))


def test_an_old_version_comes_back_as_a_new_one(replaced):
    trainer = UserFactory(trainer=True)

    copy = restored(replaced, by=trainer)

    replaced.refresh_from_db()
    assert replaced.current_revision == copy
    assert (copy.number, copy.created_by) == (3, trainer)
    assert copy.content == replaced.revisions.get(number=1).content


def test_the_copy_is_exact(old):
    copy = restore_revision(revision=old, by=None)

    names = ["title", "language", "main_library_id", "metadata", "content_json", "content_digest"]
    names += ["files", "package", "origin", "remarks", "patches"]
    assert {name: getattr(copy, name) for name in names} == {name: getattr(old, name) for name in names}
    links = [list(each.library_links.values_list("library", "position")) for each in (old, copy)]
    assert links[0] == links[1]
    assert copy.patches == {"H5P.Demo 1.0": 3, "Test.Suite 1.0": 0}


def test_it_plays_the_same_files_and_gives_back_the_same_packages(old):
    copy = restore_revision(revision=old, by=None)

    assert bundle_of(copy) == bundle_of(old)
    with original_package(revision=copy) as mine, original_package(revision=old) as before:
        assert mine.read() == before.read()
    with build_package(revision=copy) as mine, build_package(revision=old) as before:
        assert mine.read() == before.read()


def test_the_title_that_learners_read_comes_back_too(old):
    restore_revision(revision=old, by=None)

    assert Activity.objects.get(pk=old.activity_id).title == "Première"


def test_the_old_version_keeps_its_number_and_its_attempts(replaced):
    first = replaced.revisions.get(number=1)
    attempt = AttemptFactory(placement=PlacementFactory(activity=replaced), revision=first)

    restored(replaced)

    attempt.refresh_from_db()
    assert (attempt.revision, attempt.closed_at) == (first, None)
    assert numbers(replaced) == [1, 2, 3]


def test_who_is_in_the_middle_of_the_other_version_goes_on_with_it_and_who_begins_gets_the_copy(replaced):
    placement = PlacementFactory(activity=replaced)
    begun = open_attempt(learner=UserFactory(), placement=placement)

    copy = restored(replaced)

    assert open_attempt(learner=begun.learner, placement=placement) == begun
    placement.refresh_from_db()
    assert open_attempt(learner=UserFactory(), placement=placement).revision == copy


def test_a_second_time_writes_nothing(replaced):
    restored(replaced)

    with pytest.raises(AlreadyInService, match="La version 1 est identique à celle qui est en service"):
        restored(replaced)

    assert numbers(replaced) == [1, 2, 3]


def test_an_old_version_that_says_the_same_as_the_one_in_service_writes_nothing(replaced):
    first = replaced.revisions.get(number=1)
    a_revision(replaced, content=first.content)

    with pytest.raises(AlreadyInService):
        restored(replaced)

    assert numbers(replaced) == [1, 2, 3]


def test_the_same_content_played_with_another_patch_is_not_the_same():
    activity = upload_package(file=BytesIO(package(libraries=[demo(patch=1)])), by=None).activity
    upload_package(file=BytesIO(package(libraries=[demo(patch=2)])), by=None, activity=activity)

    assert restored(activity).patches == {"H5P.Demo 1.0": 1}


def test_the_version_in_service_has_no_way_back(replaced):
    with pytest.raises(AlreadyInService):
        restored(replaced, number=2)


def test_there_and_back_again_makes_a_version_each_time(replaced):
    restored(replaced, number=1)
    copy = restored(replaced, number=2)

    assert copy.content == {"text": "Plus tard"}
    assert numbers(replaced) == [1, 2, 3, 4]


# --- Trials


def test_a_trial_that_waits_stays_a_trial_above_what_is_in_service(replaced):
    trial = a_trial(replaced)

    copy = restored(replaced)

    trial.refresh_from_db()
    replaced.refresh_from_db()
    assert replaced.current_revision == copy
    assert (copy.number, trial.number) == (4, 5)
    assert trial.content == {"text": "Essai"}


def test_several_trials_keep_their_order_and_no_number_is_used_again(replaced):
    trials = [a_trial(replaced, text) for text in ("Un", "Deux", "Trois")]
    trials.pop(1).delete()

    copy = restored(replaced)

    for trial in trials:
        trial.refresh_from_db()
    assert copy.number == 6
    assert [(trial.number, trial.content["text"]) for trial in trials] == [(7, "Un"), (8, "Trois")]


def test_a_trial_does_not_come_back_since_it_never_served(replaced):
    trial = a_trial(replaced)

    with pytest.raises(NotAnOldVersion, match="La version 3 n’est pas plus ancienne"):
        restore_revision(revision=trial, by=None)

    assert numbers(replaced) == [1, 2, 3]


def test_an_activity_that_never_served_has_nothing_to_bring_back():
    activity = ActivityFactory()
    Activity.objects.filter(pk=activity.pk).update(current_revision=None)

    with pytest.raises(NotAnOldVersion):
        restored(activity)


# --- What keeps it away


def refusal_of(revision):
    before = Revision.objects.count()
    with pytest.raises(PackageRefused) as refusal:
        restore_revision(revision=revision, by=None)
    assert Revision.objects.count() == before
    [fault] = refusal.value.faults
    return fault


def test_the_libraries_of_an_old_version_cannot_be_deleted_meanwhile(old):
    for row in old.libraries.all():
        with pytest.raises(StillUsed):
            delete_library(library=row)


def test_a_library_that_its_content_names_and_that_is_no_longer_there_is_named(old):
    gone = Library.objects.get(machine_name="H5P.Demo", patch_version=3)
    Revision.objects.filter(main_library=gone).update(main_library=old.main_library)
    RevisionLibrary.objects.filter(library=gone).delete()
    gone.delete()

    fault = refusal_of(old)

    assert fault.entry == "H5P.Demo 1.0"
    assert "n’est plus sur le site" in fault.reason


def test_a_library_whose_files_are_gone_from_the_disk_is_named(old):
    shutil.rmtree(files.library_folder(old.main_library.digest))

    fault = refusal_of(old)

    assert fault.entry == "Test.Suite 1.0"
    assert "fichiers de cette bibliothèque" in fault.reason


def test_files_of_its_content_that_are_gone_from_the_disk_are_said(old):
    shutil.rmtree(files.content_folder(old.content_digest))

    assert "fichiers de cette version ne sont plus sur le site" in refusal_of(old).reason


def test_a_lesson_s_threshold_is_never_put_out_of_reach():
    activity = upload_package(file=BytesIO(package()), by=None).activity
    verified = library("H5P.TrueFalse 1.8", patchVersion=24)
    data = package("H5P.TrueFalse 1.8", {"question": "Vrai ?", "correct": "true"}, [verified])
    upload_package(file=BytesIO(data), by=None, activity=activity)
    asking = PlacementFactory(activity=activity, threshold_percent=80)

    fault = refusal_of(activity.revisions.get(number=1))

    assert f"«\u00a0{asking.page.title}\u00a0» demande 80\u00a0% des points" in fault.reason
    activity.refresh_from_db()
    assert activity.current_revision.number == 2


def test_a_content_that_would_stop_learners_stays_away_even_if_it_is_old():
    activity = ActivityFactory(
        library=LibraryFactory(machine_name="Passeport.Classement", minor_version=0),
        content={**CLASSEMENT, "statements": [{**CLASSEMENT["statements"][0], "category": 5}]},
    )
    a_revision(activity, content=CLASSEMENT)

    assert "la catégorie 5 n’existe pas" in refusal_of(activity.revisions.get(number=1)).reason


def test_sweeping_spares_what_the_copy_shares_when_the_old_version_goes(old, h5p_folder):
    copy = restore_revision(revision=old, by=None)
    old.delete()
    grow_old(h5p_folder)

    remove_unused()

    assert (files.content_folder(copy.content_digest) / "images/a.png").is_file()
    with original_package(revision=copy) as kept:
        assert kept.read(2) == b"PK"
