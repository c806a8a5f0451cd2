"""Several uploads of the same new library at the same moment: one row, one folder, nobody refused."""

from io import BytesIO

import pytest

from courses.h5p import files
from courses.h5p.models import Activity, Library, Revision
from courses.h5p.services import AlreadyInService, install_libraries, remove_unused, restore_revision, upload_package
from tests.courses.h5p.building import demo, package, part, suite
from tests.courses.quizzes.test_at_the_same_time import together

pytestmark = pytest.mark.django_db(transaction=True)

AT_ONCE = 6


def test_uploads_of_the_same_new_libraries_store_them_once(h5p_folder):
    packages = [
        package("Test.Suite 1.0", {"content": [part(f"Question {number}")]}, [demo(), suite()])
        for number in range(AT_ONCE)
    ]

    revisions = together(*[lambda data=data: upload_package(file=BytesIO(data), by=None).pk for data in packages])

    assert Library.objects.count() == len(list((h5p_folder / files.LIBRARIES).iterdir())) == 2
    assert len(set(revisions)) == Activity.objects.count() == AT_ONCE
    assert not list((h5p_folder / files.WORKSPACES).iterdir())


def test_uploads_of_other_bytes_under_one_number_share_one_and_keep_the_others_apart():
    packages = [package(libraries=[demo(style=f"p {{ order: {number} }}")]) for number in range(AT_ONCE)]

    together(*[lambda data=data: upload_package(file=BytesIO(data), by=None) for data in packages])

    assert Library.objects.filter(is_shared=True).count() == 1
    assert Library.objects.count() == AT_ONCE


def test_replacements_of_one_activity_are_numbered_one_after_the_other():
    activity = upload_package(file=BytesIO(package()), by=None).activity

    together(
        *[
            lambda text=text: upload_package(file=BytesIO(package(content={"text": text})), by=None, activity=activity)
            for text in "abcdef"
        ]
    )

    assert sorted(Revision.objects.values_list("number", flat=True)) == list(range(1, AT_ONCE + 2))


def test_an_old_version_put_back_into_service_by_several_people_comes_back_once():
    first = upload_package(file=BytesIO(package()), by=None)
    upload_package(file=BytesIO(package(content={"text": "Plus tard"})), by=None, activity=first.activity)

    def restore():
        try:
            return restore_revision(revision=first, by=None).number
        except AlreadyInService:
            return None

    numbers = together(*[restore] * AT_ONCE)

    assert sorted(filter(None, numbers)) == [3]
    assert Revision.objects.count() == 3


def test_sweeping_beside_uploads_takes_nothing_of_theirs():
    data = package()

    together(
        *[lambda: upload_package(file=BytesIO(data), by=None)] * 3,
        *[remove_unused] * 2,
        lambda: install_libraries(file=BytesIO(data), by=None),
    )

    library = Library.objects.get()
    assert files.library_folder(library.digest).is_dir()
