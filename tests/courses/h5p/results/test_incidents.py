"""What activities tried."""

import logging

import pytest

from courses.h5p import limits
from courses.h5p.models import Incident
from courses.h5p.services import record_incident

pytestmark = pytest.mark.django_db


def tell(page, kind, detail=""):
    return page.post("incident", {"attempt": page.attempt, "kind": kind, "detail": detail})


def test_an_incident_is_counted_and_logged_without_the_learner(page, caplog):
    caplog.set_level(logging.WARNING, "courses.h5p.incidents")

    for _ in range(3):
        assert tell(page, "csp", "connect-src https://ailleurs.example").status_code == 204

    incident = Incident.objects.get()
    assert (incident.kind, incident.detail, incident.count) == ("csp", "connect-src https://ailleurs.example", 3)
    assert incident.revision == page.placement.activity.current_revision
    assert incident.last_at > incident.first_at
    assert len(caplog.records) == 3
    assert str(page.learner.pk) not in caplog.records[0].getMessage().partition("csp")[2]
    assert page.learner.email not in caplog.text


def test_the_detail_may_be_absent(page):
    assert page.post("incident", {"attempt": page.attempt, "kind": "rate"}).status_code == 204
    assert page.post("incident", {"attempt": page.attempt, "kind": "rate", "detail": None}).status_code == 204
    assert Incident.objects.get().count == 2


@pytest.mark.parametrize("sent", [{}, {"kind": 3}, {"kind": "csp", "detail": []}])
def test_what_is_not_an_incident_is_refused(page, sent):
    assert page.post("incident", {"attempt": page.attempt, **sent}).status_code == 400
    assert not Incident.objects.exists()


def test_a_strange_kind_and_a_long_detail_are_bounded(page, caplog):
    tell(page, "<script>", "a\nligne forgée\x1b[31m" + "x" * 400)

    incident = Incident.objects.get()
    assert incident.kind == "other"
    assert len(incident.detail) == 255
    assert "\n" not in caplog.records[-1].getMessage()
    assert "\x1b" not in incident.detail


def test_an_activity_cannot_fill_the_table(page, monkeypatch):
    monkeypatch.setattr(limits, "INCIDENTS", 5)
    revision = page.placement.activity.current_revision

    for number in range(12):
        record_incident(revision=revision, kind="csp", detail=f"adresse {number}")
        record_incident(revision=revision, kind=f"sorte-{number}", detail="")

    assert Incident.objects.count() == 6
    assert sum(Incident.objects.values_list("count", flat=True)) == 24
    assert Incident.objects.get(kind="other").count == 19
