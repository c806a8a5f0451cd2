"""Libraries at the desk, for administrators."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from courses.h5p.models import Activity, Library
from tests.courses.h5p.building import package
from tests.courses.h5p.factories import LibraryFactory

pytestmark = pytest.mark.django_db


def sent(data):
    return {"package": SimpleUploadedFile("bibliotheques.h5p", data)}


def test_installing_takes_the_libraries_and_no_activity(client, administrator):
    answer = client.post(reverse("h5p_desk:install"), sent(package()), follow=True)

    page = answer.content.decode()
    assert Library.objects.get().machine_name == "H5P.Demo"
    assert not Activity.objects.exists()
    assert "1 bibliothèque est installée" in page
    assert "H5P.Demo" in page


def test_what_is_no_package_is_refused_with_its_reason(client, administrator):
    answer = client.post(reverse("h5p_desk:install"), sent(b"rien"))

    assert answer.status_code == 422
    assert "Rien n’a été enregistré" in answer.content.decode()


def test_a_library_tells_what_it_is_worth_and_whom_it_serves(client, administrator, installed):
    blanks = LibraryFactory(machine_name="H5P.Blanks", minor_version=14)
    serving = installed.current_revision.main_library

    assert "vérifié" in client.get(reverse("h5p_desk:library", args=[blanks.pk])).content.decode()
    assert installed.title in client.get(reverse("h5p_desk:library", args=[serving.pk])).content.decode()


def test_a_library_that_serves_is_not_deleted(client, administrator, installed):
    library = installed.current_revision.main_library

    answer = client.post(reverse("h5p_desk:delete_library", args=[library.pk]))

    assert answer.status_code == 409
    assert installed.title in answer.content.decode()
    assert Library.objects.filter(pk=library.pk).exists()


def test_a_library_that_nothing_uses_is_deleted(client, administrator):
    library = LibraryFactory()

    client.post(reverse("h5p_desk:delete_library", args=[library.pk]))

    assert not Library.objects.exists()


def test_a_list_costs_the_same_for_one_and_for_twenty(client, administrator, django_assert_max_num_queries):
    counts = []
    for more in (range(1), range(1, 20)):
        for minor in more:
            LibraryFactory(minor_version=minor)
        client.get(reverse("h5p_libraries:index"))
        with django_assert_max_num_queries(25) as seen:
            client.get(reverse("h5p_libraries:index"))
        counts.append(len(seen.captured_queries))
    assert counts[0] == counts[1]
