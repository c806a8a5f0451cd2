"""Starting: the paper is drawn once, frozen, and no more often than allowed."""

from datetime import timedelta
from random import Random

import pytest
from django.utils import timezone

from cms.accounts.models import Audience
from courses.questions.models import Option, Question
from courses.questions.services import publish_question, retire_question
from courses.quizzes.models import Attempt
from courses.quizzes.services import (
    BankTooSmall,
    NoAttemptLeft,
    TooSoon,
    grant_attempts,
    standing,
    start_attempt,
    submit_attempt,
)
from tests.cms.accounts.factories import UserFactory
from tests.courses.quizzes.factories import BLUEPRINT, QuizFactory, fill_bank

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(monkeypatch):
    """The server’s clock, moved at will."""
    real = timezone.now

    class Clock:
        ahead = timedelta(0)

        def move(self, **delta):
            self.ahead += timedelta(**delta)

    moved = Clock()
    monkeypatch.setattr(timezone, "now", lambda: real() + moved.ahead)
    return moved


@pytest.fixture
def quiz():
    fill_bank()
    return QuizFactory()


@pytest.fixture
def learner():
    return UserFactory()


def start(learner, quiz, **kwargs):
    return start_attempt(learner=learner, quiz=quiz, blueprint=BLUEPRINT, threshold_percent=60, **kwargs)


def drawn(attempt):
    return set(attempt.items.values_list("revision__question", flat=True))


def test_a_paper_follows_the_blueprint(learner, quiz):
    attempt = start(learner, quiz)

    items = list(attempt.items.select_related("revision"))
    assert attempt.max_score == len(items) == 8
    assert [item.position for item in items] == list(range(1, 9))
    assert {item.revision.lesson_code for item in items} == set(BLUEPRINT.required_lessons)
    assert (attempt.number, attempt.threshold_percent, attempt.audience) == (1, 60, Audience.ELECTED)
    assert attempt.deadline is None


def test_a_second_tab_gets_the_same_attempt(learner, quiz):
    assert start(learner, quiz) == start(learner, quiz)
    assert Attempt.objects.count() == 1


def test_the_options_are_mixed_and_the_order_is_frozen(learner, quiz):
    attempt = start(learner, quiz, chance=Random(3))

    for item in attempt.items.select_related("revision"):
        if item.revision.kind == "numérique":
            assert item.option_order == []
        else:
            assert sorted(item.option_order) == sorted(option["id"] for option in item.revision.options)
    again = Attempt.objects.get(pk=attempt.pk)
    assert list(again.items.values_list("option_order", flat=True)) == list(
        attempt.items.values_list("option_order", flat=True)
    )


def test_a_next_attempt_waits_a_day_then_a_week_then_a_talk(learner, quiz, clock):
    submit_attempt(attempt=start(learner, quiz))
    clock.move(hours=23, minutes=59)
    with pytest.raises(TooSoon) as refusal:
        start(learner, quiz)
    assert "Vous pourrez recommencer le" in str(refusal.value)

    clock.move(minutes=1)
    submit_attempt(attempt=start(learner, quiz))
    clock.move(days=6, hours=23)
    with pytest.raises(TooSoon):
        start(learner, quiz)

    clock.move(hours=1)
    submit_attempt(attempt=start(learner, quiz))
    clock.move(days=300)
    with pytest.raises(NoAttemptLeft):
        start(learner, quiz)

    tutor = UserFactory()
    grant_attempts(quiz=quiz, learner=learner, audience=Audience.ELECTED, granted_by=tutor, note="Échange du jour")
    fourth = start(learner, quiz)
    assert fourth.number == 4
    assert standing(learner=learner, quiz=quiz, audience=Audience.ELECTED).attempts_left == 1


def test_attempts_of_another_audience_do_not_count(learner, quiz):
    submit_attempt(attempt=start(learner, quiz))

    assert standing(learner=learner, quiz=quiz, audience=Audience.EXECUTIVE).attempts_used == 0


def test_a_new_paper_shows_at_most_half_of_the_last_one(learner, quiz, clock):
    first = submit_attempt(attempt=start(learner, quiz))
    clock.move(days=2)

    second = start(learner, quiz)

    assert len(drawn(first) & drawn(second)) <= 4


def test_a_bank_that_is_too_small_starts_nothing(learner):
    fill_bank(per_lesson=1)
    quiz = QuizFactory()

    with pytest.raises(BankTooSmall):
        start(learner, quiz)

    assert not Attempt.objects.exists()


def test_drafts_and_retired_questions_are_never_drawn(learner, quiz):
    retired = Question.objects.filter(lesson_code="SEC-1").first()
    retire_question(question=retired)
    draft = Question.objects.filter(lesson_code="SEC-2").first()
    Question.objects.filter(pk=draft.pk).update(live=False)

    for _ in range(5):
        attempt = start(UserFactory(), quiz)
        assert not drawn(attempt) & {retired.pk, draft.pk}


def test_a_question_that_changes_or_goes_leaves_the_paper_as_it_was(learner, quiz):
    attempt = start(learner, quiz)
    item = attempt.items.select_related("revision__question").exclude(revision__kind="numérique").first()
    stem, options, question = item.revision.stem, item.revision.options, item.revision.question

    Option.objects.filter(question=question).update(text="Autre chose", right=False)
    Option.objects.filter(question=question, key=options[0]["id"]).update(right=True, text="Seule juste")
    for place, option in enumerate(question.options.all()):
        Option.objects.filter(pk=option.pk).update(text=f"Texte {place}", right=place == 0)
    question.kind = "choix-unique"
    question.stem = "Un énoncé tout neuf ?"
    question.save()
    publish_question(question=Question.objects.get(pk=question.pk))
    item.refresh_from_db()
    assert (item.revision.stem, item.revision.options) == (stem, options)

    question.delete()
    item = attempt.items.select_related("revision").get(pk=item.pk)
    assert (item.revision.stem, item.revision.options) == (stem, options)
    assert submit_attempt(attempt=attempt).is_submitted


def test_the_clock_and_extra_time_make_the_deadline(quiz):
    quiz.minutes_limit = 30
    quiz.save()

    plain = start(UserFactory(), quiz)
    longer = start(UserFactory(extra_time_percent=33), quiz)

    assert plain.deadline - plain.started_at == timedelta(minutes=30)
    assert longer.deadline - longer.started_at == timedelta(minutes=39, seconds=54)


def test_an_overdue_attempt_is_closed_before_another_starts(learner, quiz, clock):
    quiz.minutes_limit = 30
    quiz.save()
    first = start(learner, quiz)
    clock.move(hours=1)

    with pytest.raises(TooSoon):
        start(learner, quiz)
    clock.move(hours=24)
    assert start(learner, quiz).number == 2
    first.refresh_from_db()
    assert first.closed_late
    assert first.submitted_at == first.deadline


def test_starting_takes_few_queries_whatever_the_bank(learner, quiz, django_assert_max_num_queries):
    with django_assert_max_num_queries(10):
        start(learner, quiz)
    fill_bank(per_lesson=8)
    with django_assert_max_num_queries(10):
        start(UserFactory(), quiz)
