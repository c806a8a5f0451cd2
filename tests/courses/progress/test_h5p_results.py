"""From a result recorded in an activity to what progress says."""

import pytest
from django.core.management import call_command

from courses.h5p.signals import result_recorded
from courses.progress.models import ActivityCompletion
from tests.courses.h5p.factories import AttemptFactory, PlacementFactory, ResultFactory
from tests.courses.h5p.results.conftest import Page, answered

pytestmark = pytest.mark.django_db


def ring(result):
    result_recorded.send_robust(type(result), result_id=result.pk)


def done(attempt):
    return set(ActivityCompletion.objects.filter(learner=attempt.learner).values_list("code", flat=True))


def test_a_result_that_completes_its_place_completes_the_activity():
    result = ResultFactory(trust="declared", points=0, maximum=0)

    ring(result)

    assert done(result.attempt) == {result.attempt.placement.code}


def test_playing_to_the_end_completes_the_activity(django_capture_on_commit_callbacks):
    page = Page(PlacementFactory(threshold_percent=100))
    page.open()
    codes = ActivityCompletion.objects.filter(learner=page.learner).values_list("code", flat=True)

    with django_capture_on_commit_callbacks(execute=True):
        page.say(answered("1", score=(1, 1)))
    assert list(codes) == []

    with django_capture_on_commit_callbacks(execute=True):
        page.say(answered("0", score=(0, 1)))
    assert list(codes.all()) == [page.placement.code]


def test_below_the_threshold_nothing_is_done():
    attempt = AttemptFactory(placement=PlacementFactory(threshold_percent=90))

    ring(ResultFactory(attempt=attempt, points=4, maximum=5))
    ring(ResultFactory(attempt=attempt, trust="declared", points=0, maximum=0, declared_points=5, declared_maximum=5))
    ring(ResultFactory(attempt=attempt, trust="partial", points=5, maximum=5))

    assert done(attempt) == set()


def test_ringing_twice_keeps_the_date_of_the_first_time():
    result = ResultFactory()
    ring(result)
    first = ActivityCompletion.objects.get().completed_at

    ring(result)

    assert ActivityCompletion.objects.get().completed_at == first


def test_a_result_that_is_gone_rings_in_vain():
    result = ResultFactory()
    result.delete()

    answers = result_recorded.send_robust(None, result_id=0)

    assert all(not isinstance(answer, Exception) for _receiver, answer in answers)
    assert not ActivityCompletion.objects.exists()


def test_the_night_finds_what_a_lost_ring_left_undone(capsys):
    lost = ResultFactory()
    short = ResultFactory(attempt__placement__threshold_percent=90)

    call_command("catch_up_progress")
    call_command("catch_up_progress")

    assert done(lost.attempt) == {lost.attempt.placement.code}
    assert done(short.attempt) == set()
    told = capsys.readouterr().out
    assert told.count("Activités H5P faites\u00a0: 1") == told.count("Activités H5P faites\u00a0: 0") == 1
