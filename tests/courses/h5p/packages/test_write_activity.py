"""Contents written here pass the same checks as uploaded ones, and never change what learners play."""

from io import BytesIO

import pytest

from courses.h5p import files
from courses.h5p.models import Activity, Library, Revision
from courses.h5p.services import (
    PackageRefused,
    build_package,
    duplicate_activity,
    install_libraries,
    libraries_for,
    upload_package,
    write_activity,
)
from tests.cms.accounts.factories import UserFactory
from tests.courses.h5p.building import PNG, SVG, demo, library, package, part, suite

pytestmark = pytest.mark.django_db


@pytest.fixture
def installed():
    """`H5P.Demo 1.0` and `Test.Suite 1.0` in the site's store."""
    data = package("Test.Suite 1.0", {}, [demo(), suite()])
    return {row.machine_name: row for row in install_libraries(file=BytesIO(data), by=None)}


def written(main, content=None, **options):
    options = {"activity": None, "title": "Écrite ici", "language": "fr", "by": None, **options}
    return write_activity(library=main, content={"text": "Bonjour"} if content is None else content, **options)


def test_a_first_content_makes_an_activity(installed):
    trainer = UserFactory(trainer=True)

    revision = written(installed["H5P.Demo"], {"text": "Bonjour à tous"}, by=trainer)

    assert Activity.objects.get().current_revision == revision
    assert revision.origin == Revision.Origin.WRITTEN
    assert revision.created_by == trainer
    assert revision.content == {"text": "Bonjour à tous"}
    assert revision.package == ""
    assert [link.library for link in revision.library_links.all()] == [installed["H5P.Demo"]]
    assert revision.metadata["mainLibrary"] == "H5P.Demo"


def test_nested_activities_bring_their_libraries_first(installed):
    revision = written(installed["Test.Suite"], {"content": [part("Un")]})

    assert [link.library for link in revision.library_links.all()] == [installed["H5P.Demo"], installed["Test.Suite"]]
    assert libraries_for(library=installed["Test.Suite"], content=revision.content) == [
        installed["H5P.Demo"],
        installed["Test.Suite"],
    ]


def test_files_that_the_content_still_names_are_kept_and_the_others_left_behind(installed):
    content = {"a": {"path": "images/a.png"}, "b": {"path": "images/b.png"}}
    pictures = {"images/a.png": BytesIO(PNG), "images/b.png": BytesIO(PNG + b"b")}
    first = written(installed["H5P.Demo"], content, new_files=pictures)

    second = written(
        installed["H5P.Demo"],
        {"b": {"path": "images/b.png"}, "c": {"path": "images/c.svg"}},
        activity=first.activity,
        based_on=first,
        new_files={"images/c.svg": BytesIO(SVG)},
    )

    assert list(first.files) == ["images/a.png", "images/b.png"]
    assert list(second.files) == ["images/b.png", "images/c.svg"]
    assert (files.content_folder(second.content_digest) / "images/b.png").read_bytes() == PNG + b"b"
    assert (files.content_folder(first.content_digest) / "images/a.png").read_bytes() == PNG
    assert second.remarks == []


def test_a_new_file_replaces_the_old_one_of_the_same_name_in_the_new_revision_only(installed):
    content = {"a": {"path": "images/a.png"}}
    first = written(installed["H5P.Demo"], content, new_files={"images/a.png": BytesIO(PNG)})

    second = written(
        installed["H5P.Demo"],
        content,
        activity=first.activity,
        based_on=first,
        new_files={"images/a.png": BytesIO(PNG + b"new")},
    )

    assert (files.content_folder(first.content_digest) / "images/a.png").read_bytes() == PNG
    assert (files.content_folder(second.content_digest) / "images/a.png").read_bytes() == PNG + b"new"


