"""A lesson as it is read."""

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from courses.modules.models import LessonPage
from tests.cms.accounts.factories import UserFactory
from tests.courses.glossary.factories import TermFactory
from tests.courses.modules.factories import LessonPageFactory, ModulePageFactory

pytestmark = pytest.mark.django_db


def read(client, page):
    answer = client.get(page.url)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def contents(soup):
    return [(link["href"], link.get_text()) for link in soup.select("nav.sommaire a")]


def test_the_contents_are_the_titles_of_the_body_each_with_its_own_anchor(client):
    lesson = LessonPageFactory(
        body=[
            ("text", "<h2>Le problème</h2><p>…</p><h3>Un détail</h3>"),
            ("text", "<h2>Le problème</h2><h2>Œuvre d’élue : 1er pas</h2>"),
            ("takeaway", {"ideas": ["<p>Une porte.</p>"]}),
        ]
    )

    soup = read(client, lesson)

    assert contents(soup) == [
        ("#le-probleme", "Le problème"),
        ("#le-probleme-2", "Le problème"),
        ("#oeuvre-d-elue-1er-pas", "Œuvre d’élue\u00a0: 1er pas"),
        ("#retenir", "À retenir"),
    ]
    for anchor, _title in contents(soup):
        assert len(soup.select(f"[id='{anchor[1:]}']")) == 1


def test_an_anchor_of_the_page_itself_is_not_taken_by_a_title(client):
    lesson = LessonPageFactory(body=[("text", "<h2>Contenu</h2><h2>Aide</h2>")])

    assert [anchor for anchor, _title in contents(read(client, lesson))] == ["#contenu-2", "#aide-2"]


def test_a_word_opens_its_meaning_in_place_and_its_definition_leads_back(client):
    term = TermFactory(slug="pare-feu", name="Pare-feu", definition="Un filtre : simple.")
    text = '<p>Un <a href="#mot-pare-feu">pare-feu</a>, puis un autre <a href="#mot-pare-feu">pare-feu</a>.</p>'
    lesson = LessonPageFactory(body=[("terms", {"terms": [term]}), ("text", text)])

    soup = read(client, lesson)

    first, second = soup.select("button.terme")
    assert {first["popovertarget"], second["popovertarget"]} == {"sens-pare-feu"}
    assert (first["type"], first["id"], second.get("id")) == ("button", "texte-mot-pare-feu", None)
    (meaning,) = soup.select("#sens-pare-feu")
    assert meaning.has_attr("popover")
    assert "Un filtre\u00a0: simple." in meaning.get_text()
    assert meaning.a["href"] == "/glossaire/#mot-pare-feu"
    assert meaning.button["popovertargetaction"] == "hide"
    back = soup.select_one("#mot-pare-feu dd a")
    assert back["href"] == "#texte-mot-pare-feu"
    assert back["aria-label"] == "Revenir au texte, mot «\u00a0pare-feu\u00a0»"


def test_a_word_that_the_lesson_does_not_define_opens_its_meaning_all_the_same(client):
    TermFactory(slug="cloud", name="Cloud", definition="Des ordinateurs distants.")
    lesson = LessonPageFactory(body=[("text", '<p><a href="#mot-cloud">cloud</a></p>')])

    soup = read(client, lesson)

    assert soup.select_one("button.terme")["popovertarget"] == "sens-cloud"
    assert "Des ordinateurs distants." in soup.select_one("#sens-cloud").get_text()


@pytest.mark.parametrize("is_live", [None, False], ids=["unknown", "a draft"])
def test_a_word_without_a_published_definition_leads_to_the_glossary(client, is_live):
    if is_live is not None:
        TermFactory(slug="cloud", live=is_live)
    lesson = LessonPageFactory(body=[("text", '<p><a href="#mot-cloud">cloud</a></p>')])

    soup = read(client, lesson)

    assert soup.select_one("a.terme")["href"] == "/glossaire/#mot-cloud"
    assert not soup.select("[popover]")


def test_a_word_in_a_title_stays_a_link(client):
    TermFactory(slug="cloud")
    lesson = LessonPageFactory(body=[("text", '<h2>Le <a href="#mot-cloud">cloud</a></h2>')])

    soup = read(client, lesson)

    assert soup.select_one("h2 a.terme")["href"] == "/glossaire/#mot-cloud"
    assert not soup.select("button.terme")


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("On forme l’{word}. Ensuite", "l’clause."),
        ("Une (bonne) {word}\u00a0: la vôtre", "clause\u00a0:"),
        ("Une {word} claire", None),
        ("{word}", None),
    ],
)
def test_a_word_that_opens_stays_on_the_line_of_what_touches_it(client, text, whole):
    TermFactory(slug="clause")
    lesson = LessonPageFactory(body=[("text", f"<p>{text}</p>".format(word='<a href="#mot-clause">clause</a>'))])

    soup = read(client, lesson)

    paragraph = soup.select_one("button.terme").find_parent("p")
    assert paragraph.get_text() == text.format(word="clause")
    assert [span.get_text() for span in paragraph.select(".entier")] == ([whole] if whole else [])


def test_a_term_that_is_still_a_draft_is_not_shown(client):
    term = TermFactory(name="Secret", live=False)
    lesson = LessonPageFactory(body=[("terms", {"terms": [term]})])

    assert "Secret" not in read(client, lesson).get_text()


def test_words_and_questions_are_read_last(client):
    term = TermFactory(name="Cloud")
    lesson = LessonPageFactory(body=[("terms", {"terms": [term]}), ("text", "<h2>Après</h2>")])

    assert [title for _anchor, title in contents(read(client, lesson))] == ["Après", "Les mots de la leçon"]


