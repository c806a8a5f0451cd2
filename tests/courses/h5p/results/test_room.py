"""How many bytes an attempt may write in the tables."""

import logging
from uuid import uuid4

import pytest

from courses.h5p import limits
from courses.h5p.models import Attempt, Incident, Result, Statement
from courses.h5p.services import record_statement
from courses.h5p.services.recording import weight_of
from tests.courses.h5p.factories import ActivityFactory, AttemptFactory, LibraryFactory, PlacementFactory
from tests.courses.h5p.results.conftest import Page, answered

pytestmark = pytest.mark.django_db

INTERACTED = "http://adlnet.gov/expapi/verbs/interacted"
COMPLETED = "http://adlnet.gov/expapi/verbs/completed"
LONG = "x" * 50_000


@pytest.fixture
def narrow(monkeypatch):
    """Room for about eight long responses, half of it for what ends nothing."""
    monkeypatch.setattr(limits, "KEPT", limits.MIB // 2)


def fill(page, verb=INTERACTED):
    """Say long things until one is refused; that refusal."""
    for _number in range(20):
        answer = page.say(answered(LONG, verb=verb))
        if answer.status_code != 201:
            return answer
    raise AssertionError("Nothing was refused.")


def test_what_would_weigh_too_much_is_refused_and_said(page, narrow):
    answer = fill(page)

    assert answer.status_code == 413
    assert "tout ce qu’il peut garder" in answer.json()["message"]
    assert 0 < Statement.objects.count() < 8


def test_what_is_written_never_weighs_more_than_the_limit(page, narrow):
    fill(page)
    fill(page, verb=COMPLETED)

    written = [weight_of(each.document) for each in Statement.objects.all()]
    written += [weight_of(each.items) for each in Result.objects.all()]
    assert sum(written) == Attempt.objects.get().kept_bytes <= limits.KEPT


def test_an_activity_that_chatters_leaves_room_for_its_end(page, narrow):
    fill(page)

    told = page.say(answered("0"))

    assert (told.status_code, told.json()["points"]) == (201, 1)


def test_a_result_that_is_recorded_stands_when_the_next_one_is_refused(page, narrow, announced):
    page.say(answered("0"))
    refused = fill(page, verb=COMPLETED)
    results = Result.objects.count()

    assert (refused.status_code, results) == (413, Statement.objects.count())
    assert fill(page, verb=COMPLETED).status_code == 413
    assert Result.objects.count() == results
    assert page.open().json()["standing"]["text"] == "Fait. Votre meilleur résultat vérifié\u00a0: 100\u00a0%."


def test_the_first_refusal_is_an_incident_and_the_others_are_not(page, narrow, caplog):
    caplog.set_level(logging.WARNING, "courses.h5p.incidents")

    for _number in range(3):
        fill(page)
    fill(page, verb=COMPLETED)

    incident = Incident.objects.get()
    assert (incident.kind, incident.count) == ("full", 1)
    assert len([each for each in caplog.records if each.name == "courses.h5p.incidents"]) == 1


def test_each_attempt_that_is_full_is_an_incident(page, narrow):
    fill(page)
    other = Page(page.placement)
    other.open()
    fill(other)

    assert Incident.objects.get().count == 2


def test_what_is_known_is_answered_when_there_is_no_room_left(page, narrow):
    name = uuid4()
    first = page.say(answered("0"), id=name)
    fill(page, verb=COMPLETED)

    again = page.say(answered("0"), id=name)

    assert (again.status_code, again.json()) == (200, first.json())


def test_beginning_again_makes_room(page, narrow):
    fill(page)
    page.browser.post(page.url("restart"))
    page.open()

    assert page.say(answered(LONG, verb=INTERACTED)).status_code == 201


CHOICES = [
    {"id": str(n), "description": {"fr": f"Proposition {n}, " + "assez longue pour une question " * 5}}
    for n in range(8)
]
QUESTIONS = {
    "questions": [
        {
            "library": "H5P.MultiChoice 1.16",
            "params": {
                "answers": [{"text": each["description"]["fr"], "correct": each["id"] == "0"} for each in CHOICES]
            },
            "subContentId": f"{number:08}-0000-4000-8000-000000000000",
            "metadata": {"title": f"Question {number}, " + "avec un titre qui dit ce qui est demandé " * 2},
        }
        for number in range(100)
    ]
}


def wordy(part="", **more):
    """A statement with a long question and eight long choices."""
    statement = answered("0[,]3[,]5", part=part, parent=bool(part), **more)
    statement["object"]["definition"] |= {
        "choices": CHOICES,
        "description": {"fr": "Que dit la loi de ce cas ? " * 30},
        "correctResponsesPattern": ["0[,]3[,]5"],
    }
    return statement


def test_a_set_of_a_hundred_wordy_questions_is_far_from_the_limit():
    library = LibraryFactory(machine_name="H5P.QuestionSet", major_version=1, minor_version=21, patch_version=0)
    attempt = AttemptFactory(placement=PlacementFactory(activity=ActivityFactory(content=QUESTIONS, library=library)))
    parts = [each["subContentId"] for each in QUESTIONS["questions"]]
    tree = {
        "statement": answered("", verb=COMPLETED),
        "children": [{"statement": wordy(part)} for part in parts],
    }

    record_statement(attempt=attempt, statement_id=uuid4(), statement=wordy(parts[0], verb=INTERACTED))
    attempt.refresh_from_db()
    chatter = attempt.kept_bytes
    record_statement(attempt=attempt, statement_id=uuid4(), statement=tree["statement"], tree=tree)
    attempt.refresh_from_db()
    end = attempt.kept_bytes - chatter

    assert Result.objects.get().items
    assert limits.STATEMENTS // 2 * chatter < limits.KEPT // 2
    assert 200 * end < limits.KEPT // 2
