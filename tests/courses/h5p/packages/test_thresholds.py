"""A lesson that asks for a share of the points is never left with a version that cannot bring it."""

from io import BytesIO

import pytest

from courses.h5p import files
from courses.h5p.models import Library, Revision
from courses.h5p.services import PackageRefused, upload_package, write_activity
from tests.courses.h5p.building import demo, library, package
from tests.courses.h5p.factories import PlacementFactory

pytestmark = pytest.mark.django_db

VERIFIED = {"question": "Vrai ?", "correct": "true"}


def true_false():
    return library("H5P.TrueFalse 1.8", patchVersion=24)


def uploaded(main, content, libraries, **options):
    return upload_package(file=BytesIO(package(main, content, libraries)), by=None, **options)


@pytest.fixture
def asked():
    """A lesson asks for 80 % of the points of a verified activity."""
    activity = uploaded("H5P.TrueFalse 1.8", VERIFIED, [true_false()]).activity
    return PlacementFactory(activity=activity, threshold_percent=80)


def test_a_package_that_the_server_cannot_grade_is_refused_with_the_lesson_and_nothing_is_kept(asked):
    before = files.listing(files.package_file("").parent)

    with pytest.raises(PackageRefused) as refusal:
        uploaded("H5P.Demo 1.0", {"text": "Bonjour"}, [demo()], activity=asked.activity)

    [fault] = refusal.value.faults
    assert f"«\u00a0{asked.page.title}\u00a0» demande 80\u00a0% des points" in fault.reason
    assert "Retirez d’abord le seuil" in fault.remedy
    assert Revision.objects.count() == 1
    assert not Library.objects.filter(machine_name="H5P.Demo").exists()
    assert files.listing(files.package_file("").parent) == before


def test_what_is_written_here_is_held_to_the_same(asked):
    uploaded("H5P.Demo 1.0", {"text": "Bonjour"}, [demo()])
    demo_row = Library.objects.get(machine_name="H5P.Demo")

    with pytest.raises(PackageRefused):
        write_activity(
            activity=asked.activity,
            library=demo_row,
            content={"text": "Bonjour"},
            title="Autre",
            language="fr",
            by=None,
        )

    assert asked.activity.revisions.count() == 1


def test_another_verified_content_takes_its_place(asked):
    revision = uploaded("H5P.TrueFalse 1.8", {**VERIFIED, "correct": "false"}, [true_false()], activity=asked.activity)

    assert revision.number == 2


@pytest.mark.parametrize("left", [{"threshold_percent": None}, {"is_live": False}])
def test_a_place_that_asks_for_nothing_any_more_hinders_nothing(asked, left):
    type(asked).objects.filter(pk=asked.pk).update(**left)

    assert uploaded("H5P.Demo 1.0", {"text": "Bonjour"}, [demo()], activity=asked.activity).number == 2
