"""What a learner sees of a counted quiz."""

import html
import re
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cms.accounts.factories import UserFactory
from tests.courses.questions.factories import QuestionFactory
from tests.courses.quizzes.factories import AttemptFactory, posted

pytestmark = pytest.mark.django_db

KINDS = ["case", "multiple", "true_false", "matching", "ordering", "numeric"]


def page(response):
    """The page as it is read: entities and special spaces undone."""
    text = html.unescape(response.content.decode())
    return re.sub(r"[\s\u00a0\u202f]+", " ", text)


def url(name, attempt, *args):
    return reverse(f"quizzes:{name}", args=[attempt.public_id, *args])


def title(response):
    return re.search(r"<title>(.*?)</title>", page(response))[1]


def revision_at(attempt, position):
    return attempt.items.select_related("revision").get(position=position).revision


@pytest.fixture
def attempt():
    return AttemptFactory()


@pytest.fixture
def browser(client, attempt):
    client.force_login(attempt.learner)
    return client


def test_an_attempt_is_taken_up_where_it_was_left(browser, attempt):
    assert browser.get(url("attempt", attempt)).url == url("question", attempt, 1)

    browser.post(url("question", attempt, 1), posted(revision_at(attempt, 1)))
    assert browser.get(url("attempt", attempt)).url == url("question", attempt, 2)

    for position in (2, 3):
        browser.post(url("question", attempt, position), posted(revision_at(attempt, position)))
    assert browser.get(url("attempt", attempt)).url == url("review", attempt)

    browser.post(url("submit", attempt))
    assert browser.get(url("attempt", attempt)).url == url("result", attempt)


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_shown_answered_and_shown_again(client, kind):
    attempt = AttemptFactory(questions=[QuestionFactory(**{kind: True}), QuestionFactory()])
    client.force_login(attempt.learner)
    revision = revision_at(attempt, 1)

    first = page(client.get(url("question", attempt, 1)))
    assert revision.stem in first
    assert "checked" not in first
    assert "selected" not in first

    answered = client.post(url("question", attempt, 1), posted(revision))
    assert answered.url == url("question", attempt, 2)
    assert "Votre réponse à la question 1 est enregistrée." in page(client.get(answered.url))

    again = page(client.get(url("question", attempt, 1)))
    assert "Vous avez déjà répondu." in again
    assert ("checked" in again) or ("selected" in again) or 'value="2,8"' in again


def test_the_page_of_a_question_holds_no_key(client):
    attempt = AttemptFactory(questions=[QuestionFactory(**{kind: True}) for kind in KINDS])
    client.force_login(attempt.learner)
    for position in range(1, 7):
        content = page(client.get(url("question", attempt, position)))
        options = revision_at(attempt, position).options
        assert not [option["feedback"] for option in options if option["feedback"] in content]


def test_it_says_that_it_counts(browser, attempt):
    assert "C’est une évaluation qui compte." in page(browser.get(url("question", attempt, 1)))


def test_an_empty_answer_comes_back_with_its_error(browser, attempt):
    response = browser.post(url("question", attempt, 1), {})

    assert response.status_code == 422
    assert title(response).startswith("Erreur : 1 point à corriger – Question 1 sur 3")
    assert page(response).count("Cochez au moins une réponse.") == 2
    assert 'role="alert"' in page(response)


def test_a_refused_answer_keeps_what_was_typed(client):
    attempt = AttemptFactory(questions=[QuestionFactory(numeric=True), QuestionFactory(ordering=True)])
    client.force_login(attempt.learner)

    number = client.post(url("question", attempt, 1), {"answer": "environ 3"})
    assert number.status_code == 422
    assert 'value="environ 3"' in page(number)

    steps = [option["id"] for option in revision_at(attempt, 2).options]
    ranks = client.post(url("question", attempt, 2), {f"rank-{steps[0]}": "2", f"rank-{steps[1]}": "2"})
    assert ranks.status_code == 422
    assert page(ranks).count('<option value="2" selected>') == 2


def test_a_question_may_be_passed_without_losing_its_answer(browser, attempt):
    browser.post(url("question", attempt, 1), posted(revision_at(attempt, 1)))

    passed = browser.post(url("question", attempt, 1), {"skip": "1"})

    assert passed.url == url("question", attempt, 2)
    assert attempt.items.get(position=1).answer is not None


def test_the_last_question_leads_to_the_last_look(browser, attempt):
    assert browser.post(url("question", attempt, 3), {"skip": "1"}).url == url("review", attempt)


def test_the_last_look_says_what_is_missing(browser, attempt):
    browser.post(url("question", attempt, 2), posted(revision_at(attempt, 2)))

    content = page(browser.get(url("review", attempt)))

    assert "Il reste 2 questions sans réponse" in content
    assert "Répondre à la question 1" in content
    assert "Répondre à la question 2" not in content
    assert "1 question répondue sur 3" in content


def test_a_limit_is_told_in_words_with_its_hour(client):
    attempt = AttemptFactory(deadline=timezone.now() + timedelta(minutes=40))
    client.force_login(attempt.learner)
    at = timezone.localtime(attempt.deadline)

    content = page(client.get(url("question", attempt, 1)))

    assert f"Vous avez jusqu’à {at.hour} h" in content
    assert "chronomètre" not in content


def test_after_the_hour_what_was_kept_counts(client):
    attempt = AttemptFactory(right=2, deadline=timezone.now() - timedelta(seconds=1))
    client.force_login(attempt.learner)

    late = client.post(url("question", attempt, 3), posted(revision_at(attempt, 3)), follow=True)

    assert late.redirect_chain[-1][0] == url("result", attempt)
    assert "L’heure limite est passée." in page(late)
    attempt.refresh_from_db()
    assert (attempt.score, attempt.closed_late) == (2, True)
    assert attempt.items.get(position=3).answer is None


