"""Only what nothing uses goes away."""

import os
import time
from io import BytesIO, StringIO

import pytest
from django.core.management import CommandError, call_command

from courses.h5p import files
from courses.h5p.models import Activity, Library, Placement
from courses.h5p.player.bundles import bundle_of
from courses.h5p.services import (
    MayNotInstall,
    PackageRefused,
    StillUsed,
    delete_activity,
    delete_library,
    duplicate_activity,
    install_libraries,
    remove_unused,
    upload_package,
    usage_of,
)
from courses.h5p.tasks import remove_unused_h5p
from tests.cms.accounts.factories import UserFactory
from tests.courses.h5p.building import PNG, demo, dumped, library, package, suite, zipped
from tests.courses.h5p.factories import ActivityFactory, AttemptFactory, PlacementFactory
from tests.courses.modules.factories import LessonPageFactory

pytestmark = pytest.mark.django_db

DAY = 24 * 60 * 60


@pytest.fixture
def revision():
    return upload_package(file=BytesIO(package(extra={"content/a.png": PNG})), by=None)


def grow_old(folder):
    for kind in folder.iterdir():
        for path in kind.iterdir():
            os.utime(path, (time.time() - 2 * DAY,) * 2)


def test_an_activity_that_nothing_uses_goes_and_its_files_with_the_next_sweeping(revision, h5p_folder):
    delete_activity(activity=revision.activity)
    grow_old(h5p_folder)

    assert remove_unused() == 2  # its files, its package
    assert not Activity.objects.exists()
    assert not list((h5p_folder / files.CONTENTS).iterdir())
    assert not list((h5p_folder / files.PACKAGES).iterdir())
    assert Library.objects.count() == len(list((h5p_folder / files.LIBRARIES).iterdir())) == 1


def test_an_activity_of_a_page_stays(revision):
    placement = PlacementFactory(activity=revision.activity)

    with pytest.raises(StillUsed, match=f"sert encore\u00a0: page «\u00a0{placement.page.title}\u00a0»"):
        delete_activity(activity=revision.activity)


def test_an_activity_played_where_another_one_now_stands_stays(revision):
    attempt = AttemptFactory(placement=PlacementFactory(activity=revision.activity))
    Placement.objects.filter(pk=attempt.placement_id).update(activity=ActivityFactory())

    with pytest.raises(StillUsed, match="essais de personnes en formation"):
        delete_activity(activity=revision.activity)


def test_an_activity_that_a_draft_names_stays(revision):
    block = {"type": "h5p", "value": {"activity": revision.activity_id, "instruction": "", "required": False}}
    lesson = LessonPageFactory(live=False, body=[block])

    assert usage_of(activity=revision.activity).pages[0].pk == lesson.pk
    with pytest.raises(StillUsed, match=lesson.title):
        delete_activity(activity=revision.activity)


def test_an_activity_that_someone_played_stays_even_out_of_its_page(revision):
    placement = PlacementFactory(activity=revision.activity, is_live=False)
    AttemptFactory(placement=placement)

    with pytest.raises(StillUsed, match=r"essais de personnes en formation \(1\)"):
        delete_activity(activity=revision.activity)


def test_an_activity_taken_out_of_its_page_before_anyone_played_goes(revision):
    PlacementFactory(activity=revision.activity, is_live=False)

    delete_activity(activity=revision.activity)

    assert not Activity.objects.exists()


def test_usage_says_which_pages_and_how_many_learners(revision):
    placement = PlacementFactory(activity=revision.activity)
    AttemptFactory(placement=placement)
    AttemptFactory(placement=placement)

    usage = usage_of(activity=revision.activity)

    assert [page.pk for page in usage.pages] == [placement.page_id]
    assert (usage.learners, usage.attempts) == (2, 2)


def test_a_library_that_an_activity_plays_with_stays(revision):
    with pytest.raises(StillUsed, match="activité «\u00a0Une activité d’essai\u00a0»"):
        delete_library(library=revision.main_library)


def test_a_library_that_another_one_needs_stays_until_it_goes():
    rows = install_libraries(file=BytesIO(package("Test.Suite 1.0", {}, [demo(), suite()])), by=None)
    needed, needing = rows

    with pytest.raises(StillUsed, match=r"bibliothèque Suite 1\.0\.0"):
        delete_library(library=needed)

    delete_library(library=needing)
    delete_library(library=needed)
    assert not Library.objects.exists()


def test_sweeping_spares_what_is_young(h5p_folder):
    upload_package(file=BytesIO(package()), by=None)
    (h5p_folder / files.CONTENTS / "orphan").mkdir()

    assert remove_unused() == 0


