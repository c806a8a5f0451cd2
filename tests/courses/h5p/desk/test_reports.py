"""What a trainer reads of what learners did."""

import json

import pytest
from django.urls import reverse

from courses.h5p.models import Incident
from tests.courses.h5p.factories import ActivityFactory, AttemptFactory, PlacementFactory, ResultFactory

pytestmark = pytest.mark.django_db

ITEMS = [
    {"id": "a", "title": "La régie", "trust": "verified", "points": 0, "maximum": 1, "response": "2"},
    {"id": "b", "title": "Le marché", "trust": "verified", "points": 1, "maximum": 1, "response": "0"},
]


def report_of(client, activity):
    return client.get(reverse("h5p_desk:report", args=[activity.pk])).content.decode()


def test_a_report_counts_people_results_and_missed_questions_without_naming_anybody(client, trainer):
    placement = PlacementFactory()
    attempts = AttemptFactory.create_batch(2, placement=placement)
    for attempt in attempts:
        ResultFactory(attempt=attempt, items=ITEMS, points=1, maximum=2, seconds=75)

    page = report_of(client, placement.activity)

    assert "La régie" in page
    assert "1\u00a0min 15\u00a0s" in page
    assert "100\u00a0%" in page
    assert placement.page.title in page
    assert not any(attempt.learner.name in page or attempt.learner.email in page for attempt in attempts)


def test_an_activity_that_nobody_began_says_so(client, trainer):
    assert "Personne n’a encore commencé" in report_of(client, ActivityFactory())


def test_what_the_frame_refused_is_listed(client, trainer):
    activity = ActivityFactory()
    Incident.objects.create(revision=activity.current_revision, kind="csp", detail="<b>connect-src</b>", count=7)

    page = report_of(client, activity)

    assert "&lt;b&gt;connect-src" in page
    assert "<td>7</td>" in page


def test_statements_leave_as_a_json_array(client, trainer):
    placement = PlacementFactory()
    attempt = AttemptFactory(placement=placement)
    document = {"actor": {"account": {"name": "p-1"}}, "verb": {"id": "http://adlnet.gov/expapi/verbs/answered"}}
    attempt.statements.create(statement_id="6f3f5f6e-6d2e-4f3b-9f2e-0a3f1a1b2c3d", verb="answered", document=document)

    answer = client.get(reverse("h5p_desk:statements", args=[placement.activity.pk]))

    assert json.loads(b"".join(answer.streaming_content)) == [document]
    assert "attachment" in answer["Content-Disposition"]
