"""Taking one's data away costs the server the same memory whatever was played, and queries by the handful."""

import tracemalloc
from uuid import uuid4

import pytest

from courses.h5p.models import Attempt, Result, State, Statement
from courses.h5p.services import export_attempts
from courses.h5p.services.exporting import ATTEMPTS_AT_ONCE
from tests.cms.accounts.factories import UserFactory
from tests.courses.h5p.factories import PlacementFactory

pytestmark = pytest.mark.django_db

LONG = "x" * 20_000


def somebody_who_played(times):
    learner, placement = UserFactory(), PlacementFactory()
    revision = placement.activity.current_revision
    attempts = Attempt.objects.bulk_create(
        Attempt(learner=learner, placement=placement, revision=revision, number=n, closed_at="2026-01-01T00:00Z")
        for n in range(times)
    )
    Result.objects.bulk_create(Result(attempt=each, trust="verified", items=[LONG]) for each in attempts)
    Statement.objects.bulk_create(
        Statement(attempt=each, statement_id=uuid4(), verb="answered", document={"texte": LONG}) for each in attempts
    )
    State.objects.bulk_create(State(attempt=each, data_type="state", value="[1]") for each in attempts)
    return learner


def peak_of(learner):
    """Bytes in use at the worst moment while every attempt goes by."""
    tracemalloc.start()
    try:
        count = sum(1 for _attempt in export_attempts(learner))
        return count, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_memory_does_not_grow_with_the_number_of_attempts():
    few, many = somebody_who_played(3 * ATTEMPTS_AT_ONCE), somebody_who_played(30 * ATTEMPTS_AT_ONCE)
    peak_of(few)  # what is loaded once

    (count_of_few, peak_of_few), (count_of_many, peak_of_many) = peak_of(few), peak_of(many)

    assert (count_of_few, count_of_many) == (3 * ATTEMPTS_AT_ONCE, 30 * ATTEMPTS_AT_ONCE)
    assert peak_of_many < 1.5 * peak_of_few


@pytest.mark.parametrize("chunks", [1, 4])
def test_each_handful_of_attempts_costs_three_queries(chunks, django_assert_max_num_queries):
    learner = somebody_who_played(chunks * ATTEMPTS_AT_ONCE)

    with django_assert_max_num_queries(1 + 3 * chunks):
        assert len(list(export_attempts(learner))) == chunks * ATTEMPTS_AT_ONCE


def test_what_was_forgotten_is_not_exported():
    learner = somebody_who_played(2)
    State.objects.update(value="", seq=3)

    assert [each["reprise"] for each in export_attempts(learner)] == [[], []]
