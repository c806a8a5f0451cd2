"""A package comes out again: the file that came in, or one rebuilt that any H5P host takes."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from courses.h5p.models import Activity, Library, Revision
from courses.h5p.services import build_package, original_package, upload_package
from tests.courses.h5p.building import PNG, demo, package, part, suite

pytestmark = pytest.mark.django_db


@pytest.fixture
def revision():
    content = {"content": [part("Un", points=1.5), part("Deux")], "image": {"path": "images/a.png"}}
    data = package("Test.Suite 1.0", content, [demo(), suite()], {"content/images/a.png": PNG})
    return upload_package(file=BytesIO(data), by=None)


def built(revision, **options):
    with build_package(revision=revision, **options) as file:
        return file.read()


def test_the_original_comes_out_byte_for_byte():
    data = package(extra={".DS_Store": b"x", "content/a.png": PNG})

    with original_package(revision=upload_package(file=BytesIO(data), by=None)) as file:
        assert file.read() == data


def test_what_was_written_here_has_no_original(revision):
    revision.package = ""

    assert original_package(revision=revision) is None


def test_a_rebuilt_package_is_always_the_same_bytes(revision):
    assert built(revision) == built(Revision.objects.get())


def test_a_rebuilt_package_has_its_entries_at_the_root_and_its_libraries(revision):
    with ZipFile(BytesIO(built(revision))) as archive:
        names = archive.namelist()
        assert archive.testzip() is None

    assert names[:3] == ["h5p.json", "content/content.json", "content/images/a.png"]
    assert {"H5P.Demo-1.0/library.json", "Test.Suite-1.0/semantics.json"} <= set(names)


def test_libraries_may_be_left_out_for_a_site_that_has_them(revision):
    with ZipFile(BytesIO(built(revision, with_libraries=False))) as archive:
        assert archive.namelist() == ["h5p.json", "content/content.json", "content/images/a.png"]


def test_downloaded_then_uploaded_elsewhere_it_is_the_same_activity(revision, settings, tmp_path):
    data = built(revision)
    before = {(row.name, row.patch_version, row.digest) for row in Library.objects.all()}
    settings.H5P_DIR = tmp_path / "elsewhere"
    Activity.objects.update(current_revision=None)
    Revision.objects.all().delete()
    Library.objects.all().delete()

    again = upload_package(file=BytesIO(data), by=None)

    assert again.content_json == revision.content_json
    assert again.metadata == revision.metadata
    assert again.files == revision.files
    assert again.content_digest == revision.content_digest
    assert {(row.name, row.patch_version, row.digest) for row in Library.objects.all()} == before
    assert built(again) == data
