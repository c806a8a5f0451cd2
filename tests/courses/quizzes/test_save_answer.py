"""Keeping an answer, and refusing what its page could not send."""

from datetime import timedelta

import pytest
from django.http import QueryDict
from django.utils import timezone

from courses.quizzes.answers import (
    NothingAnswered,
    NothingPicked,
    NumberUnreadable,
    OptionUnknown,
    RankTwice,
    SeveralPicked,
)
from courses.quizzes.services import AttemptClosed, TimeIsOver, save_answer, submit_attempt
from tests.courses.questions.factories import QuestionFactory
from tests.courses.quizzes.factories import AttemptFactory, posted, right_answer

pytestmark = pytest.mark.django_db

KINDS = ["case", "multiple", "true_false", "matching", "ordering", "numeric"]


def form(values):
    data = QueryDict(mutable=True)
    for name, value in values.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return data


def attempt_on(**trait):
    return AttemptFactory(questions=[QuestionFactory(**trait)])


def save(attempt, values):
    return save_answer(attempt=attempt, position=1, data=form(values))


@pytest.mark.parametrize("kind", KINDS)
def test_a_right_answer_of_each_kind_is_kept_and_earns_its_point(kind):
    attempt = attempt_on(**{kind: True})
    revision = attempt.items.get().revision

    item = save(attempt, posted(revision))

    item.refresh_from_db()
    assert item.answer == right_answer(revision)
    assert item.answered_at is not None
    assert submit_attempt(attempt=attempt).score == 1


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_answer_is_refused(kind):
    with pytest.raises((NothingAnswered, NothingPicked)):
        save(attempt_on(**{kind: True}), {})


@pytest.mark.parametrize(
    ("kind", "values", "refusal"),
    [
        ("true_false", {"answer": "zzzzzzzz"}, OptionUnknown),
        ("multiple", {"answer": ["zzzzzzzz"]}, OptionUnknown),
        ("numeric", {"answer": "beaucoup"}, NumberUnreadable),
        ("numeric", {"answer": "9" * 500}, NumberUnreadable),
    ],
)
def test_what_does_not_belong_to_the_question_is_refused_and_loses_nothing(kind, values, refusal):
    attempt = attempt_on(**{kind: True})
    kept = save(attempt, posted(attempt.items.get().revision)).answer

    with pytest.raises(refusal):
        save(attempt, values)

    assert attempt.items.get().answer == kept


def test_an_option_of_another_question_is_refused():
    attempt = AttemptFactory()
    stranger = attempt.items.select_related("revision").get(position=2).revision.options[0]["id"]

    with pytest.raises(OptionUnknown):
        save(attempt, {"answer": stranger})


def test_two_radios_at_once_are_refused():
    attempt = attempt_on(case=True)
    identifiers = [option["id"] for option in attempt.items.get().revision.options]

    with pytest.raises(SeveralPicked):
        save(attempt, {"answer": identifiers[:2]})


def test_a_forged_right_side_or_rank_is_refused():
    matching, ordering = attempt_on(matching=True), attempt_on(ordering=True)
    left = matching.items.get().revision.options[0]["id"]
    step = ordering.items.get().revision.options[0]["id"]

    with pytest.raises(OptionUnknown):
        save(matching, {f"pair-{left}": "zzzz"})
    for rank in ("0", "6", "-1", "un", "1.5"):
        with pytest.raises(OptionUnknown):
            save(ordering, {f"rank-{step}": rank})


def test_a_rank_given_twice_is_refused_with_its_number():
    attempt = attempt_on(ordering=True)
    steps = [option["id"] for option in attempt.items.get().revision.options]

    with pytest.raises(RankTwice) as refusal:
        save(attempt, {f"rank-{steps[0]}": "2", f"rank-{steps[1]}": "2"})

    assert "le rang 2" in str(refusal.value)


def test_a_match_may_be_partial():
    attempt = attempt_on(matching=True)
    option = attempt.items.get().revision.options[0]

    item = save(attempt, {f"pair-{option['id']}": option["match_id"]})

    assert item.answer == {"pairs": {option["id"]: option["match_id"]}}


def test_the_identifiers_of_the_two_sides_tell_nothing():
    options = QuestionFactory(matching=True).current_revision.options

    assert not {option["id"] for option in options} & {option["match_id"] for option in options}


def test_the_last_answer_replaces_the_former_one():
    attempt = attempt_on(case=True)
    for option in attempt.items.get().revision.options:
        save(attempt, {"answer": option["id"]})

    assert attempt.items.get().answer == {"picked": [option["id"]]}


def test_nothing_is_kept_after_the_hour_and_what_was_kept_counts():
    attempt = AttemptFactory(right=2, overdue=True)
    revision = attempt.items.select_related("revision").get(position=3).revision

    with pytest.raises(TimeIsOver):
        save_answer(attempt=attempt, position=3, data=form(posted(revision)))

    closed = submit_attempt(attempt=attempt)
    assert closed.closed_late
    assert closed.score == 2


def test_nothing_is_kept_after_handing_in():
    attempt = AttemptFactory(right=1, submitted=True)
    revision = attempt.items.select_related("revision").get(position=2).revision

    with pytest.raises(AttemptClosed):
        save_answer(attempt=attempt, position=2, data=form(posted(revision)))

    assert attempt.items.get(position=2).answer is None
    assert submit_attempt(attempt=attempt).score == 1


def test_keeping_an_answer_takes_two_queries(django_assert_num_queries):
    attempt = AttemptFactory(deadline=timezone.now() + timedelta(minutes=5))
    values = posted(attempt.items.select_related("revision").get(position=1).revision)

    with django_assert_num_queries(4):  # two, and the savepoint that the test adds
        save(attempt, values)
