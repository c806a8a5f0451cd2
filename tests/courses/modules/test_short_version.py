"""A lesson has one text: its short version folds the parts that it can do without."""

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError

from courses.modules.blocks import LessonBody
from courses.progress.services import enroll
from tests.cms.accounts.factories import UserFactory
from tests.courses.modules.factories import LessonPageFactory
from tests.courses.pathways.factories import PathwayFactory, PathwayModuleFactory

pytestmark = pytest.mark.django_db

BODY = [
    ("text", "<h2>Pour tous</h2><p>Le début.</p>"),
    ("part", {"version": "long", "title": "Comparer trois voies"}),
    ("text", "<h3>Un détail</h3><p>Le milieu.</p>"),
    ("part", {"version": "all", "title": ""}),
    ("text", "<h2>La fin</h2><p>La suite.</p>"),
    ("brief", {"text": "<p>Trois mots simples.</p>"}),
    ("part", {"version": "long", "title": "Encore plus"}),
    ("text", "<p>Le reste.</p>"),
]


def a_lesson(**fields):
    return LessonPageFactory(**{"body": BODY, "minutes": 30, "short_minutes": 15} | fields)


def read(client, lesson, query=""):
    answer = client.get(lesson.url + query)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def parts(soup):
    return [(part.h2.get_text(), part.has_attr("open")) for part in soup.select("details.longue")]


def signed_in(client, *pathways):
    learner = UserFactory()
    for pathway in pathways:
        enroll(learner=learner, pathway=pathway)
    client.force_login(learner)


def a_pathway(lesson, **fields):
    pathway = PathwayFactory(**fields)
    PathwayModuleFactory(pathway=pathway, module=lesson.module, required=[lesson])
    return pathway


def test_a_visitor_reads_everything_and_may_choose_the_short_version(client):
    lesson = a_lesson()

    soup = read(client, lesson)

    assert parts(soup) == [("Comparer trois voies", True), ("Encore plus", True)]
    assert "30 min" in soup.select_one(".meta").get_text().replace("\u00a0", " ")
    other = soup.select_one(".meta a")
    assert other["href"] == "?version=courte"
    assert "15 min" in other.get_text().replace("\u00a0", " ")

    soup = read(client, lesson, other["href"])

    assert parts(soup) == [("Comparer trois voies", False), ("Encore plus", False)]
    assert soup.select_one(".meta a")["href"] == "?version=complete"
    assert "Le milieu." in soup.get_text()  # folded, not taken away


def test_what_closes_a_part_or_a_lesson_stays_outside_of_it(client):
    soup = read(client, a_lesson())

    assert "Le milieu." in soup.select_one("details.longue").get_text()
    assert "La suite." not in " ".join(part.get_text() for part in soup.select("details.longue"))
    assert [link.get_text() for link in soup.select("nav.sommaire a")] == [
        "Pour tous",
        "Comparer trois voies",
        "La fin",
        "Encore plus",
    ]


def test_the_thirty_seconds_come_first_and_not_among_the_contents(client):
    soup = read(client, a_lesson())

    assert "Trois mots simples." in soup.select_one(".lecon__corps .texte > section").get_text()


def test_a_pathway_in_short_version_opens_the_short_version(client):
    lesson = a_lesson()
    signed_in(client, a_pathway(lesson, is_short=True))

    assert [is_open for _title, is_open in parts(read(client, lesson))] == [False, False]
    assert [is_open for _title, is_open in parts(read(client, lesson, "?version=complete"))] == [True, True]


def test_two_pathways_that_differ_open_the_full_version(client):
    lesson = a_lesson()
    short, full = a_pathway(lesson, is_short=True), a_pathway(lesson, audience="cadre")
    signed_in(client, short, full)

    assert [is_open for _title, is_open in parts(read(client, lesson))] == [True, True]


def test_readers_of_both_versions_never_get_the_page_kept_for_the_other(client, settings):
    settings.VISITOR_CACHE_SECONDS = 60
    lesson = a_lesson()
    short, full = a_pathway(lesson, is_short=True), a_pathway(lesson, audience="cadre")
    for _turn in range(2):
        signed_in(client, short)
        assert not any(is_open for _title, is_open in parts(read(client, lesson)))
        signed_in(client, full)
        assert all(is_open for _title, is_open in parts(read(client, lesson)))


def test_a_lesson_with_one_version_offers_no_other(client):
    lesson = a_lesson(short_minutes=None)
    signed_in(client, a_pathway(lesson, is_short=True))

    soup = read(client, lesson, "?version=courte")

    assert all(is_open for _title, is_open in parts(soup))
    assert soup.select_one(".meta a") is None


def test_announced_minutes_are_those_of_the_version_of_the_pathway(client):
    lesson = a_lesson()
    a_pathway(lesson, is_short=True)
    a_pathway(lesson, audience="cadre")

    def minutes(address):
        return BeautifulSoup(client.get(address).content, "html.parser").select_one(".meta").get_text()

    assert "15 min" in minutes("/parcours/elu/").replace("\u00a0", " ")
    assert "30 min" in minutes("/parcours/cadre/").replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("value", "reason"),
    [({"version": "long", "title": ""}, "Donnez un titre"), ({"version": "all", "title": "Suite"}, "Retirez ce titre")],
)
def test_an_editor_is_told_what_a_mark_lacks(value, reason):
    block = LessonBody()

    with pytest.raises(ValidationError) as refused:
        block.clean(block.to_python([{"type": "part", "value": value}]))

    assert reason in str(refused.value.as_json_data())


def test_an_editor_is_told_which_figure_cannot_be_drawn():
    block = LessonBody()
    table = {
        "columns": [{"type": "text", "heading": "Année"}, {"type": "text", "heading": "Total"}],
        "rows": [{"values": ["2015", "beaucoup"]}],
        "caption": "",
    }
    value = {"title": "T", "shape": "bars", "unit": "€", "table": table, "reading": "Lire.", "source": "Rapport"}

    with pytest.raises(ValidationError) as refused:
        block.clean(block.to_python([{"type": "chart", "value": value}]))

    assert "ligne 1, Total" in str(refused.value.as_json_data())
