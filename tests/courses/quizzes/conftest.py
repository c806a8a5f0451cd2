"""Shared by the tests of quizzes."""

import pytest

from courses.quizzes.signals import attempt_submitted


@pytest.fixture
def announced():
    """The attempts that were announced, each time they were."""
    heard = []

    def hear(attempt_id, **kwargs):
        heard.append(attempt_id)

    attempt_submitted.connect(hear)
    yield heard
    attempt_submitted.disconnect(hear)
