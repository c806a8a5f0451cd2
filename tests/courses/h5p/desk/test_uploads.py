"""Packages at the desk: kept, refused with every reason, looked at, replaced."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from courses.h5p.models import Activity, Library, Revision
from tests.courses.h5p.building import package
from tests.courses.h5p.factories import AttemptFactory, PlacementFactory

pytestmark = pytest.mark.django_db

JSON = {"HTTP_ACCEPT": "application/json"}


def sent(data, name="essai.h5p", **more):
    return {"package": SimpleUploadedFile(name, data), **more}


def test_a_trainer_brings_an_activity_for_libraries_that_are_there(client, trainer, installed):
    answer = client.post(reverse("h5p_desk:upload"), sent(package(content={"text": "La délibération"})), follow=True)

    activity = Activity.objects.exclude(pk=installed.pk).get()
    assert answer.redirect_chain == [(reverse("h5p_desk:activity", args=[activity.pk]), 302)]
    assert activity.current_revision.created_by == trainer
    assert "est enregistrée" in answer.content.decode()


def test_a_trainer_without_the_right_to_install_reads_what_is_missing(client, trainer):
    answer = client.post(reverse("h5p_desk:upload"), sent(package()))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Rien n’a été enregistré" in page
    assert "H5P.Demo" in page
    assert not Library.objects.exists()
    assert not Activity.objects.exists()


def test_an_administrator_brings_the_libraries_too(client, administrator):
    client.post(reverse("h5p_desk:upload"), sent(package()))

    assert Library.objects.get().installed_by == administrator
    assert Activity.objects.get().current_revision.number == 1


def test_every_reason_is_told_at_once_with_its_place(client, administrator):
    bad = package(extra={"content/page.html": b"<p>", "content/outil.exe": b"MZ"})

    page = client.post(reverse("h5p_desk:upload"), sent(bad)).content.decode()

    assert "content/page.html" in page
    assert "content/outil.exe" in page
    assert "points à corriger" in page


@pytest.mark.parametrize("data", [{}, {"package": ""}])
def test_nothing_chosen_is_said_beside_the_field(client, trainer, data):
    answer = client.post(reverse("h5p_desk:upload"), data)

    assert answer.status_code == 422
    assert "Choisissez un fichier .h5p." in answer.content.decode()


def test_an_empty_file_and_another_kind_of_file_are_refused_in_french(client, trainer):
    empty = client.post(reverse("h5p_desk:upload"), sent(b""))
    other = client.post(reverse("h5p_desk:upload"), sent(b"%PDF-1.4", name="notice.pdf"))

    assert (empty.status_code, other.status_code) == (422, 422)
    assert "notice.pdf" in other.content.decode()


def test_the_script_receives_the_address_or_the_report(client, administrator):
    good = client.post(reverse("h5p_desk:upload"), sent(package()), **JSON)
    bad = client.post(reverse("h5p_desk:upload"), sent(package(extra={"content/a.exe": b"MZ"})), **JSON)

    assert good.json() == {"url": reverse("h5p_desk:activity", args=[Activity.objects.get().pk])}
    assert bad.status_code == 422
    assert "content/a.exe" in bad.json()["html"]


def test_looking_keeps_nothing_and_tells_what_is_inside(client, administrator):
    page = client.post(reverse("h5p_desk:upload"), sent(package(), regarder="1")).content.decode()

    assert "Rien ne l’est encore" in page
    assert "nouvelle, installée avec le paquet" in page
    assert "rien n’est noté par le serveur" in page.lower()
    assert not Activity.objects.exists()
    assert not Library.objects.exists()


def test_replacing_says_first_whom_it_meets(client, trainer, installed):
    placement = PlacementFactory(activity=installed)
    AttemptFactory(placement=placement)
    AttemptFactory(placement=placement, closed_at=timezone.now() - timedelta(days=1))

    page = client.get(reverse("h5p_desk:replace", args=[installed.pk])).content.decode()

    assert placement.page.title in page
    assert "1 apprenant est au milieu" in page


def test_replacing_makes_a_version_and_leaves_open_attempts_alone(client, trainer, installed):
    attempt = AttemptFactory(placement=PlacementFactory(activity=installed))

    client.post(reverse("h5p_desk:replace", args=[installed.pk]), sent(package(content={"text": "Autre"})))

    installed.refresh_from_db()
    attempt.refresh_from_db()
    assert installed.current_revision.number == 2
    assert attempt.revision.number == 1
    assert attempt.closed_at is None


def test_a_refused_replacement_changes_nothing(client, trainer, installed):
    client.post(reverse("h5p_desk:replace", args=[installed.pk]), sent(b"rien"))

    assert Revision.objects.get().number == 1
