"""When the holder is warned that a service calls more than its purposes need."""

import pytest

from sandbox.consents.rules.volume import CALLS_PER_DAY, CALLS_PER_HOUR, Calls, Excess, Unusual, unusual


def warned(last_hour=0, last_day=None, too_many=0, series=1):
    return unusual(
        Calls(last_hour, last_hour if last_day is None else last_day, too_many), series=series, per_minute=60
    )


@pytest.mark.parametrize("series", [1, 3, 6])
def test_an_hour_of_use_is_not_worth_a_warning_and_one_call_more_is(series):
    enough = CALLS_PER_HOUR * series

    assert warned(enough, series=series) is None
    assert warned(enough + 1, series=series) == Unusual(Excess.HOUR, enough + 1, enough)


@pytest.mark.parametrize("series", [1, 6])
def test_a_day_of_use_is_not_worth_a_warning_and_one_call_more_is(series):
    enough = CALLS_PER_DAY * series

    assert warned(1, enough, series=series) is None
    assert warned(1, enough + 1, series=series) == Unusual(Excess.DAY, enough + 1, enough)


def test_one_call_refused_for_being_too_many_is_enough_and_said_first():
    assert warned(61, too_many=1) == Unusual(Excess.MINUTE, 1, 60)
    assert warned(0, 1, too_many=1) == Unusual(Excess.MINUTE, 1, 60)


def test_a_service_that_never_called_is_not_worth_a_warning():
    assert warned() is None
