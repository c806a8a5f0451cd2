"""Real programs on the test database, which say where they are and can be killed there."""

import multiprocessing
from collections.abc import Iterator
from pathlib import Path
from queue import Queue
from threading import Thread

import pytest
from django.conf import settings
from django.db import connection

from cms.celery import app as celery_app
from tests.passport.concurrency import program
from tests.waiting import wait_until

PATIENCE = 90  # seconds, on a machine that is busy with the other tests
# Copies of a process that has loaded the site once, and has neither a thread nor a connection.
PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(["tests.passport.concurrency.started"])


def database_address() -> str:
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    server = settings.DATABASES["default"]
    place = f"{server['HOST'] or 'localhost'}:{server['PORT'] or 5432}"
    return f"postgres://{server['USER']}:{server['PASSWORD']}@{place}/{name}"


class Program:
    """One process: `issued` are the credentials that its requests got."""

    def __init__(self, told: "Queue[tuple[Program, str]]", letters: Path, *act: object) -> None:
        self.issued: list[int] = []
        self._ours, theirs = PROCESSES.Pipe()
        self.process = PROCESSES.Process(target=program.run, args=(theirs, str(letters), *act))
        self.process.start()
        theirs.close()
        self._listener = Thread(target=self._listen, args=[told], daemon=True)
        self._listener.start()

    def _listen(self, told: "Queue[tuple[Program, str]]") -> None:
        while True:
            try:
                word, *rest = self._ours.recv()
            except (EOFError, OSError):
                return
            if word == program.ISSUED:
                self.issued += rest
            else:
                told.put((self, word))

    def go_on(self) -> None:
        self._ours.send("go on")

    def kill(self) -> None:
        """As the system does when memory runs out: nothing is told to the process."""
        self.process.kill()
        self.finish()

    def finish(self) -> int | None:
        """Its exit code, once it ended and was heard to the end."""
        self.process.join(timeout=PATIENCE)
        self._listener.join(timeout=PATIENCE)
        return self.process.exitcode

    def close(self) -> None:
        self.kill()
        self._ours.close()
        self.process.close()


class Programs:
    """Those of one test, and the letters that they sent."""

    def __init__(self, letters: Path) -> None:
        self.letters_dir = letters
        self.started: list[Program] = []
        self._told: Queue[tuple[Program, str]] = Queue()

    def start(self, *act: object) -> Program:
        started = Program(self._told, self.letters_dir, *act)
        self.started.append(started)
        return started

    def next_to_say(self, word: str) -> Program:
        """Who says it, nothing else being said before."""
        who, said = self._told.get(timeout=PATIENCE)
        assert said == word
        return who

    @property
    def letters(self) -> list[str]:
        return [
            letter
            for path in self.letters_dir.iterdir()
            for letter in path.read_text().split("-" * 79)
            if letter.strip()
        ]

    @property
    def queue(self) -> str:
        return f"{settings.CELERY_TASK_DEFAULT_QUEUE}-processes"

    def nothing_is_queued(self) -> bool:
        with celery_app.connection_for_write() as broker:
            return broker.default_channel.queue_declare(self.queue, passive=True).message_count == 0

    def close(self) -> None:
        for each in self.started:
            each.close()
        if not settings.CELERY_TASK_ALWAYS_EAGER:
            with celery_app.connection_for_write() as broker:
                broker.default_channel.queue_delete(self.queue)


@pytest.fixture
def programs(tmp_path, monkeypatch) -> Iterator[Programs]:
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "tests.passport.concurrency.settings")
    monkeypatch.setenv("DATABASE_URL", database_address())
    monkeypatch.setenv("SIGNING_KEY_DIR", str(settings.SIGNING_KEY_DIR))
    started = Programs(tmp_path)
    yield started
    started.close()


@pytest.fixture
def requests_waiting():
    """How many sessions of this database wait for a row that another holds; SQLite does not tell."""
    if connection.vendor != "postgresql":
        return lambda count: True

    def are_waiting(count: int) -> bool:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
            )
            return cursor.fetchone()[0] == count

    return lambda count: wait_until(lambda: are_waiting(count), seconds=PATIENCE)
