"""No broker to ask a worker: whoever asked goes on, the log tells, and somebody will ask again."""

import pytest
from kombu.exceptions import OperationalError

from passport.credentials import tasks
from passport.credentials.services import request_pdf, request_photograph, request_signatures
from passport.credentials.services.telling import request_letter
from tests.passport.factories import CredentialFactory

pytestmark = pytest.mark.django_db

REQUESTS = {
    "render_pdf": lambda credential: request_pdf(credential_id=credential.pk),
    "photograph_status": lambda credential: request_photograph(credential=credential),
    "sign_missing_credentials": lambda _credential: request_signatures(),
    "tell_issued": lambda credential: request_letter(tasks.tell_issued, credential_id=credential.pk),
}


def no_broker(*_ids):
    raise OperationalError("connection refused")


@pytest.mark.parametrize("name", REQUESTS)
def test_the_request_is_logged_and_only_a_pdf_counts_as_failed(name, monkeypatch, caplog):
    credential = CredentialFactory(signed=True)
    monkeypatch.setattr(getattr(tasks, name), "delay", no_broker)

    REQUESTS[name](credential)

    (line,) = [record for record in caplog.records if record.levelname == "ERROR"]
    assert "no broker" in line.getMessage()
    credential.refresh_from_db()
    assert bool(credential.pdf_failed_at) == (name == "render_pdf")
