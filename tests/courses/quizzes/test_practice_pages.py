"""Training, for everybody."""

import pytest
from django.urls import reverse

from courses.questions.services import retire_question
from courses.quizzes.models import Attempt
from tests.courses.questions.factories import QuestionFactory
from tests.courses.quizzes.factories import posted
from tests.courses.quizzes.test_attempt_pages import KINDS, page, title

pytestmark = pytest.mark.django_db


def practice(client, question, values=None):
    sent = {**values, "valider": "1"} if values is not None else {}
    return client.get(reverse("quizzes:practice", args=[question.code]), sent)


@pytest.mark.parametrize("kind", KINDS)
def test_a_right_answer_is_told_at_once_and_counted_nowhere(client, kind):
    question = QuestionFactory(**{kind: True})

    response = practice(client, question, posted(question.current_revision))

    assert title(response).startswith("C’est juste – Question 1 sur 1")
    assert "le résultat n’est pas compté" in page(response)
    assert not Attempt.objects.exists()


def test_a_wrong_answer_is_to_review_and_everything_explained(client):
    question = QuestionFactory()
    wrong = next(option for option in question.current_revision.options if not option["right"])

    content = page(practice(client, question, {"answer": wrong["id"]}))

    assert "Pas tout à fait" in content
    assert "Votre réponse, à revoir" in content
    assert "Bonne réponse" in content
    assert [option["feedback"] in content for option in question.current_revision.options] == [True, True, True]


def test_a_partly_right_answer_says_so(client):
    question = QuestionFactory(multiple=True)
    right = next(option for option in question.current_revision.options if option["right"])

    assert "En partie juste" in page(practice(client, question, {"answer": [right["id"]]}))


def test_an_empty_answer_comes_back_with_its_error(client):
    response = practice(client, QuestionFactory(), {})

    assert response.status_code == 422
    assert "Cochez au moins une réponse." in page(response)


def test_the_question_alone_is_the_same_page_for_all(client, django_assert_max_num_queries):
    question = QuestionFactory(multiple=True)

    first = practice(client, question)
    second = practice(client, question)

    assert first.content == second.content
    assert not first.cookies
    assert "csrfmiddlewaretoken" not in page(first)
    assert not [option["feedback"] for option in question.current_revision.options if option["feedback"] in page(first)]


def test_only_published_questions_are_asked(client):
    draft, retired = QuestionFactory(rows__draft=True), QuestionFactory()
    retire_question(question=retired)

    assert practice(client, draft).status_code == 404
    assert practice(client, retired).status_code == 404


def test_a_series_goes_from_one_question_to_the_next(client):
    first, second = QuestionFactory(lesson_code="SEC-4"), QuestionFactory(lesson_code="SEC-4")
    QuestionFactory(lesson_code="SEC-5")

    content = page(practice(client, first, posted(first.current_revision)))

    assert reverse("quizzes:practice", args=[second.code]) in content
    assert "Question 1 sur 2" in content


@pytest.mark.parametrize("name", ["practice_lesson", "practice"])
def test_lessons_and_modules_list_their_questions(client, name):
    question = QuestionFactory(lesson_code="SEC-4")
    code = "sec-4" if name == "practice_lesson" else "SEC"

    assert question.stem in page(client.get(reverse(f"quizzes:{name}", args=[code])))


@pytest.mark.parametrize("path", ["/entrainement/Q-SEC-99/", "/entrainement/ZZZ/", "/entrainement/lecon/ZZZ-1/"])
def test_what_does_not_exist_is_not_found(client, path):
    assert client.get(path).status_code == 404


def test_training_takes_no_form_sent_otherwise(client):
    assert client.post(reverse("quizzes:practice", args=[QuestionFactory().code])).status_code == 405


@pytest.mark.parametrize("size", [1, 20])
def test_a_list_takes_the_same_queries_whatever_its_length(client, size, django_assert_max_num_queries):
    QuestionFactory.create_batch(size, lesson_code="SEC-4")
    client.get(reverse("quizzes:practice_lesson", args=["SEC-3"]))

    with django_assert_max_num_queries(6):
        client.get(reverse("quizzes:practice_lesson", args=["SEC-4"]))
