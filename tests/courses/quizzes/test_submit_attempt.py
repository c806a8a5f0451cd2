"""Handing in: graded once, announced once."""

from decimal import Decimal

import pytest
from django.core.management import call_command

from courses.quizzes.models import Attempt
from courses.quizzes.services import standing, submit_attempt
from courses.quizzes.signals import attempt_submitted
from courses.quizzes.tasks import close_overdue_attempts
from tests.courses.questions.factories import QuestionFactory
from tests.courses.quizzes.factories import AttemptFactory

pytestmark = pytest.mark.django_db


def test_handing_in_twice_grades_and_announces_once(announced, django_capture_on_commit_callbacks):
    attempt = AttemptFactory(right=2)

    with django_capture_on_commit_callbacks(execute=True):
        first = submit_attempt(attempt=attempt)
        again = submit_attempt(attempt=attempt)

    assert (first.score, first.passed) == (Decimal(2), True)
    assert again.submitted_at == first.submitted_at
    assert announced == [attempt.pk]


def test_a_deaf_receiver_stops_nothing(django_capture_on_commit_callbacks):
    def fail(**kwargs):
        raise RuntimeError

    attempt_submitted.connect(fail)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            assert submit_attempt(attempt=AttemptFactory()).is_submitted
    finally:
        attempt_submitted.disconnect(fail)


@pytest.mark.parametrize(
    ("threshold", "right", "has_passed"), [(67, 2, False), (66, 2, True), (100, 3, True), (60, 1, False)]
)
def test_the_threshold_is_compared_exactly(threshold, right, has_passed):
    assert submit_attempt(attempt=AttemptFactory(threshold_percent=threshold, right=right)).passed is has_passed


def test_points_are_never_rounded_up():
    questions = [QuestionFactory(matching=True), *QuestionFactory.create_batch(2)]
    attempt = AttemptFactory(questions=questions, right=3)
    item = attempt.items.select_related("revision").get(position=1)
    three = item.revision.options[:3]
    item.answer = {"pairs": {option["id"]: option["match_id"] for option in three}}
    item.save()

    submitted = submit_attempt(attempt=attempt)

    assert submitted.score == Decimal("2.75")
    assert list(submitted.items.values_list("points", flat=True)) == [Decimal("0.75"), Decimal(1), Decimal(1)]


def test_overdue_attempts_are_closed_once_and_others_left_alone():
    overdue, running = AttemptFactory(overdue=True, right=1), AttemptFactory()

    assert close_overdue_attempts() == 1
    assert close_overdue_attempts() == 0

    overdue.refresh_from_db()
    running.refresh_from_db()
    assert overdue.closed_late
    assert overdue.score == 1
    assert not running.is_submitted


def test_the_command_says_what_it_closed(capsys):
    AttemptFactory(overdue=True)

    call_command("close_overdue_attempts")

    assert capsys.readouterr().out == "Essais clos : 1\n"


def test_the_best_result_is_kept():
    first = AttemptFactory(passed=True)
    AttemptFactory(quiz=first.quiz, learner=first.learner, number=2, right=1, submitted=True)

    mine = standing(learner=first.learner, quiz=first.quiz, audience=first.audience)

    assert mine.best_percent == 100
    assert mine.passed
    assert mine.attempts_used == 2


@pytest.mark.parametrize("size", [3, 20])
def test_handing_in_takes_the_same_queries_whatever_the_paper(size, django_assert_max_num_queries):
    attempt = AttemptFactory(questions=QuestionFactory.create_batch(size), right=size)

    with django_assert_max_num_queries(6):
        submit_attempt(attempt=attempt)

    assert Attempt.objects.get().score == size