def test_a_lesson_says_its_place_its_time_and_the_next_one(client):
    module = ModulePageFactory()
    first, second = LessonPageFactory(parent=module, minutes=25), LessonPageFactory(parent=module)

    text = " ".join(read(client, first).get_text(" ").split())

    assert "Leçon 1 sur 2" in text
    assert "25 minutes" in text
    assert second.url in client.get(first.url).content.decode()
    assert (first.next_lesson, second.previous_lesson, second.next_lesson) == (second, first, None)


def test_the_breadcrumb_leads_from_the_home_page_to_the_place_of_the_lesson(client):
    lesson = LessonPageFactory()

    steps = [step.get_text() for step in read(client, lesson).select("nav.fil li")]

    assert steps == ["Accueil", "Modules", lesson.module.title.replace("'", "’"), "Leçon 1"]


def test_drafts_are_for_the_editors_alone(client):
    module = ModulePageFactory()
    shown = LessonPageFactory(parent=module)
    hidden = LessonPageFactory(parent=module, title="Pas encore", live=False)

    assert client.get(f"{module.url}{hidden.slug}/").status_code == 404
    assert "Pas encore" not in client.get(shown.url).content.decode()
    assert "Pas encore" not in client.get(module.url).content.decode()


def test_the_lessons_of_an_unpublished_module_wait_with_it(client):
    lesson = LessonPageFactory()
    address = lesson.url
    lesson.module.unpublish()

    assert client.get(address).status_code == 404
    assert client.get(f"{address}fiche/").status_code == 404


def test_a_new_version_is_read_at_once_though_the_body_is_kept(client):
    lesson = LessonPageFactory()
    client.get(lesson.url)
    page = LessonPage.objects.get(pk=lesson.pk)
    page.body = [("text", "<p>Un texte tout neuf.</p>")]
    page.save_revision().publish()

    assert "tout neuf" in client.get(lesson.url + "?x").content.decode()


def test_a_preview_shows_the_draft_and_not_what_was_kept(client):
    lesson = LessonPageFactory()
    client.get(lesson.url)
    lesson.body = [("text", "<p>Un brouillon.</p>")]

    answer = lesson.make_preview_request()

    assert "Un brouillon." in answer.content.decode()


def test_the_sheet_has_its_own_page_to_print(client):
    sheet = {
        "title": "Inventaire",
        "introduction": "<p>Une ligne par objet : vite.</p>",
        "sections": [{"title": "Quel objet ?", "text": '<p>Son <a href="#mot-nom">nom</a>.</p>'}],
    }
    lesson = LessonPageFactory(body=[("sheet", sheet)])

    assert f"{lesson.url}fiche/" in client.get(lesson.url).content.decode()
    answer = client.get(f"{lesson.url}fiche/")
    soup = BeautifulSoup(answer.content, "html.parser")

    assert soup.h1.get_text() == "Inventaire"
    assert "Une ligne par objet\u00a0: vite." in soup.get_text()
    assert soup.select_one("dd a")["href"] == "/glossaire/#mot-nom"


def test_a_lesson_without_a_sheet_has_no_such_page(client):
    assert client.get(f"{LessonPageFactory().url}fiche/").status_code == 404


def test_search_finds_a_lesson_by_the_words_of_its_body():
    lesson = LessonPageFactory(body=[("case", {"title": "Un cas", "text": "<p>Une histoire de candélabre.</p>"})])

    assert [page.pk for page in LessonPage.objects.search("candélabre")] == [lesson.pk]


class TestQueries:
    """The same few, however long the lesson and the module."""

    CEILING_SIGNED_IN = 12
    CEILING_VISITOR = 8

    @pytest.fixture(params=[1, 20], ids=["one lesson", "twenty lessons"])
    def lesson(self, request):
        terms = [TermFactory() for _ in range(request.param)]
        module = ModulePageFactory()
        body = [("text", "<p>Un texte.</p>")] * request.param + [("terms", {"terms": terms})]
        lessons = [LessonPageFactory(parent=module, body=body) for _ in range(request.param)]
        return lessons[-1]

    def count(self, client, lesson):
        client.get(lesson.url)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"{lesson.url}?encore").status_code == 200
        return len(queries)

    def test_a_visitor(self, client, lesson):
        assert self.count(client, lesson) <= self.CEILING_VISITOR

    def test_a_learner(self, client, lesson):
        client.force_login(UserFactory())

        assert self.count(client, lesson) <= self.CEILING_SIGNED_IN


def test_a_lesson_cannot_take_the_address_of_the_quiz():
    lesson = LessonPageFactory()
    lesson.slug = "evaluation"

    with pytest.raises(ValidationError, match="évaluation du module"):
        lesson.full_clean()


def test_a_lesson_names_those_to_read_first_and_leads_to_them(client):
    first = LessonPageFactory(title="Deux mots")
    elsewhere = LessonPageFactory(title="Dire son besoin")
    lesson = LessonPageFactory(parent=first.module, prerequisites=f"{first.code} {elsewhere.code}")

    (told,) = [line for line in read(client, lesson).select("p.meta") if "À lire d’abord" in line.get_text()]

    assert [(link["href"], link.get_text()) for link in told.select("a")] == [
        (first.url, "Deux mots"),
        (elsewhere.url, "Dire son besoin"),
    ]


@pytest.mark.parametrize("codes", ["AUTRE-9", "la première", "{self}"])
def test_what_is_to_be_read_first_is_another_lesson_that_exists(codes):
    lesson = LessonPageFactory()
    lesson.prerequisites = codes.format(self=lesson.code)

    with pytest.raises(ValidationError) as refused:
        lesson.full_clean()

    assert set(refused.value.message_dict) == {"prerequisites"}
