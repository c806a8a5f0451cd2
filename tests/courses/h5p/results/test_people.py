"""What a person takes away, and what stays when they go."""

import json
import zipfile
from io import BytesIO

import pytest
from django.urls import reverse

from cms.accounts.erasure import erase
from cms.accounts.models import User
from courses.h5p.models import Attempt, Incident, Result, Revision, State, Statement
from tests.courses.h5p.results.conftest import Page, answered

pytestmark = pytest.mark.django_db


def test_the_export_holds_what_was_said_kept_and_graded_and_nobody_else_s(page):
    page.say(answered("0"))
    page.save('{"answers":[0]}')
    other = Page(page.placement)
    other.open()
    other.say(answered("2"))

    answer = page.browser.post(reverse("accounts:export"))

    with zipfile.ZipFile(BytesIO(answer.getvalue())) as archive:
        attempts = json.loads(archive.read("activites-h5p.json"))
    assert len(attempts) == 1
    assert attempts[0]["activité"] == page.placement.activity.title
    assert attempts[0]["leçon"] == page.placement.page.title
    assert attempts[0]["résultats"][0]["confiance"] == "vérifié"
    assert attempts[0]["déclarations_xapi"][0]["result"]["response"] == "0"
    assert attempts[0]["reprise"] == [{"sorte": "state", "partie": "0", "valeur": {"answers": [0]}}]


def test_a_person_who_goes_leaves_nothing_and_the_activity_stays(page):
    page.say(answered("0"))
    page.save("{}")
    page.post("incident", {"attempt": page.attempt, "kind": "csp", "detail": "img-src"})
    other = Page(page.placement)
    other.open()
    other.say(answered("0"))

    erase(User.objects.filter(pk=page.learner.pk))

    assert list(Attempt.objects.values_list("learner", flat=True)) == [other.learner.pk]
    assert Result.objects.count() == Statement.objects.count() == 1
    assert not State.objects.exists()
    assert Revision.objects.count() == Incident.objects.count() == 1
