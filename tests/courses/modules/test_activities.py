"""Activities in lessons: offered by packages above, shown by their code, never a reason to fail."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from courses.modules import activities
from courses.modules.activities import Activity, activity, register
from courses.modules.blocks import LessonBody
from courses.modules.models import LessonPage
from courses.modules.rendering import lesson_body
from courses.modules.services import import_module
from tests.courses.modules.factories import LessonPageFactory

pytestmark = pytest.mark.django_db


def asks(code="LAB-91", required=False):
    return ("activity", {"code": code, "instruction": "Lisez une journée.", "required": required})


def shown(lesson, client):
    answer = client.get(lesson.url)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


class TestTheRegistry:
    def test_knows_what_was_offered(self, monkeypatch):
        monkeypatch.setattr(activities, "_offered", {})
        offered = Activity(code="LAB-93", title="Chercher", url_name="modules:lesson", url_args=("SEC-1",), minutes=20)

        register(offered)

        assert activity("LAB-93") is offered
        assert activities.activities() == (offered,)
        assert offered.url == reverse("modules:lesson", args=["SEC-1"])

    def test_knows_nothing_of_other_codes(self):
        assert activity("LAB-99") is None


class TestTheBlock:
    def test_leads_to_the_activity_and_says_how_long_it_takes(self, lab):
        block = LessonBody().child_blocks["activity"]

        html = block.render(block.normalize(asks()[1]))

        soup = BeautifulSoup(html, "html.parser")
        assert soup.a["href"] == lab.url
        assert soup.a.get_text() == "Lire une journée"
        assert "25\u00a0minutes" in soup.get_text()
        assert "Lisez une journée." in soup.get_text()
        assert "obligatoire" not in soup.get_text()

    def test_says_when_the_lesson_requires_it(self, lab):
        block = LessonBody().child_blocks["activity"]

        assert "obligatoire dans cette leçon" in block.render(block.normalize(asks(required=True)[1]))

    def test_stays_when_nobody_offers_the_activity(self, client):
        soup = shown(LessonPageFactory(body=[asks("LAB-99", required=True)]), client)

        assert "Activité indisponible pour le moment" in soup.main.get_text()
        assert "Lisez une journée." in soup.main.get_text()

    def test_says_nothing_personal_to_a_visitor(self, client, lab):
        soup = shown(LessonPageFactory(body=[asks(required=True)]), client)

        assert "À faire" not in soup.main.get_text()
        assert not soup.main.form

    def test_is_made_anew_when_the_activity_is_offered_at_last(self, monkeypatch):
        lesson = LessonPageFactory(body=[asks("LAB-94")])
        assert "indisponible" in lesson_body(lesson).html

        offered = Activity(code="LAB-94", title="Enfin", url_name="glossary:index", minutes=5)
        monkeypatch.setitem(activities._offered, "LAB-94", offered)

        assert "Enfin" in lesson_body(lesson).html


class TestALesson:
    def test_knows_its_activities_and_those_that_it_requires(self, lab):
        lesson = LessonPageFactory(body=[asks(required=True), asks("LAB-99", required=True), asks("LAB-95")])
        lesson = type(lesson).objects.get(pk=lesson.pk)

        assert lesson.activity_codes == ("LAB-91", "LAB-99", "LAB-95")
        assert lesson.required_activities == (lab,)

    def test_without_a_body_has_none(self):
        assert LessonPageFactory(body=[]).activity_codes == ()


def test_an_import_keeps_what_a_lesson_asks_even_of_an_activity_that_is_not_offered_here(site, folder):
    import_module(folder=folder)

    lesson = LessonPage.objects.get(code="ESS-1")
    assert lesson.activity_blocks == [("LAB-91", True), ("LAB-92", False)]
