"""What a trainer reads."""

import tracemalloc
from datetime import timedelta

import pytest
from django.utils import timezone

from courses.h5p.models import Result
from courses.h5p.services import PlacedBlock, completions_since, place, report_on
from tests.courses.h5p.factories import ActivityFactory, AttemptFactory, PlacementFactory, ResultFactory
from tests.courses.h5p.results.conftest import Page, answered

pytestmark = pytest.mark.django_db


def test_an_activity_nobody_played_has_an_empty_report():
    placement = PlacementFactory()

    report = report_on(activity=placement.activity)

    assert (report.turnout.learners, report.figures.results) == (0, 0)
    assert [each.placement for each in report.places] == [placement]


def test_the_report_adds_up_places_and_tells_them_apart():
    activity = ActivityFactory()
    here, there = (PlacementFactory(activity=activity, page__title=title) for title in ("B", "A"))
    both = AttemptFactory(placement=here)
    ResultFactory(attempt=both, points=5, seconds=30)
    ResultFactory(attempt=AttemptFactory(placement=there, learner=both.learner), points=1, seconds=90)
    ResultFactory(attempt=AttemptFactory(placement=there), trust="declared", points=0, maximum=0, seconds=None)
    AttemptFactory()

    report = report_on(activity=activity)

    assert (report.turnout.learners, report.turnout.attempts, report.turnout.open_attempts) == (2, 3, 3)
    assert report.figures.by_trust == {"verified": 2, "partial": 0, "declared": 1}
    assert report.figures.median_seconds == 60
    assert [each.placement for each in report.places] == [there, here]
    assert [each.turnout.learners for each in report.places] == [2, 1]
    assert [each.figures.results for each in report.places] == [2, 1]


def test_the_most_missed_questions_come_from_what_was_graded(page):
    for response in ("1", "0"):
        other = Page(page.placement)
        other.open()
        other.say(answered(response))

    (missed,) = report_on(activity=page.placement.activity).figures.missed

    assert (missed.answers, missed.missed, missed.percent) == (2, 1, 50)


def test_a_place_that_is_gone_is_told_when_somebody_played_there():
    result = ResultFactory()
    empty = PlacementFactory(activity=result.attempt.placement.activity)
    for placement in (result.attempt.placement, empty):
        place(page=placement.page, blocks=[])

    report = report_on(activity=empty.activity)

    assert [each.placement for each in report.places] == [result.attempt.placement]


def test_a_place_that_now_plays_another_activity_stays_in_the_report():
    result = ResultFactory(attempt__placement__block_id="a")
    placement, activity = result.attempt.placement, result.attempt.revision.activity
    place(page=placement.page, blocks=[PlacedBlock("a", ActivityFactory().pk)])

    assert report_on(activity=activity).places[0].figures.results == 1


@pytest.mark.parametrize("size", [1, 20])
def test_a_report_takes_four_queries_whatever_the_numbers(size, django_assert_num_queries):
    activity = ActivityFactory()
    for placement in PlacementFactory.create_batch(2, activity=activity):
        for attempt in AttemptFactory.create_batch(size, placement=placement):
            ResultFactory(attempt=attempt)

    with django_assert_num_queries(4):
        report = report_on(activity=activity)
        assert [each.placement.page.title for each in report.places]


def test_a_report_does_not_hold_every_response_at_once():
    attempt = AttemptFactory()
    item = {"id": "", "title": "Argument", "trust": "declared", "points": 0, "maximum": 0, "response": "é" * 10_000}
    Result.objects.bulk_create([Result(attempt=attempt, trust="partial", items=[item] * 4) for _ in range(500)])

    tracemalloc.start()
    try:
        report = report_on(activity=attempt.placement.activity)
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert report.figures.results == 500
    assert peak < 18_000_000  # they weigh more than 100 MB as the rows write them


def test_looking_for_lost_rings_asks_once_for_each_learner(django_assert_num_queries):
    attempt = AttemptFactory()
    same = [attempt, *AttemptFactory.create_batch(3, learner=attempt.learner)]
    for each in [*same, *same, AttemptFactory()]:
        ResultFactory(attempt=each)

    with django_assert_num_queries(5):  # who and where, places, people, then one for each of two
        found = list(completions_since(timezone.now() - timedelta(days=1)))

    assert len(found) == 5
