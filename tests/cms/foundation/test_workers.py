"""Asking a worker for something, when the broker answers and when it does not."""

import pytest
from celery import Celery
from kombu.exceptions import EncodeError

from cms.foundation.workers import ask_worker

NOBODY_LISTENS = "amqp://guest:guest@127.0.0.1:9//"


@pytest.fixture(autouse=True)
def _brokers_of_their_own(monkeypatch):
    """Celery prefers the one of the environment to the one an application names."""
    monkeypatch.delenv("CELERY_BROKER_URL", raising=False)


def an_errand(broker, **conf):
    """A task of an application of its own, with the list of what it was called with."""
    called = []

    def carry(number):
        called.append(number)

    app = Celery(broker=broker, set_as_current=False)
    app.conf.update(task_publish_retry=False, broker_transport_options={"max_retries": 1, "interval_start": 0}, **conf)
    return app.task(carry, name="carry", shared=False), called


def test_whoever_was_asked_does_it_and_nothing_is_logged(caplog):
    errand, called = an_errand("memory://", task_always_eager=True)

    assert ask_worker(errand, 12)

    assert called == [12]
    assert not [record for record in caplog.records if record.name == "cms.foundation.workers"]


def test_without_a_broker_nobody_was_asked_and_the_log_says_for_what(caplog):
    errand, called = an_errand(NOBODY_LISTENS)

    assert not ask_worker(errand, 12)

    (line,) = [record for record in caplog.records if record.name == "cms.foundation.workers"]
    assert line.levelname == "ERROR"
    assert "carry(12)" in line.getMessage()
    assert line.exc_info
    assert not called


def test_the_log_keeps_no_address(caplog):
    errand, _called = an_errand(NOBODY_LISTENS)

    ask_worker(errand, "camille@exemple.fr")

    assert "no broker to ask for carry()" in caplog.text
    assert "camille" not in caplog.text


def test_a_mistake_of_ours_is_not_taken_for_a_missing_broker():
    errand, _called = an_errand("memory://")

    with pytest.raises(EncodeError):
        ask_worker(errand, object())
