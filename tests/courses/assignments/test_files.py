"""The files of a production, over HTTP: saved and never shown, for its learner and for trainers who read it."""

from pathlib import Path
from uuid import uuid4

import pytest
from django.urls import reverse

from courses.assignments.models import Attachment
from courses.assignments.services import PartEntry
from tests.cms.accounts.factories import UserFactory
from tests.courses.assignments.factories import (
    PDF,
    AssignmentFactory,
    being_read,
    decided,
    drafted,
    follower,
    handed_in,
    sent,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def assignment():
    return AssignmentFactory()


@pytest.fixture
def learner(client, assignment):
    learner = follower(assignment)
    client.force_login(learner)
    return learner


def attached(submission):
    return Attachment.objects.get(part__submission=submission).get_absolute_url()


def with_a_file(assignment, make, learner=None):
    return make(assignment, learner, fiche=PartEntry(text="x", files=[sent("Ma fiche.pdf", PDF)]))


def test_files_are_saved_never_shown(client, assignment, learner):
    answer = client.get(attached(with_a_file(assignment, drafted, learner)))

    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Disposition"] == 'attachment; filename="Ma fiche.pdf"'
    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("make", [drafted, handed_in, being_read, decided])
def test_files_of_somebody_else_do_not_exist(client, assignment, learner, make):
    assert client.get(attached(with_a_file(assignment, make))).status_code == 404


@pytest.mark.parametrize(("make", "status"), [(drafted, 404), (handed_in, 404), (being_read, 200), (decided, 200)])
def test_files_are_open_to_trainers_once_reading_has_begun(client, assignment, make, status):
    address = attached(with_a_file(assignment, make))
    client.force_login(UserFactory(trainer=True))

    answer = client.get(address)

    assert answer.status_code == status
    answer.close()


@pytest.mark.parametrize("role", ["registrar", "elected"])
def test_files_are_closed_to_whoever_does_not_teach(client, assignment, role):
    address = attached(with_a_file(assignment, decided))
    client.force_login(UserFactory(**{role: True}))

    assert client.get(address).status_code == 404


def test_files_that_were_lost_are_not_found(client, assignment, learner):
    draft = with_a_file(assignment, drafted, learner)
    found = Attachment.objects.get()
    found.file.storage.delete(found.file.name)

    assert client.get(attached(draft)).status_code == 404


def test_nobody_guesses_a_file(client, learner):
    assert client.get(reverse("assignments:file", args=[uuid4()])).status_code == 404


def test_files_lie_outside_what_the_site_publishes(client, assignment, learner, settings):
    with_a_file(assignment, drafted, learner)
    published = [Path(settings.MEDIA_ROOT), Path(settings.STATIC_ROOT)]

    assert not set(published) & set(Path(Attachment.objects.get().file.path).parents)