@pytest.mark.parametrize(
    ("content", "new_files", "entry", "reason"),
    [
        ({"a": float("nan")}, {}, "content/content.json", "n’en est pas un (NaN)"),
        ({"a": 10**16}, {}, "content/content.json", "plus de 15 chiffres"),
        ({"a": "\0"}, {}, "content/content.json", "caractère interdit"),
        ({"a": "\ud800"}, {}, "content/content.json", "caractère interdit"),
        ({"a": {"path": "../a.png"}}, {}, "content/content.json", "sort du paquet"),
        ({"a": part("a", "Test.Absente 1.0")}, {}, "content/content.json", "Test.Absente 1.0 n’est ni dans"),
        ({}, {"../a.png": PNG}, "content/../a.png", "sort du paquet"),
        ({}, {"a.exe": b"MZ"}, "content/a.exe", "«\u00a0.exe\u00a0»"),
        ({}, {"a.png": b"MZ"}, "content/a.png", "ses premiers octets"),
        ({}, {"a.svg": b"<svg"}, "content/a.svg", "SVG est illisible"),
        ({}, {"a.png": PNG, "A.PNG": PNG}, "content/A.PNG", "prendrait la place"),
        ({}, {"a.txt": b"", "a.txt/b.txt": b""}, "content/a.txt/b.txt", "prendrait la place"),
    ],
)
def test_what_an_upload_would_refuse_is_refused(installed, kept, content, new_files, entry, reason):
    before = kept()

    with pytest.raises(PackageRefused) as refusal:
        written(installed["H5P.Demo"], content, new_files={name: BytesIO(data) for name, data in new_files.items()})

    assert [fault for fault in refusal.value.faults if fault.entry == entry and reason in fault.reason]
    assert kept() == before


def test_depth_is_bounded_whatever_is_given(installed):
    content = {}
    for _level in range(5_000):
        content = {"a": content}

    with pytest.raises(PackageRefused, match="Points à corriger"):
        written(installed["H5P.Demo"], content)


def test_a_title_is_needed(installed):
    with pytest.raises(PackageRefused):
        written(installed["H5P.Demo"], title=" ")


def test_a_library_that_is_no_activity_cannot_be_written(installed):
    [helper] = install_libraries(file=BytesIO(package(libraries=[library("Test.Aide 1.0", runnable=0)])), by=None)

    with pytest.raises(PackageRefused) as refusal:
        written(helper)

    assert "ne peut pas être jouée seule" in refusal.value.faults[0].reason


def test_a_library_kept_for_one_package_still_plays_what_is_written_from_it(installed):
    apart = upload_package(file=BytesIO(package(libraries=[demo(style="a { color: red }")])), by=None)

    revision = written(apart.main_library, activity=apart.activity, based_on=apart)

    assert [link.library for link in revision.library_links.all()] == [apart.main_library]
    assert Library.objects.count() == 3


def test_a_copy_begins_where_the_activity_is_and_lives_apart():
    original = upload_package(file=BytesIO(package(extra={"content/a.png": PNG})), by=None)
    trainer = UserFactory(trainer=True)

    copy = duplicate_activity(activity=original.activity, by=trainer)

    twin = copy.current_revision
    assert copy.title == twin.title == "Copie de «\u00a0Une activité d’essai\u00a0»"
    assert twin.content_json == original.content_json
    assert twin.files == original.files
    assert [link.library_id for link in twin.library_links.all()] == [
        link.library_id for link in original.library_links.all()
    ]
    written(original.main_library, {"text": "Autre"}, activity=copy, based_on=twin)
    original.activity.refresh_from_db()
    assert original.activity.current_revision == original


def test_what_is_written_here_can_be_downloaded_and_uploaded_elsewhere(installed, settings, tmp_path):
    revision = written(
        installed["Test.Suite"], {"content": [part("Un")], "i": {"path": "a.png"}}, new_files={"a.png": BytesIO(PNG)}
    )
    with build_package(revision=revision) as built:
        data = built.read()
    settings.H5P_DIR = tmp_path / "elsewhere"
    Activity.objects.update(current_revision=None)
    Revision.objects.all().delete()
    Library.objects.all().delete()

    again = upload_package(file=BytesIO(data), by=None)

    assert again.content == revision.content
    assert again.files == revision.files
    assert again.title == "Écrite ici"
