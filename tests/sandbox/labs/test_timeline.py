"""Lab 4: what a withdrawal stopped, told in milliseconds from the journal."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from sandbox.labs.rules.timeline import draw_timeline

CLICK = datetime(2026, 1, 12, 9, 30, tzinfo=UTC)


def entry(milliseconds: float, action: str = "lecture", outcome: str = "fait", consent: str = "c1") -> dict[str, Any]:
    return {
        "at": CLICK + timedelta(milliseconds=milliseconds),
        "action": action,
        "outcome": outcome,
        "consent": consent,
    }


def test_the_last_success_the_click_and_the_first_refusal() -> None:
    line = draw_timeline(
        [entry(900, "refus", "refusé"), entry(-1100), entry(-40), entry(12.5, "refus", "refusé")], withdrawn_at=CLICK
    )

    assert (line.last_success, line.first_refusal, line.late_successes, line.refusals) == (-40.0, 12.5, 0, 2)
    assert line.holds
    assert [moment.offset for moment in line.moments] == [-1100.0, -40.0, 12.5, 900.0]


def test_a_success_after_the_click_is_counted_and_nothing_holds() -> None:
    line = draw_timeline([entry(-10), entry(3), entry(9, "refus", "refusé")], withdrawn_at=CLICK)

    assert line.late_successes == 1
    assert not line.holds


def test_without_any_call_after_the_click_nothing_is_shown_yet() -> None:
    line = draw_timeline([entry(-10)], withdrawn_at=CLICK)

    assert (line.first_refusal, line.refusals, line.holds) == (None, 0, False)


def test_a_refusal_before_the_click_is_none_of_the_withdrawal() -> None:
    assert draw_timeline([entry(-5, "refus", "refusé")], withdrawn_at=CLICK).refusals == 0


def test_a_call_at_the_very_instant_was_decided_before() -> None:
    line = draw_timeline([entry(0)], withdrawn_at=CLICK)

    assert (line.last_success, line.late_successes) == (0.0, 0)


def test_other_consents_and_other_actions_are_left_out() -> None:
    entries = [entry(5, consent="c2"), entry(1, "retrait"), entry(8, "refus", "refusé"), entry(2, "export")]

    line = draw_timeline(entries, withdrawn_at=CLICK, consent="c1")

    assert [moment.action for moment in line.moments] == ["refus"]


def test_a_reading_that_failed_is_no_success() -> None:
    assert draw_timeline([entry(5, outcome="altéré")], withdrawn_at=CLICK).late_successes == 0


@pytest.mark.parametrize("entries", [[], [entry(1, "retrait")]])
def test_an_empty_journal_draws_an_empty_line(entries: list[dict[str, Any]]) -> None:
    assert draw_timeline(entries, withdrawn_at=CLICK).moments == ()
