from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from kombu.exceptions import OperationalError

from passport.credentials.documents import certificate, storing
from passport.credentials.models import Credential, private_storage
from passport.credentials.services import prepare_again, preparing, remove_orphans, request_pdf
from passport.credentials.tasks import render_pdf
from tests.passport.factories import CredentialFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def broken_renderer(monkeypatch):
    def stumble(_credential):
        raise certificate.CertificateFailed("no ink")

    monkeypatch.setattr(storing, "render_certificate", stumble)


def test_the_pdf_is_kept_under_a_name_that_says_nothing_of_the_person():
    credential = CredentialFactory(holder__name="Claire Fontanel")

    render_pdf.delay(credential.pk)

    credential.refresh_from_db()
    assert credential.pdf.name == f"certificats/{credential.uuid}.pdf"
    assert credential.pdf.size > 10_000


def test_the_task_run_twice_makes_one_pdf(monkeypatch):
    credential = CredentialFactory()
    render_pdf(credential.pk)
    monkeypatch.setattr(storing, "render_certificate", lambda _credential: pytest.fail("drawn again"))

    render_pdf(credential.pk)

    assert Credential.objects.get().pdf


def test_two_workers_at_once_leave_one_file():
    credential = CredentialFactory()
    storing.store_certificate(credential)
    storing.store_certificate(credential)

    credential.refresh_from_db()
    _folders, files = private_storage().listdir("certificats")
    assert [name for name in files if str(credential.uuid) in name] == [credential.pdf.name.split("/")[1]]


def test_a_failure_is_recorded_and_can_be_tried_again(broken_renderer, monkeypatch, django_capture_on_commit_callbacks):
    credential = CredentialFactory()
    render_pdf.delay(credential.pk)
    credential.refresh_from_db()
    assert credential.pdf_failed_at
    assert not credential.pdf_is_pending
    monkeypatch.undo()

    with django_capture_on_commit_callbacks(execute=True):
        prepare_again(credential=credential)

    credential.refresh_from_db()
    assert credential.pdf
    assert credential.pdf_failed_at is None


def test_without_a_broker_it_counts_as_failed_instead_of_breaking_the_page(monkeypatch):
    def no_broker(_pk):
        raise OperationalError

    monkeypatch.setattr(render_pdf, "delay", no_broker)
    credential = CredentialFactory()

    request_pdf(credential_id=credential.pk)

    credential.refresh_from_db()
    assert credential.pdf_failed_at


def test_a_lost_file_is_drawn_again(django_capture_on_commit_callbacks):
    credential = CredentialFactory()
    render_pdf(credential.pk)
    credential.refresh_from_db()
    private_storage().delete(credential.pdf.name)

    with django_capture_on_commit_callbacks(execute=True):
        prepare_again(credential=credential)

    credential.refresh_from_db()
    assert credential.pdf.storage.exists(credential.pdf.name)


def test_nothing_is_drawn_for_an_erased_holder():
    credential = CredentialFactory(holder=None)

    render_pdf(credential.pk)

    credential.refresh_from_db()
    assert not credential.pdf


def test_a_file_that_a_stopped_worker_left_behind_goes_after_a_day(monkeypatch):
    credential = CredentialFactory()
    render_pdf(credential.pk)
    credential.refresh_from_db()
    left = private_storage().save(f"certificats/{credential.uuid}.pdf", ContentFile(b"%PDF"))

    young = remove_orphans()
    monkeypatch.setattr(preparing, "ORPHAN_GRACE", -timedelta(minutes=1))
    remove_orphans()

    assert young == 0
    assert not private_storage().exists(left)
    assert credential.pdf.storage.exists(credential.pdf.name)
