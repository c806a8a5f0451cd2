"""What every tool shares: who may use it, what it refuses, the way back to the lesson, beginning again."""

import json

import pytest
from django.urls import reverse

from courses.modules.activities import activity
from courses.tools.catalogue import TOOLS
from courses.tools.services import KINDS
from courses.tools.views import TOOL_PAGES
from tests.courses.modules.factories import LessonPageFactory, ModulePageFactory
from tests.courses.tools.factories import DECISION

pytestmark = pytest.mark.django_db

SLUG = "fiche-de-decision"


@pytest.fixture
def lesson():
    return LessonPageFactory(parent=ModulePageFactory(code="INT"), code="INT-4", title="Les bonnes questions")


def test_every_tool_has_its_page_its_kind_and_counts_as_an_activity():
    assert set(TOOL_PAGES) == {tool.slug for tool in TOOLS}
    assert set(KINDS) == {tool.code for tool in TOOLS}
    assert len({tool.number for tool in TOOLS}) == len(TOOLS)
    for tool in TOOLS:
        assert TOOL_PAGES[tool.slug].kind is KINDS[tool.code]
        assert activity(tool.code).url == reverse("tools:tool", args=[tool.slug])


class TestTheListOfTools:
    def test_presents_each_one_with_its_purpose_its_length_and_its_lesson(self, client, lesson):
        page = client.get(reverse("tools:index")).content.decode()

        for tool in TOOLS:
            assert str(tool.title) in page
            assert str(tool.purpose) in page.replace("&#x27;", "'")
            assert reverse("tools:tool", args=[tool.slug]) in page
        assert reverse("modules:lesson", args=["INT-4"]) in page

    def test_is_the_same_for_all_visitors_so_it_is_kept(self, client):
        answer = client.get(reverse("tools:index"))

        assert not answer.cookies
        assert answer.has_header("ETag")

    def test_costs_the_same_however_many_lessons_are_on_line(self, client, lesson, django_assert_max_num_queries):
        with django_assert_max_num_queries(12):
            client.get(reverse("tools:index"), {"sans": "cache"})

    def test_is_found_in_the_site_map_and_each_tool_by_the_search(self, client):
        assert reverse("tools:index") in client.get(reverse("pages:site_map")).content.decode()
        found = client.get(reverse("pages:search"), {"q": "partenariat innovation"}).content.decode()
        assert reverse("tools:tool", args=["test-du-partenariat"]) in found


@pytest.mark.parametrize("slug", list(TOOL_PAGES))
class TestEachTool:
    def test_is_open_to_visitors_and_sets_no_cookie(self, client, slug):
        answer = client.get(reverse("tools:tool", args=[slug]))

        assert answer.status_code == 200
        assert not answer.cookies
        assert "Sans compte, rien n’est gardé" in answer.content.decode()

    def test_offers_a_learner_no_sign_in(self, member, slug):
        page = member.get(reverse("tools:tool", args=[slug])).content.decode()

        assert "Rien n’est gardé tant que vous ne le demandez pas" in page

    @pytest.mark.parametrize("sent", ["{", "[]", "[" * 50_000, '{"project": 12}', "x" * 70_000])
    def test_says_that_answers_cannot_be_read_and_begins_again(self, at_tool, slug, sent):
        desk = at_tool(slug)

        desk.look(desk.client.post(desk.address(), {"etat": sent}))

        assert desk.response.status_code == 422
        assert "Les réponses envoyées ne se lisent pas" in desk.text

    def test_drops_what_it_does_not_know(self, at_tool, slug):
        desk = at_tool(slug).resend({"project": "Borne", "verdict": "S4"})

        assert json.loads(desk.hidden["etat"])["project"] == "Borne"
        assert "verdict" not in desk.state

    def test_has_no_other_action(self, client, slug):
        assert client.post(reverse("tools:action", args=[slug, "valider"])).status_code == 404

    def test_leads_a_reading_request_to_its_first_page(self, client, slug):
        for action in ("resultat", "pdf", "garder"):
            answer = client.get(reverse("tools:action", args=[slug, action]))
            assert answer["Location"] == reverse("tools:tool", args=[slug])


def test_answers_that_no_page_could_carry_are_refused_where_they_are_typed(at_tool, monkeypatch):
    monkeypatch.setattr("courses.tools.rules.reading.LONGEST_STATE", 100)

    desk = at_tool(SLUG).send(project="x" * 110)

    assert desk.response.status_code == 422
    assert "cette page ne peut pas le garder" in desk.text
    assert desk.soup.select_one("[name=project]")["value"] == "x" * 110


