"""Two tabs, two clicks, two threads: nothing lost, nothing gained. On whatever database the suite runs on."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections
from django.test import Client

from courses.quizzes.models import Attempt, AttemptItem
from courses.quizzes.services import start_attempt, submit_attempt
from courses.quizzes.tasks import close_overdue_attempts
from tests.cms.accounts.factories import UserFactory
from tests.courses.quizzes.factories import BLUEPRINT, AttemptFactory, QuizFactory, fill_bank, posted
from tests.courses.quizzes.test_attempt_pages import revision_at, url

pytestmark = pytest.mark.django_db(transaction=True)

AT_ONCE = 6


def together(*actions):
    """Run every action in a thread of its own, all let go at the same moment; their results, in order."""
    barrier = Barrier(len(actions))

    def run(action):
        try:
            connection.ensure_connection()
            barrier.wait(timeout=20)
            return action()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(actions)) as pool:
        return [future.result() for future in [pool.submit(run, action) for action in actions]]


def test_tabs_that_start_together_get_the_same_paper():
    fill_bank()
    quiz, learner = QuizFactory(), UserFactory()

    def start():
        return start_attempt(learner=learner, quiz=quiz, blueprint=BLUEPRINT, threshold_percent=60).pk

    started = together(*[start] * AT_ONCE)

    assert len(set(started)) == Attempt.objects.count() == 1
    assert AttemptItem.objects.count() == 8


def test_clicks_that_hand_in_together_count_once(announced):
    attempt = AttemptFactory(right=2)
    browsers = [Client() for _ in range(AT_ONCE)]
    for browser in browsers:
        browser.force_login(attempt.learner)

    answers = together(*[lambda browser=browser: browser.post(url("submit", attempt)) for browser in browsers])

    assert {answer.url for answer in answers} == {url("result", attempt)}
    assert announced == [attempt.pk]
    attempt.refresh_from_db()
    assert attempt.score == 2


def test_an_answer_is_in_the_paper_or_refused_never_in_between():
    for _round in range(4):
        attempt = AttemptFactory()
        browser = Client()
        browser.force_login(attempt.learner)
        sent = posted(revision_at(attempt, 1))

        _submitted, answered = together(
            lambda attempt=attempt: submit_attempt(attempt=attempt),
            lambda attempt=attempt, sent=sent, browser=browser: browser.post(url("question", attempt, 1), sent),
        )

        attempt.refresh_from_db()
        was_kept = answered.url == url("question", attempt, 2)
        assert attempt.score == (1 if was_kept else 0)
        assert attempt.items.get(position=1).answered_at is not None if was_kept else True


def test_answers_to_several_questions_at_once_are_all_kept():
    attempt = AttemptFactory()
    browsers = [Client() for _ in range(3)]
    for browser in browsers:
        browser.force_login(attempt.learner)

    together(
        *[
            lambda place=place, browser=browser: browser.post(
                url("question", attempt, place), posted(revision_at(attempt, place))
            )
            for place, browser in enumerate(browsers, start=1)
        ]
    )

    assert submit_attempt(attempt=attempt).score == 3


def test_workers_that_close_the_same_attempt_close_it_once(announced):
    attempt = AttemptFactory(right=1, overdue=True)

    together(*[close_overdue_attempts] * 3)

    assert announced == [attempt.pk]
    attempt.refresh_from_db()
    assert attempt.score == 1
