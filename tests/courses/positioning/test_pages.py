"""The positioning test as it is taken, with and without an account."""

import json
import zipfile
from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from django.core import signing
from django.urls import reverse

from cms.accounts.erasure import erase
from cms.accounts.models import User
from cms.accounts.services import export_account
from courses.positioning.models import Positioning
from courses.positioning.papers import SALT, read_paper
from courses.questions.models import Question, QuestionRevision
from courses.questions.services import retire_question
from courses.quizzes.models import Attempt
from tests.cms.accounts.factories import UserFactory
from tests.courses.modules.factories import LessonPageFactory
from tests.courses.pathways.factories import PathwayFactory
from tests.courses.positioning.factories import PositioningFactory, a_bank, modules_on_line
from tests.courses.progress.factories import EnrollmentFactory, a_course, read
from tests.courses.questions.factories import QuestionFactory
from tests.courses.quizzes.factories import posted

pytestmark = pytest.mark.django_db

START, TEST, RESULT, FORGET = (reverse(f"positioning:{name}") for name in ("start", "test", "result", "forget"))


def soup_of(answer):
    return BeautifulSoup(answer.content, "html.parser")


def text_of(answer):
    return " ".join(soup_of(answer).get_text(" ").replace("\u202f", " ").replace("\u00a0", " ").split())


def a_sheet(client, audience="elu"):
    """The token of a new sheet, and its questions."""
    answer = client.get(TEST, {"public": audience})
    assert answer.status_code == 200
    token = soup_of(answer).select_one("input[name=test]")["value"]
    return token, read_paper(token).revisions


def answers_to(revisions, *, right=lambda revision: True):
    """What a browser sends: right answers to some, nothing to the others."""
    sent = {}
    for position, revision in enumerate(revisions, start=1):
        if right(revision):
            sent |= {f"q{position}-{name}": value for name, value in posted(revision).items()}
    return sent


def levels(answer):
    return [
        (item.select_one("h3").get_text(), item.select_one(".etat").get_text())
        for item in soup_of(answer).select("ol.route > li")
    ]


class TestAVisitor:
    def test_reads_what_the_test_is_on_a_page_that_is_the_same_for_all(self, client):
        answer = client.get(START)

        assert "aucun effet sur votre passeport" in text_of(answer)
        assert not answer.cookies
        assert "csrfmiddlewaretoken" not in answer.content.decode()
        assert soup_of(answer).select("input[checked]") == []

    def test_answers_twelve_questions_of_their_audience(self, client):
        a_bank(for_student=False)
        a_bank(for_elected=False, for_executive=False)

        _token, revisions = a_sheet(client, "eleve")

        assert len(revisions) == 12
        assert all(revision.question.for_student for revision in revisions)

    def test_reads_where_to_begin_and_nothing_is_kept(self, client):
        a_bank()
        modules_on_line("INT", "SEC", "LIB", "REV", "ORG", "ACH", "DON")
        token, revisions = a_sheet(client)
        at_ease = answers_to(revisions, right=lambda revision: revision.lesson_code.startswith("SEC"))

        answer = client.get(TEST, {"test": token, **at_ease})

        assert answer.status_code == 200
        assert levels(answer)[0] == ("Module INT", "Pour tous")
        assert levels(answer)[1] == ("Module LIB", "À découvrir")
        assert levels(answer)[-1] == ("Module SEC", "À l’aise")
        assert "Ce résultat n’est gardé nulle part" in text_of(answer)
        assert not answer.cookies
        assert (Positioning.objects.count(), Attempt.objects.count()) == (0, 0)

    def test_is_never_told_that_a_module_may_be_left_out(self, client):
        a_bank()
        modules_on_line("SEC", "LIB", "REV", "ORG", "ACH", "DON", short=True)
        token, revisions = a_sheet(client)

        told = text_of(client.get(TEST, {"test": token, **answers_to(revisions)}))

        assert "La version courte de ses leçons peut suffire : 12 minutes." in told
        assert "tout ce que votre parcours demande reste à faire" in told
        assert "dispens" not in told

    def test_never_reads_the_key(self, client):
        a_bank()
        token, revisions = a_sheet(client)

        sheet = client.get(TEST, {"public": "elu"}).content.decode()
        result = client.get(TEST, {"test": token, **answers_to(revisions)}).content.decode()

        for revision in revisions:
            for option in revision.options:
                assert option["feedback"] not in sheet + result


