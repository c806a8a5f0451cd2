import pytest
from django.db import DatabaseError

from cms.foundation import health


@pytest.mark.django_db
def test_every_part_that_answers_is_ok(client):
    answer = client.get("/sante/")

    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "database": "ok", "cache": "ok", "broker": "ok"}
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
@pytest.mark.parametrize("part", ["database", "cache", "broker"])
def test_a_silent_part_is_named_with_503(client, monkeypatch, part):
    monkeypatch.setitem(health.PARTS, part, lambda: False)

    answer = client.get("/sante/")

    assert answer.status_code == 503
    assert answer.json()["status"] == "ko"
    assert answer.json()[part] == "ko"


def test_a_broken_database_is_seen(monkeypatch):
    def refuse():
        raise DatabaseError

    monkeypatch.setattr(health.connection, "cursor", refuse)

    assert not health.database_answers()


def test_a_broker_that_nobody_listens_behind_is_seen(settings):
    settings.CELERY_TASK_ALWAYS_EAGER = False
    settings.CELERY_BROKER_URL = "amqp://guest:guest@127.0.0.1:9//"

    assert not health.broker_answers()