@pytest.mark.parametrize("name", ["attempt", "review", "result"])
def test_looking_after_the_hour_closes_the_attempt(client, name):
    attempt = AttemptFactory(right=1, overdue=True)
    client.force_login(attempt.learner)

    client.get(url(name, attempt))

    attempt.refresh_from_db()
    assert attempt.closed_late


def test_replaying_a_form_after_handing_in_changes_nothing(browser, attempt):
    browser.post(url("submit", attempt))

    replayed = browser.post(url("question", attempt, 1), posted(revision_at(attempt, 1)), follow=True)

    assert "déjà rendue" in page(replayed)
    attempt.refresh_from_db()
    assert attempt.score == 0


def test_handing_in_twice_is_handing_in_once(browser, attempt):
    first, second = browser.post(url("submit", attempt)), browser.post(url("submit", attempt))

    assert first.url == second.url == url("result", attempt)


@pytest.mark.parametrize("name", ["attempt", "review", "result", "submit"])
def test_the_attempt_of_somebody_else_does_not_exist(client, attempt, name):
    client.force_login(UserFactory())
    act = client.post if name == "submit" else client.get

    assert act(url(name, attempt)).status_code == 404
    assert client.get(url("question", attempt, 1)).status_code == 404
    assert client.post(url("question", attempt, 1), posted(revision_at(attempt, 1))).status_code == 404
    assert attempt.items.filter(answered_at=None).count() == 3


def test_staff_do_not_read_papers_either(client, attempt):
    client.force_login(UserFactory(is_staff=True, is_superuser=True))

    assert client.get(url("result", attempt)).status_code == 404


def test_a_question_beyond_the_last_does_not_exist(browser, attempt):
    assert browser.get(url("question", attempt, 4)).status_code == 404
    assert browser.post(url("question", attempt, 4), {"answer": "x"}).url == url("attempt", attempt)


def test_handing_in_wants_a_form(browser, attempt):
    assert browser.get(url("submit", attempt)).status_code == 405


def test_an_answer_given_while_signed_out_is_handed_back(client, attempt):
    revision = revision_at(attempt, 2)

    lost = client.post(url("question", attempt, 2), posted(revision))
    assert lost.status_code == 403
    assert "Votre réponse n’est pas perdue" in page(lost)
    login = re.search(r'href="([^"]*next=[^"]*)"', html.unescape(lost.content.decode()))[1]
    back = parse_qs(urlsplit(login).query)["next"][0]

    client.force_login(attempt.learner)
    content = page(client.get(back))

    assert "La voici, telle que vous l’aviez donnée." in content
    assert re.search(rf'value="{posted(revision)["answer"][0]}" checked', content)
    assert attempt.items.get(position=2).answer is None


def test_a_handed_back_answer_serves_its_own_question_only(client, attempt):
    lost = client.post(url("question", attempt, 2), posted(revision_at(attempt, 2)))
    login = re.search(r'href="([^"]*next=[^"]*)"', html.unescape(lost.content.decode()))[1]
    token = parse_qs(urlsplit(parse_qs(urlsplit(login).query)["next"][0]).query)["brouillon"][0]
    client.force_login(attempt.learner)

    assert "checked" not in page(client.get(url("question", attempt, 1), {"brouillon": token}))
    assert "checked" not in page(client.get(url("question", attempt, 2), {"brouillon": token + "x"}))


def test_a_page_that_is_too_old_is_refused_but_its_answer_handed_back(attempt):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(attempt.learner)

    response = strict.post(url("question", attempt, 1), posted(revision_at(attempt, 1)))

    assert attempt.items.get(position=1).answer is None
    assert "La voici" in page(strict.get(response.url))


def test_with_its_token_the_answer_is_kept(attempt):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(attempt.learner)
    form = page(strict.get(url("question", attempt, 1)))
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form)[1]

    sent = strict.post(url("question", attempt, 1), posted(revision_at(attempt, 1)) | {"csrfmiddlewaretoken": token})

    assert sent.url == url("question", attempt, 2)
    assert attempt.items.get(position=1).answer is not None


def test_signed_out_reading_leads_to_sign_in_and_back(client, attempt):
    response = client.get(url("question", attempt, 1))

    assert response.url == f"{reverse('account_login')}?next={url('question', attempt, 1)}"


@pytest.mark.parametrize("name", ["question", "review", "result"])
def test_pages_of_an_attempt_are_never_kept_by_the_browser(browser, attempt, name):
    response = browser.get(url(name, attempt, *([1] if name == "question" else [])), follow=True)

    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("size", [1, 20])
def test_pages_take_the_same_queries_whatever_the_paper(client, size, django_assert_max_num_queries):
    attempt = AttemptFactory(questions=QuestionFactory.create_batch(size))
    client.force_login(attempt.learner)
    client.get(url("question", attempt, 1))

    with django_assert_max_num_queries(10):
        client.get(url("question", attempt, 1))
    with django_assert_max_num_queries(8):
        client.post(url("question", attempt, 1), posted(revision_at_once(attempt)))
    with django_assert_max_num_queries(10):
        client.get(url("review", attempt))
    with django_assert_max_num_queries(15):
        client.post(url("submit", attempt))
    with django_assert_max_num_queries(12):
        client.get(url("result", attempt))


def revision_at_once(attempt):
    return attempt.items.select_related("revision").get(position=1).revision
