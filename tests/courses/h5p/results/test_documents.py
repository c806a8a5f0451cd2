"""The statement that is kept: the server's words on who, when, where, on what and how many points."""

import json
import re
from uuid import uuid4

import pytest
from django.conf import settings

from courses.h5p.models import Statement
from courses.h5p.services import export_statements
from tests.cms.accounts.factories import UserFactory
from tests.courses.h5p.factories import PlacementFactory
from tests.courses.h5p.results.conftest import Page, answered

pytestmark = pytest.mark.django_db

SUB = "http://h5p.org/x-api/h5p-subContentId"


def kept():
    return Statement.objects.latest("pk").document


def test_who_when_and_on_what_are_the_server_s(page):
    name = uuid4()
    page.say(answered("0"), id=name)

    document = kept()

    assert document["id"] == str(name)
    assert document["actor"]["account"]["homePage"] == settings.SITE_URL
    assert document["object"]["id"] == f"{settings.SITE_URL}{page.url('activity')}"
    assert document["context"]["registration"] == page.attempt
    assert document["context"]["platform"] == "Passeport digital"
    assert document["timestamp"] == document["stored"]
    assert document["version"] == "1.0.3"


def test_nothing_of_the_person_nor_of_the_browser_s_word_on_them_is_kept(page):
    page.say(answered("0"))

    text = json.dumps(kept())

    assert page.learner.email not in text
    assert page.learner.name not in text
    assert "mbox" not in text
    assert "ailleurs.example" not in text


def test_a_person_has_one_pseudonym_everywhere_and_nobody_else_has_it(page):
    elsewhere, other = Page(PlacementFactory(), page.learner), Page(page.placement)
    actors = []
    for each in (page, elsewhere, other):
        each.open()
        each.say(answered("0"))
        actors.append(kept()["actor"]["account"]["name"])

    assert actors[0] == actors[1] != actors[2]
    assert re.fullmatch("[0-9a-f]{32}", actors[0])


def test_the_score_is_the_recomputed_one_and_the_declared_one_is_beside_it(page):
    page.say(answered("1", score=(5, 5)))

    result = kept()["result"]

    assert result["score"] == {"raw": 0.0, "min": 0, "max": 1.0, "scaled": 0.0}
    assert "success" not in result
    declared = result["extensions"][f"{settings.SITE_URL}/xapi/declared"]
    assert declared == {"raw": 5.0, "min": 0.0, "max": 5.0, "scaled": 1.0, "success": True}
    assert result["extensions"][f"{settings.SITE_URL}/xapi/trust"] == "verified"


def test_a_part_names_itself_and_its_parent_and_has_no_score(page):
    statement = answered("0", part="b-2", parent=True)
    statement["context"]["contextActivities"]["parent"][0]["id"] = "urn:uuid:1?subContentId=a-1"

    page.say(statement)

    document, whole = kept(), f"{settings.SITE_URL}{page.url('activity')}"
    assert document["object"]["id"] == f"{whole}?subContentId=b-2"
    assert document["object"]["definition"]["extensions"] == {SUB: "b-2"}
    assert document["context"]["contextActivities"]["parent"] == [
        {"objectType": "Activity", "id": f"{whole}?subContentId=a-1"}
    ]
    assert "score" not in document["result"]


def test_the_export_is_a_json_array_of_one_activity_s_statements(page):
    for response in ("0", "1", "2"):
        page.say(answered(response))
    other = Page(learner=UserFactory(verified=True))
    other.open()
    other.say(answered("0"))

    exported = json.loads("".join(export_statements(activity=page.placement.activity)))

    assert [each["result"]["response"] for each in exported] == ["0", "1", "2"]
    assert json.loads("".join(export_statements(activity=PlacementFactory().activity))) == []