class TestASheetThatComesBack:
    def test_without_any_answer_asks_for_one(self, client):
        a_bank()
        token, _revisions = a_sheet(client)

        answer = client.get(TEST, {"test": token, "q1-answer": ""})

        assert answer.status_code == 422
        assert "Répondez à une question au moins" in text_of(answer)

    def test_with_a_number_that_cannot_be_read_keeps_all_that_was_typed(self, client):
        a_bank(each=1)
        QuestionFactory(numeric=True, module_code="DON", lesson_code="DON-4")
        token, revisions = a_sheet(client)
        kinds = [revision.kind for revision in revisions]
        place = kinds.index("numérique") + 1
        sent = answers_to(revisions) | {f"q{place}-answer": "deux et demi"}

        answer = client.get(TEST, {"test": token, **sent})
        soup = soup_of(answer)

        assert answer.status_code == 422
        assert soup.title.get_text().startswith("Erreur")
        assert soup.select_one("#erreurs a")["href"] == f"#r-q{place}-nombre"
        assert soup.select_one(f"#r-q{place}-nombre")["value"] == "deux et demi"
        assert len(soup.select("input[type=radio][checked]")) == len(revisions) - 1
        assert read_paper(soup.select_one("input[name=test]")["value"]).revisions == revisions

    def test_with_two_answers_where_one_is_asked_says_so(self, client):
        a_bank()
        token, revisions = a_sheet(client)
        both = [option["id"] for option in revisions[0].options[:2]]

        assert "Cochez une seule réponse." in text_of(client.get(TEST, {"test": token, "q1-answer": both}))

    def test_with_an_answer_of_another_question_is_refused(self, client):
        a_bank()
        token, revisions = a_sheet(client)

        answer = client.get(TEST, {"test": token, "q1-answer": revisions[1].options[0]["id"]})

        assert answer.status_code == 422

    @pytest.mark.parametrize(
        "token",
        ["", "x", "x" * 1000, signing.dumps(["elu", []], salt=SALT), signing.dumps(["elu", [987654]], salt=SALT)],
        ids=["empty", "made up", "endless", "without questions", "with a question that is gone"],
    )
    def test_with_a_token_that_is_not_ours_begins_again(self, client, token):
        answer = client.get(TEST, {"test": token, "q1-answer": "a"})

        assert answer.status_code == 422
        assert "Recommencez le test" in text_of(answer)

    def test_is_graded_on_the_questions_that_were_shown_though_the_bank_has_changed(self, client):
        a_bank()
        modules_on_line("SEC", "LIB", "REV", "ORG", "ACH", "DON")
        token, revisions = a_sheet(client)
        for question in Question.objects.all():
            retire_question(question=question)

        answer = client.get(TEST, {"test": token, **answers_to(revisions)})

        assert {level for _title, level in levels(answer)} == {"À l’aise"}


@pytest.mark.parametrize("sent", [{}, {"public": ""}, {"public": "autre"}])
def test_without_an_audience_the_first_page_asks_for_one(client, sent):
    answer = client.get(TEST, sent)

    assert answer.status_code == 422
    assert soup_of(answer).select_one("#erreurs a")["href"] == "#id_public_0"


def test_an_empty_bank_says_what_to_do_instead(client):
    answer = client.get(TEST, {"public": "elu"})

    assert answer.status_code == 422
    assert "Commencez par les modules" in text_of(answer)