def test_an_unknown_tool_is_not_found(client):
    assert client.get(reverse("tools:tool", args=["boule-de-cristal"])).status_code == 404
    assert client.post(reverse("tools:action", args=["boule-de-cristal", "pdf"])).status_code == 404


def test_answers_may_be_gone_back_to_by_the_browser_and_kept_by_nobody_else(at_tool):
    desk = at_tool(SLUG).resend(DECISION, "resultat")

    assert desk.response["Cache-Control"] == "private"


class TestTooManyPdfs:
    @pytest.fixture(autouse=True)
    def _one_a_minute(self, settings):
        settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "tool_pdf": "1/m/ip"}

    def test_are_refused_for_a_while_and_lose_nothing(self, at_tool):
        desk = at_tool(SLUG)
        assert desk.resend(DECISION, "pdf").response.status_code == 200

        desk.open().resend(DECISION, "pdf")

        assert desk.response.status_code == 429
        assert "Patientez une minute avant de demander un autre PDF" in desk.text
        assert "S2. Repousser" in desk.text
        assert desk.resend(DECISION, "markdown").response.status_code == 200


def test_nothing_is_lost_without_being_asked(at_tool):
    desk = at_tool(SLUG)
    assert "Recommencer à zéro" not in desk.text
    desk.send(project="Candélabres")

    desk.send("recommencer")

    assert "seront perdues" in desk.text
    assert desk.soup.select_one("a.bouton--grave")["href"] == reverse("tools:tool", args=[SLUG])
    desk.send()
    assert desk.state["project"] == "Candélabres"
    assert desk.soup.h2.get_text().startswith("D1. ")


class TestTheWayBackToTheLesson:
    def test_follows_somebody_who_comes_from_a_lesson_to_the_end(self, at_tool, lesson):
        back = reverse("modules:lesson", args=["INT-4"])
        desk = at_tool(SLUG).open("?lecon=INT-4")
        assert desk.soup.select_one(".retour a")["href"] == back

        desk.send(project="Candélabres").send(yes="non")

        assert "S0. Revenir au terrain" in desk.text
        assert desk.soup.select_one(".retour a")["href"] == back
        assert "Revenir à la leçon « Les bonnes questions »" in desk.text

    @pytest.mark.parametrize("code", ["INT-99", "https://ailleurs.example/", "//ailleurs", "INT-4/../", "<b>", ""])
    def test_is_never_an_address_nor_an_unknown_lesson(self, at_tool, lesson, code):
        desk = at_tool(SLUG).open(f"?lecon={code}")

        assert "lecon" not in desk.hidden
        assert "Revenir à la leçon" not in desk.text
        assert [link["href"] for link in desk.soup.select(".retour a")] == [reverse("modules:lesson", args=["INT-4"])]

    def test_is_not_offered_to_a_lesson_that_is_not_on_line(self, at_tool, lesson):
        lesson.unpublish()

        assert not at_tool(SLUG).open("?lecon=INT-4").soup.select(".retour a")

    def test_is_in_the_link_of_the_lesson(self, client):
        lesson = LessonPageFactory(
            body=[("activity", {"code": "OUTIL-1", "instruction": "Suivez la fiche.", "required": False})]
        )

        page = client.get(lesson.url).content.decode()

        assert f'href="{reverse("tools:tool", args=[SLUG])}?lecon={lesson.code}"' in page


class TestTheLessonsToRead:
    def test_are_those_that_are_on_line_with_their_title_of_today(self, at_tool):
        ach = ModulePageFactory(code="ACH")
        for number in (1, 2):
            LessonPageFactory(parent=ach, code=f"ACH-{number}", title=f"Leçon d’achat {number}")

        desk = at_tool(SLUG).resend({"project": "Wi-Fi", "answers": {"D1": {"yes": False, "reason": ""}}}, "resultat")

        links = {link["href"]: link.get_text() for link in desk.soup.select("main a")}
        assert links[reverse("modules:lesson", args=["ACH-1"])] == "Leçon d’achat 1"
        assert reverse("modules:lesson", args=["INT-1"]) not in links

    def test_leave_no_empty_part_when_there_are_none(self, at_tool):
        desk = at_tool(SLUG).resend(DECISION, "resultat")

        assert "Pour la suite, relisez" not in desk.text
