"""What a result says, and what it keeps to itself until the quiz is passed."""

from datetime import timedelta

import pytest
from django.utils import timezone

from courses.quizzes.models import Attempt
from courses.quizzes.services import submit_attempt
from tests.courses.questions.factories import QuestionFactory
from tests.courses.quizzes.factories import AttemptFactory, AttemptGrantFactory
from tests.courses.quizzes.test_attempt_pages import KINDS, page, title, url

pytestmark = pytest.mark.django_db


def result_page(client, attempt):
    client.force_login(attempt.learner)
    return client.get(url("result", attempt))


def wrong_on_everything():
    """One question of each kind, each with a wrong answer, handed in."""
    attempt = AttemptFactory(questions=[QuestionFactory(**{kind: True}) for kind in KINDS])
    for item in attempt.items.select_related("revision"):
        options, kind = item.revision.options, item.revision.kind
        if kind == "numérique":
            item.answer = {"text": "1,8"}
        elif kind == "appariement":
            first, second = options[:2]
            item.answer = {"pairs": {first["id"]: second["match_id"]}}
        elif kind == "ordre":
            item.answer = {"ranks": {options[0]["id"]: 5}}
        else:
            item.answer = {"picked": [next(option["id"] for option in options if not option["right"])]}
        item.answered_at = timezone.now()
        item.save()
    submit_attempt(attempt=attempt)
    attempt.refresh_from_db()
    return attempt


def test_a_pass_says_so_first(client):
    content = page(response := result_page(client, AttemptFactory(passed=True)))

    assert title(response).startswith("Module validé : 3 sur 3")
    assert "<h1>Vous validez ce module</h1>" in content
    assert "Il fallait 1,8, soit 60 %." in content
    assert "Toutes vos réponses sont justes." in content


def test_a_failure_is_never_called_so(client):
    content = page(response := result_page(client, AttemptFactory(right=1, submitted=True)))

    assert title(response).startswith("Module pas encore validé : 1 sur 3")
    assert "chec" not in content
    assert "1 sur 3" in content
    assert "Il faut 1,8, soit 60 %." in content
    assert "Questions 2 et 3 à revoir. Toutes les autres sont justes." in content
    assert "1 question juste sur 3" in content


def test_keys_stay_out_of_the_page_until_the_quiz_is_passed(client):
    attempt = wrong_on_everything()

    before = page(result_page(client, attempt))
    kept_back = [
        option["feedback"]
        for item in attempt.items.select_related("revision")
        for option in item.revision.options
        if option.get("right") or "rank" in option
    ]
    assert not [feedback for feedback in kept_back if feedback in before]
    assert "Bonne réponse" not in before
    assert "Votre réponse" in before
    assert "C’est la hausse relative." in before
    assert "Ce n’est pas elle." in before

    AttemptFactory(quiz=attempt.quiz, learner=attempt.learner, number=2, passed=True)
    after = page(result_page(client, attempt))
    assert not [feedback for feedback in kept_back if feedback not in after]
    assert "Bonne réponse" in after


def test_ticking_everything_reads_no_explanation(client):
    attempt = AttemptFactory(questions=[QuestionFactory(multiple=True), QuestionFactory()])
    item = attempt.items.select_related("revision").get(position=1)
    item.answer = {"picked": [option["id"] for option in item.revision.options]}
    item.save()
    submit_attempt(attempt=attempt)
    attempt.refresh_from_db()

    content = page(result_page(client, attempt))

    assert not [option["feedback"] for option in item.revision.options if option["feedback"] in content]


def test_it_says_when_to_try_again(client):
    attempt = AttemptFactory(submitted=True)
    again = timezone.localtime(attempt.submitted_at) + timedelta(days=1)

    content = page(result_page(client, attempt))

    assert "Il vous reste 2 essais." in content
    assert f"à partir de {again.hour} h" in content
    assert "avec de nouvelles questions" in content


def test_it_says_that_one_may_try_at_once(client):
    attempt = AttemptFactory(submitted=True)
    Attempt.objects.update(submitted_at=timezone.now() - timedelta(days=2))

    assert "Vous pouvez recommencer dès maintenant" in page(result_page(client, attempt))


def test_after_the_last_attempt_a_talk_gives_two_more(client):
    attempt = AttemptFactory(submitted=True)
    for number in (2, 3):
        AttemptFactory(quiz=attempt.quiz, learner=attempt.learner, number=number, submitted=True)

    assert "deux autres vous seront rendus" in page(result_page(client, attempt))

    AttemptGrantFactory(quiz=attempt.quiz, learner=attempt.learner)
    content = page(result_page(client, attempt))
    assert "Il vous reste 2 essais." in content
    assert "dès maintenant" in content


def test_an_attempt_under_way_has_no_result_yet(client):
    attempt = AttemptFactory()

    assert result_page(client, attempt).url == url("attempt", attempt)


def test_a_question_gone_from_the_bank_is_still_explained(client):
    attempt = AttemptFactory(passed=True)
    item = attempt.items.select_related("revision__question").get(position=1)
    stem = item.revision.stem
    item.revision.question.delete()

    assert stem in page(result_page(client, attempt))
