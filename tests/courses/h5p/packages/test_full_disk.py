"""No room left, on the disk or in the database: it is said, and nothing is kept."""

import os
import resource
import shutil
import subprocess
from contextlib import contextmanager
from functools import partial
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from courses.h5p import files
from courses.h5p.files import NoRoom
from courses.h5p.models import Activity, Library, Revision
from courses.h5p.services import PackageRefused, inspect_package, install_libraries, upload_package, write_activity
from courses.h5p.services import uploading as uploading_service
from tests.cms.accounts.factories import UserFactory
from tests.courses.h5p.building import PNG, demo, package
from tests.courses.quizzes.test_at_the_same_time import together

pytestmark = pytest.mark.django_db

HEAVY = os.urandom(400_000)  # no compression makes it smaller
LIGHT = b"texte " * 60_000  # the package is small, what it holds is not
STAGES = {
    "copying": package(extra={"content/images/a.png": PNG + HEAVY}),
    "unpacking": package(extra={"content/a.txt": LIGHT}),
}


@contextmanager
def no_file_larger_than(size):
    """The kernel refuses to write any further, to this process alone; what the database keeps is not touched here."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.fixture
def small_disk(h5p_folder):
    """A real disk of 256 KiB, where the one who runs the tests may mount one."""
    h5p_folder.mkdir()
    mount = shutil.which("mount")
    options = ["-t", "tmpfs", "-o", "size=256k", "tmpfs", str(h5p_folder)]
    if not mount or subprocess.run([mount, *options], capture_output=True, check=False).returncode:
        pytest.skip("mounting a small disk takes a privilege")
    yield h5p_folder
    subprocess.run([shutil.which("umount"), str(h5p_folder)], check=True)


@pytest.mark.parametrize("stage", STAGES)
def test_an_upload_without_room_is_refused_and_leaves_nothing(stage, kept):
    before = kept()

    with no_file_larger_than(200_000), pytest.raises(NoRoom) as refusal:
        upload_package(file=BytesIO(STAGES[stage]), by=None)

    assert "plus de place" in str(refusal.value)
    assert kept() == before


@pytest.mark.parametrize("stage", STAGES)
def test_an_upload_to_a_full_disk_is_refused_and_leaves_nothing(stage, small_disk, kept):
    before = kept()

    with pytest.raises(NoRoom):
        upload_package(file=BytesIO(STAGES[stage]), by=None)

    assert kept() == before
    assert upload_package(file=BytesIO(package()), by=None).number == 1


def test_looking_into_a_package_without_room_is_refused(kept):
    before = kept()

    with no_file_larger_than(200_000), pytest.raises(NoRoom):
        inspect_package(file=BytesIO(STAGES["unpacking"]), by=None)

    assert kept() == before


def test_installing_libraries_without_room_is_refused_and_leaves_nothing(kept):
    before = kept()

    with no_file_larger_than(200_000), pytest.raises(NoRoom):
        install_libraries(file=BytesIO(STAGES["copying"]), by=None)

    assert kept() == before


def test_a_file_of_what_is_written_here_without_room_is_refused_and_leaves_nothing(kept):
    library = install_libraries(file=BytesIO(package()), by=None)[0]
    content, before = {"text": "Bonjour", "picture": {"path": "images/a.png"}}, kept()

    with no_file_larger_than(200_000), pytest.raises(NoRoom):
        write_activity(
            activity=None,
            library=library,
            content=content,
            title="Carte",
            language="fr",
            by=None,
            new_files={"images/a.png": BytesIO(PNG + HEAVY)},
        )

    assert kept() == before


@pytest.fixture
def full_database(transactional_db):
    """A database that may not grow by one page."""
    if connection.vendor != "sqlite":
        pytest.skip("another database is not limited from here")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA max_page_count")
        most = cursor.fetchone()[0]
        cursor.execute("VACUUM")

    @contextmanager
    def full():
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA max_page_count = 1")  # SQLite: never below what there is
        yield
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA max_page_count = {most}")

    return full


def test_a_full_database_keeps_no_file_either(full_database, kept):
    before = kept()
    wordy = package(content={"text": "Bonjour. " * 100_000}, extra={"content/images/a.png": PNG})

    with full_database(), pytest.raises(NoRoom):
        upload_package(file=BytesIO(wordy), by=None)

    assert kept() == before
    assert upload_package(file=BytesIO(wordy), by=None).number == 1


def test_what_was_published_by_an_upload_that_fails_is_taken_back(kept, monkeypatch):
    before = kept()
    fail_when_storing(monkeypatch)

    with pytest.raises(PackageRefused):
        upload_package(file=BytesIO(package(extra={"content/images/a.png": PNG})), by=None)

    assert kept() == before


def test_what_another_upload_had_published_before_stays(kept, monkeypatch):
    data = package(extra={"content/images/a.png": PNG})
    upload_package(file=BytesIO(data), by=None)
    before = kept()
    fail_when_storing(monkeypatch)

    with pytest.raises(PackageRefused):
        upload_package(file=BytesIO(data), by=None)

    assert kept() == before


def test_what_another_upload_published_meanwhile_stays(monkeypatch):
    stored = []
    store = uploading_service.store_revision

    def fail_after_another(**options):
        stored.append(store(**options))
        folder = files.content_folder(stored[0].content_digest)
        with files.workspace() as another:
            files.publish(shutil.copytree(folder, another / "content"), folder)
        raise PackageRefused([])

    monkeypatch.setattr(uploading_service, "store_revision", fail_after_another)
    with pytest.raises(PackageRefused):
        upload_package(file=BytesIO(package(extra={"content/images/a.png": PNG})), by=None)

    assert files.listing(files.content_folder(stored[0].content_digest)) == {"images/a.png": len(PNG)}
    assert not files.library_folder(stored[0].main_library.digest).exists()
    assert not files.package_file(stored[0].package).exists()


@pytest.mark.django_db(transaction=True)
def test_uploads_that_fail_beside_others_of_the_same_files_take_nothing_from_them(monkeypatch, h5p_folder):
    store = uploading_service.store_revision

    def fail_by_title(**options):
        revision = store(**options)
        if options["title"] == "En vain":
            raise PackageRefused([])
        return revision

    def upload(title, name):
        data = package(
            title=title, extra={f"content/images/{name}.png": PNG}, libraries=[demo(style=f"p {{ order: {name} }}")]
        )
        try:
            return upload_package(file=BytesIO(data), by=None)
        except PackageRefused:
            return None

    monkeypatch.setattr(uploading_service, "store_revision", fail_by_title)
    for round_number in range(4):
        kept = together(*[partial(upload, title, round_number) for title in ["En vain", "Pour de bon"] * 3])

        assert len([each for each in kept if each]) == 3
        for revision in filter(None, kept):
            assert files.content_folder(revision.content_digest).is_dir()
            assert files.package_file(revision.package).is_file()
            assert files.library_folder(revision.main_library.digest).is_dir()
        assert len(files.listing(h5p_folder / files.PACKAGES)) == 3 * (round_number + 1)


def test_an_empty_content_that_others_share_stays(kept, monkeypatch):
    first = upload_package(file=BytesIO(package()), by=None)
    fail_when_storing(monkeypatch)

    with pytest.raises(PackageRefused):
        upload_package(file=BytesIO(package(content={"text": "Autre"})), by=None)

    assert files.content_folder(first.content_digest).is_dir()


def fail_when_storing(monkeypatch):
    """The row is refused once its files are where it names them."""
    store = uploading_service.store_revision

    def fail(**options):
        store(**options)
        raise PackageRefused([])

    monkeypatch.setattr(uploading_service, "store_revision", fail)


# --- At the desk


@pytest.fixture
def administrator(client):
    person = UserFactory(administrator=True)
    client.force_login(person)
    return person


def post(client, name, data, **more):
    sent = {"package": SimpleUploadedFile("essai.h5p", data), **more}
    with no_file_larger_than(200_000):
        return client.post(reverse(f"h5p_desk:{name}"), sent)


@pytest.mark.parametrize(("name", "more"), [("upload", {}), ("upload", {"regarder": "1"}), ("install", {})])
def test_the_desk_says_that_there_is_no_room(client, administrator, name, more):
    answer = post(client, name, STAGES["unpacking"], **more)

    assert answer.status_code == 507
    assert "Le serveur n’a plus de place pour ce fichier" in answer.content.decode()
    assert not any(table.objects.exists() for table in (Activity, Library, Revision))


def test_the_script_of_the_desk_gets_the_same_words(client, administrator):
    sent = {"package": SimpleUploadedFile("essai.h5p", STAGES["unpacking"])}

    with no_file_larger_than(200_000):
        answer = client.post(reverse("h5p_desk:upload"), sent, HTTP_ACCEPT="application/json")

    assert answer.status_code == 507
    assert "plus de place" in answer.json()["html"]


@pytest.fixture
def written_on_arrival(settings, tmp_path):
    """Whatever is sent goes to the disk before a view begins, as large packages do."""
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 1000
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path / "arrivals"
    settings.FILE_UPLOAD_TEMP_DIR.mkdir()
    return settings.FILE_UPLOAD_TEMP_DIR


def test_a_package_that_does_not_even_arrive_is_answered(client, administrator, written_on_arrival):
    answer = post(client, "upload", STAGES["copying"])

    assert answer.status_code == 507
    assert "plus de place" in answer.content.decode()
    assert not list(written_on_arrival.iterdir())
    assert not Activity.objects.exists()


def test_the_script_is_told_too_that_a_package_did_not_arrive(client, administrator, written_on_arrival):
    sent = {"package": SimpleUploadedFile("essai.h5p", STAGES["copying"])}

    with no_file_larger_than(200_000):
        answer = client.post(reverse("h5p_desk:upload"), sent, HTTP_ACCEPT="application/json")

    assert (answer.status_code, 'role="alert"' in answer.json()["html"]) == (507, True)


def test_what_arrives_still_needs_the_form_token(administrator, written_on_arrival):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(administrator)

    assert (
        strict.post(reverse("h5p_desk:upload"), {"package": SimpleUploadedFile("a.h5p", package())}).status_code == 403
    )
    assert not Activity.objects.exists()


def test_any_other_trouble_of_the_disk_is_a_fault_of_the_site(h5p_folder):
    Path(h5p_folder).write_bytes(b"")  # a file where the folder should be

    with pytest.raises(NotADirectoryError):
        upload_package(file=BytesIO(package()), by=None)
