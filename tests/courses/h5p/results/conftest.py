"""Shared by the tests of results."""

import json
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from courses.h5p.signals import result_recorded
from tests.cms.accounts.factories import UserFactory
from tests.courses.h5p.factories import PlacementFactory

ANSWERED = "http://adlnet.gov/expapi/verbs/answered"


def answered(response="0", *, verb=ANSWERED, score=(1, 1), part="", parent=False, **result):
    """A statement as the core composes it: the browser's words on who, on what and how many points included."""
    raw, most = score
    definition = {"type": "http://adlnet.gov/expapi/activities/cmi.interaction", "interactionType": "choice"}
    extensions = {"http://h5p.org/x-api/h5p-local-content-id": 1}
    if part:
        extensions["http://h5p.org/x-api/h5p-subContentId"] = part
    context = {"category": [{"id": "http://h5p.org/libraries/H5P.MultiChoice-1.16", "objectType": "Activity"}]}
    if parent:
        context["parent"] = [{"id": "urn:uuid:1", "objectType": "Activity"}]
    return {
        "actor": {"name": "Apprenant", "mbox": "mailto:maire@commune.example", "objectType": "Agent"},
        "verb": {"id": verb, "display": {"en-US": verb.rpartition("/")[2]}},
        "object": {
            "id": "https://ailleurs.example/1",
            "objectType": "Activity",
            "definition": definition | {"extensions": extensions},
        },
        "context": {"contextActivities": context},
        "result": {
            "score": {"min": 0, "raw": raw, "max": most, "scaled": 1},
            "completion": True,
            "success": True,
            "duration": "PT12.4S",
            "response": response,
            **result,
        },
    }


class Page:
    """The page around an activity, for somebody who is signed in: what its script sends, in JSON."""

    def __init__(self, placement=None, learner=None, **options):
        self.placement = placement or PlacementFactory()
        self.learner = learner or UserFactory(verified=True)
        self.browser = Client(**options)
        self.browser.force_login(self.learner)
        self.attempt = None

    def url(self, name):
        return reverse(f"h5p:{name}", args=[self.placement.key])

    def post(self, name, body, **options):
        text = body if isinstance(body, str | bytes) else json.dumps(body, ensure_ascii=False)
        return self.browser.post(self.url(name), text, content_type="application/json", **options)

    def open(self):
        answer = self.post("session", {})
        self.attempt = answer.json().get("attempt")
        return answer

    def say(self, statement, *, tree=None, id=None, attempt=None):
        name = str(id or uuid4())
        sent = {"attempt": attempt or self.attempt, "id": name, "statement": statement, "tree": tree}
        return self.post("event", sent)

    def save(self, value, *, data_type="state", part="0", attempt=None):
        sent = {"attempt": attempt or self.attempt, "dataType": data_type, "subContentId": part, "value": value}
        return self.post("state", sent)


@pytest.fixture
def page(db):
    """An open session on a question whose first answer is right."""
    opened = Page()
    opened.open()
    return opened


@pytest.fixture
def announced():
    """The results that were announced, each time they were."""
    heard = []

    def hear(result_id, **kwargs):
        heard.append(result_id)

    result_recorded.connect(hear)
    yield heard
    result_recorded.disconnect(hear)