def test_sweeping_takes_what_dead_processes_left(revision, h5p_folder):
    (h5p_folder / files.WORKSPACES / "tmpdead" / "unpacked").mkdir(parents=True)
    (h5p_folder / files.WORKSPACES / "tmpdead" / "unpacked" / "a.txt").write_bytes(b"x")
    (h5p_folder / files.PACKAGES / "orphan.h5p").write_bytes(b"x")
    (h5p_folder / files.LIBRARIES / "orphan").mkdir()
    grow_old(h5p_folder)

    out = StringIO()
    call_command("remove_unused_h5p", stdout=out)

    assert "supprimés\u00a0: 3" in out.getvalue()
    assert not list((h5p_folder / files.WORKSPACES).iterdir())
    assert (files.content_folder(revision.content_digest) / "a.png").is_file()
    assert remove_unused() == 0


def test_sweeping_takes_libraries_kept_for_a_package_that_is_gone(revision, h5p_folder):
    apart = upload_package(file=BytesIO(package(libraries=[demo(style="a { color: red }")])), by=None)
    delete_activity(activity=apart.activity)
    grow_old(h5p_folder)

    remove_unused()

    assert Library.objects.get() == revision.main_library
    assert len(list((h5p_folder / files.LIBRARIES).iterdir())) == 1


def test_sweeping_takes_bundles_that_no_revision_plays_with(revision, h5p_folder):
    used = bundle_of(revision)
    apart = upload_package(file=BytesIO(package(libraries=[demo(style="a { color: red }")])), by=None)
    left_over = bundle_of(apart)
    delete_activity(activity=apart.activity)
    grow_old(h5p_folder)

    remove_unused()

    assert used.is_dir()
    assert not left_over.exists()


def test_files_that_a_copy_shares_stay(revision, h5p_folder):
    copy = duplicate_activity(activity=revision.activity, by=None)
    delete_activity(activity=revision.activity)
    grow_old(h5p_folder)

    remove_unused()

    assert (files.content_folder(copy.current_revision.content_digest) / "a.png").is_file()


# --- Installing for the whole site


def test_a_file_of_libraries_alone_is_installed_once():
    data = zipped({**demo(), **suite()})

    first = install_libraries(file=BytesIO(data), by=UserFactory(administrator=True))
    second = install_libraries(file=BytesIO(data), by=None)

    assert [row.name for row in first] == ["H5P.Demo 1.0", "Test.Suite 1.0"]
    assert first == second


def test_installing_asks_for_the_right():
    with pytest.raises(MayNotInstall, match="Seul un administrateur"):
        install_libraries(file=BytesIO(zipped(demo())), by=UserFactory(editor=True))


def test_installed_files_never_change_under_their_number(refused, kept):
    install_libraries(file=BytesIO(zipped(demo())), by=None)
    before = kept()

    with pytest.raises(PackageRefused) as refusal:
        install_libraries(file=BytesIO(zipped(demo(style="a { color: red }"))), by=None)

    [fault] = refusal.value.faults
    assert fault.reason == "H5P.Demo 1.0.0 est déjà installée avec d’autres fichiers."
    assert kept() == before


def test_a_library_whose_needs_are_nowhere_is_not_installed():
    with pytest.raises(PackageRefused) as refusal:
        install_libraries(file=BytesIO(zipped(suite())), by=None)

    assert "H5P.Demo 1.0 n’est ni dans le paquet ni sur le site" in refusal.value.faults[0].reason


def test_a_file_without_a_library_is_refused():
    with pytest.raises(PackageRefused):
        install_libraries(file=BytesIO(package(libraries=[])), by=None)


def test_the_command_installs_and_may_run_again(tmp_path):
    path = tmp_path / "a.h5p"
    path.write_bytes(zipped({**demo(patch=4), **library("Test.Autre 1.0")}))
    out = StringIO()

    call_command("install_h5p", str(path), stdout=out)
    call_command("install_h5p", str(path), stdout=StringIO())

    assert "H5P.Demo 1.0.4" in out.getvalue()
    assert Library.objects.count() == 2


def test_the_command_says_every_fault(tmp_path):
    path = tmp_path / "a.h5p"
    path.write_bytes(zipped({**demo(patchVersion=None), "Divers/a.html": b"x", "h5p.json": dumped({})}))
    err = StringIO()

    with pytest.raises(CommandError, match="Paquet refusé"):
        call_command("install_h5p", str(path), stderr=err)

    assert "patchVersion" in err.getvalue()
    assert "Divers/a.html" in err.getvalue()


def test_the_command_asks_for_a_file_that_exists(tmp_path):
    with pytest.raises(CommandError, match="n’existe pas"):
        call_command("install_h5p", str(tmp_path / "rien.h5p"))


def test_the_night_sweeps(h5p_folder):
    (h5p_folder / files.PACKAGES).mkdir(parents=True)
    (h5p_folder / files.PACKAGES / "orphan.h5p").write_bytes(b"x")
    grow_old(h5p_folder)

    remove_unused_h5p.delay()

    assert not list((h5p_folder / files.PACKAGES).iterdir())
