"""Workers of one run, and runs of one machine, leave each other's things alone."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache, caches

ROOT = Path(__file__).resolve().parents[1]


def settings_of(worker, **environment):
    """What a worker keeps for itself: its folder, its database, its queue."""
    asked = "from tests import settings as s; print(s.DATA_DIR, s.DATABASES['default']['TEST']['NAME'], s.CELERY_TASK_DEFAULT_QUEUE)"
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-c", asked],
        env=kept | environment | ({"PYTEST_XDIST_WORKER": worker} if worker else {}),
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split()


def test_each_worker_has_a_folder_a_database_and_a_queue_of_its_own(tmp_path):
    alone, first, second = (settings_of(worker, DATA_DIR=str(tmp_path / "run")) for worker in ("", "gw0", "gw1"))

    assert all(len(set(kept)) == 3 for kept in zip(alone, first, second, strict=True))


def test_what_a_worker_starts_works_in_the_folder_of_that_worker(tmp_path):
    folder, _database, _queue = settings_of("gw1", DATA_DIR=str(tmp_path / "run"))

    assert settings_of("gw1", DATA_DIR=folder)[0] == folder


@pytest.mark.skipif(not settings.CACHE_IS_SHARED, reason="each process has a cache of its own")
def test_clearing_the_cache_leaves_the_keys_of_another_worker(monkeypatch):
    beside = caches.create_connection("default")
    beside.key_prefix = f"{cache.key_prefix}-beside"
    beside.set("kept", "yes", timeout=60)
    cache.set("own", "yes", timeout=60)

    cache.clear()

    assert cache.get("own") is None
    assert beside.get("kept") == "yes"
    beside.clear()