class TestALearner:
    @pytest.fixture
    def learner(self, client):
        learner = UserFactory(executive=True)
        client.force_login(learner)
        return learner

    def take(self, client, **sheet):
        token, revisions = a_sheet(client)
        return client.post(TEST, {"test": token, **answers_to(revisions, **sheet)})

    def test_has_the_public_of_their_profile_ticked(self, client, learner):
        assert soup_of(client.get(START)).select_one("input[checked]")["value"] == "cadre"
        assert soup_of(client.get(START, {"public": "eleve"})).select_one("input[checked]")["value"] == "eleve"

    def test_finds_their_result_again_at_a_lasting_address(self, client, learner):
        a_bank()
        modules_on_line("SEC", "LIB", "REV", "ORG", "ACH", "DON")

        answer = self.take(client)

        assert (answer.status_code, answer.url) == (302, RESULT)
        assert {level for _title, level in levels(client.get(RESULT))} == {"À l’aise"}
        assert Positioning.objects.get().learner == learner

    def test_keeps_no_answer_but_the_points_of_each_module(self, client, learner):
        a_bank()

        self.take(client, right=lambda revision: revision.lesson_code.startswith("SEC"))

        kept = {row["module"]: (row["points"], row["asked"]) for row in Positioning.objects.get().scores}
        assert kept["SEC"] == ("2", 2)
        assert kept["LIB"] == ("0", 2)
        assert set(Positioning.objects.get().scores[0]) == {"module", "points", "asked"}

    def test_takes_it_again_in_the_place_of_the_former_result(self, client, learner):
        a_bank()
        self.take(client)

        self.take(client, right=lambda revision: revision.lesson_code.startswith("DON"))

        (kept,) = Positioning.objects.all()
        assert [score.points for score in kept.module_scores] == [0, 0, 0, 0, 0, 2]

    def test_changes_nothing_by_reading_an_address(self, client, learner):
        a_bank()
        token, revisions = a_sheet(client)

        assert client.get(TEST, {"test": token, **answers_to(revisions)}).status_code == 200
        assert not Positioning.objects.exists()

    def test_deletes_it_after_a_confirmation(self, client, learner):
        PositioningFactory(learner=learner)

        assert "Effacer le résultat de votre test" in text_of(client.get(FORGET))
        assert Positioning.objects.exists()
        assert client.post(FORGET).url == reverse("progress:home")
        assert not Positioning.objects.exists()
        assert client.post(FORGET).status_code == 302

    @pytest.mark.parametrize("path", [RESULT, FORGET])
    def test_without_a_result_is_led_to_the_test_and_never_to_somebody_elses(self, client, learner, path):
        PositioningFactory()

        assert client.get(path).url == START

    def test_takes_it_away_and_it_goes_with_the_account(self, learner):
        PositioningFactory(learner=learner)
        other = PositioningFactory()
        file = BytesIO()

        export_account(user=learner, into=file)
        told = json.loads(zipfile.ZipFile(file).read("positionnement.json"))
        erase(User.objects.filter(pk=learner.pk))

        assert [row["niveau"] for row in told["modules"]] == ["à l’aise", "à revoir", "à découvrir"]
        assert list(Positioning.objects.all()) == [other]


@pytest.mark.parametrize("path", [RESULT, FORGET])
def test_a_visitor_is_asked_to_sign_in_for_what_is_kept(client, path):
    assert client.get(path).url == f"{reverse('account_login')}?next={path}"


class TestMySpace:
    def see(self, client, learner):
        client.force_login(learner)
        return text_of(client.get(reverse("progress:home")))

    def test_offers_the_test_as_long_as_nothing_is_begun(self, client):
        course = a_course()
        learner = EnrollmentFactory(pathway=course.pathway).learner

        assert "Passer le test de positionnement" in self.see(client, learner)
        read(learner, course.lessons[0])
        assert "Passer le test de positionnement" not in self.see(client, learner)

    def test_advises_the_module_to_begin_with_and_leaves_the_next_step_alone(self, client):
        modules_on_line("SEC", "LIB", "REV")
        course = a_course()
        learner = EnrollmentFactory(pathway=course.pathway).learner
        PositioningFactory(learner=learner)

        page = self.see(client, learner)

        assert f"Lisez « {course.lessons[0].title} »" in page
        assert "votre parcours ne change pas" in page

    def test_says_nothing_more_once_a_pathway_is_finished(self, client):
        learner = EnrollmentFactory(pathway=a_course(lessons=0).pathway, completed=True).learner
        PositioningFactory(learner=learner)

        assert "test de positionnement" not in self.see(client, learner)


def test_the_catalogue_the_pathways_and_the_site_map_lead_to_it(client):
    modules_on_line("SEC")
    pathway = PathwayFactory(audience="cadre")

    assert START in client.get("/modules/").content.decode()
    assert f"{START}?public=cadre" in client.get(pathway.get_absolute_url()).content.decode()
    assert START in client.get("/sitemap.xml").content.decode()


def test_questions_that_a_lesson_shows_for_practice_are_drawn_first(client):
    a_bank()
    (module,) = modules_on_line("SEC")
    shown = [QuestionFactory(lesson_code="SEC-5"), QuestionFactory(lesson_code="SEC-4")]
    LessonPageFactory(parent=module, body=[("questions", {"questions": shown})])

    _token, revisions = a_sheet(client)

    assert {revision.question for revision in revisions if revision.lesson_code.startswith("SEC")} == set(shown)


def test_a_result_costs_the_same_with_one_lesson_or_twenty(client, django_assert_max_num_queries):
    a_bank()
    modules = modules_on_line("SEC", "LIB")
    learner = PositioningFactory().learner
    client.force_login(learner)
    client.get(RESULT)
    for module in modules:
        for _ in range(20):
            LessonPageFactory(parent=module)

    with django_assert_max_num_queries(9):
        client.get(RESULT)


def test_a_sheet_costs_the_same_with_a_small_bank_or_a_large_one(client, django_assert_max_num_queries):
    a_bank(each=20)
    client.get(START)

    with django_assert_max_num_queries(8):
        client.get(TEST, {"public": "elu"})
    assert QuestionRevision.objects.count() == 120
