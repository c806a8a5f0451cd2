"""Two tabs, a queue sent again, two threads: one attempt, one result, nothing lost. On whatever database is there."""

from uuid import uuid4

import pytest

from courses.h5p.models import Attempt, Incident, Result, State, Statement
from courses.h5p.services import open_attempt, record_incident, restart_attempt
from tests.courses.h5p.factories import AttemptFactory
from tests.courses.h5p.results.conftest import Page, answered
from tests.courses.quizzes.test_at_the_same_time import together

pytestmark = pytest.mark.django_db(transaction=True)

AT_ONCE = 6


def tabs_of(page, many):
    """The same person in several tabs, before the same attempt."""
    tabs = [Page(page.placement, page.learner) for _ in range(many)]
    for tab in tabs:
        tab.attempt = page.attempt
    return tabs


def test_tabs_that_open_together_get_the_same_attempt():
    tabs = tabs_of(Page(), AT_ONCE)

    opened = together(*[lambda tab=tab: tab.open().json()["attempt"] for tab in tabs])

    assert len(set(opened)) == Attempt.objects.count() == 1


def test_one_statement_sent_together_counts_once(announced):
    page = Page()
    page.open()
    name = uuid4()

    answers = together(*[lambda tab=tab: tab.say(answered("0"), id=name) for tab in tabs_of(page, AT_ONCE)])

    assert sorted(answer.status_code for answer in answers) == [200] * (AT_ONCE - 1) + [201]
    assert len({answer.content for answer in answers}) == 1
    assert Statement.objects.count() == Result.objects.count() == len(announced) == 1


def test_different_statements_sent_together_are_all_kept():
    page = Page()
    page.open()

    answers = together(*[lambda tab=tab: tab.say(answered("0")) for tab in tabs_of(page, AT_ONCE)])

    assert {answer.status_code for answer in answers} == {201}
    assert Result.objects.count() == AT_ONCE


def test_states_saved_together_leave_one_row():
    page = Page()
    page.open()

    together(*[lambda tab=tab, n=n: tab.save(f"[{n}]") for n, tab in enumerate(tabs_of(page, AT_ONCE))])

    assert State.objects.count() == 1


def test_a_statement_is_in_the_attempt_that_is_being_closed_or_refused():
    for _round in range(4):
        page = Page()
        page.open()
        (tab,) = tabs_of(page, 1)
        tab.say(answered("1"))

        said, _restarted = together(
            lambda tab=tab: tab.say(answered("0")).status_code,
            lambda page=page: restart_attempt(learner=page.learner, placement=page.placement),
        )

        kept = Statement.objects.filter(attempt__public_id=page.attempt).count()
        assert (said, kept) in {(201, 2), (409, 1)}
        assert Attempt.objects.filter(learner=page.learner).count() == 2


def test_opening_while_beginning_again_leaves_one_open_attempt():
    for _round in range(4):
        attempt = AttemptFactory()
        who = {"learner": attempt.learner, "placement": attempt.placement}
        Statement.objects.create(attempt=attempt, statement_id=uuid4(), verb="attempted", document={})

        together(
            lambda who=who: open_attempt(**who),
            lambda who=who: restart_attempt(**who),
            lambda who=who: open_attempt(**who),
        )

        assert Attempt.objects.filter(**who, closed_at=None).count() == 1
        assert Attempt.objects.filter(**who).count() == 2


def test_incidents_told_together_are_all_counted():
    revision = AttemptFactory().revision

    together(*[lambda: record_incident(revision=revision, kind="csp", detail="img-src")] * AT_ONCE)

    assert Incident.objects.get().count == AT_ONCE
