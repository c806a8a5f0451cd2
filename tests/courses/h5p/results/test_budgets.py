"""What a session and an event cost, whatever was recorded before."""

import pytest

from courses.h5p.models import State, Statement
from tests.courses.h5p.factories import AttemptFactory, ResultFactory
from tests.courses.h5p.results.conftest import Page, answered

pytestmark = pytest.mark.django_db


def a_page_with(size):
    """Somebody who played here `size` times, said `size` things and stopped at `size` places."""
    page = Page()
    for number in range(1, size + 1):
        closed = AttemptFactory(
            learner=page.learner, placement=page.placement, number=number, closed_at="2026-01-01T00:00Z"
        )
        ResultFactory(attempt=closed)
    page.open()
    attempt = page.learner.h5p_attempts.get(closed_at=None)
    for number in range(size):
        State.objects.create(attempt=attempt, data_type="state", sub_content_id=str(number), value="{}")
        Statement.objects.create(
            attempt=attempt, statement_id=f"00000000-0000-4000-8000-{number:012}", verb="interacted", document={}
        )
    return page


@pytest.mark.parametrize("size", [1, 20])
def test_going_on_with_a_session_only_reads(size, django_assert_max_num_queries):
    page = a_page_with(size)

    with django_assert_max_num_queries(8) as asked:
        assert page.open().status_code == 200
    assert not any(query["sql"].startswith(("BEGIN", "SAVEPOINT")) for query in asked.captured_queries)


@pytest.mark.parametrize("size", [1, 20])
def test_an_event_that_ends_the_play(size, django_assert_max_num_queries):
    page = a_page_with(size)

    with django_assert_max_num_queries(16) as asked:
        assert page.say(answered("0")).status_code == 201
    assert not any('"h5p_library"."files"' in query["sql"] for query in asked.captured_queries)


@pytest.mark.parametrize("size", [1, 20])
def test_an_event_that_ends_nothing_reads_no_content(size, django_assert_max_num_queries):
    page = a_page_with(size)

    with django_assert_max_num_queries(13):
        assert page.say(answered("0", verb="http://adlnet.gov/expapi/verbs/interacted")).status_code == 201


@pytest.mark.parametrize("size", [1, 20])
def test_saving_a_state(size, django_assert_max_num_queries):
    page = a_page_with(size)

    with django_assert_max_num_queries(10):
        assert page.save("[]").status_code == 204
