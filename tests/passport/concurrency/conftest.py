"""Real programs on the test database, which say where they are and can be killed there."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from queue import Queue
from threading import Thread

import pytest
from django.conf import settings
from django.db import connection

from cms.celery import app as celery_app
from tests.passport.concurrency.program import ISSUED, MARK
from tests.waiting import wait_until

PATIENCE = 90  # seconds, on a machine that is busy with the other tests


def database_address() -> str:
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    server = settings.DATABASES["default"]
    return f"postgres://{server['USER']}:{server['PASSWORD']}@{server['HOST'] or 'localhost'}:{server['PORT'] or 5432}/{name}"


class Program:
    """One process: `issued` are the credentials that its requests got."""

    def __init__(self, told: "Queue[tuple[Program, str]]", environment: dict[str, str], *act: object) -> None:
        self.issued: list[int] = []
        command = [sys.executable, "-m", "tests.passport.concurrency.program", *map(str, act)]
        self.process = subprocess.Popen(
            command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self._listener = Thread(target=self._listen, args=[told], daemon=True)
        self._listener.start()

    def _listen(self, told: "Queue[tuple[Program, str]]") -> None:
        for line in self.process.stdout:
            word, *rest = line.removeprefix(MARK).split() if line.startswith(MARK) else [""]
            if word == ISSUED:
                self.issued.append(int(rest[0]))
            elif word:
                told.put((self, word))

    def go_on(self) -> None:
        self.process.stdin.write("\n")
        self.process.stdin.flush()

    def kill(self) -> None:
        """As the system does when memory runs out: nothing is told to the process."""
        self.process.kill()
        self.process.wait()

    def finish(self) -> int:
        """Its exit code, once it ended of itself and was heard to the end."""
        code = self.process.wait(timeout=PATIENCE)
        self._listener.join()
        return code

    def close(self) -> None:
        self.kill()
        self._listener.join()
        self.process.stdin.close()
        self.process.stdout.close()


class Programs:
    """Those of one test, and the letters that they sent."""

    def __init__(self, letters: Path) -> None:
        self.letters_dir = letters
        self.started: list[Program] = []
        self._told: Queue[tuple[Program, str]] = Queue()
        self._environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.passport.concurrency.settings",
            "DATABASE_URL": database_address(),
            "LETTERS_DIR": str(letters),
        }

    def start(self, *act: object) -> Program:
        program = Program(self._told, self._environment, *act)
        self.started.append(program)
        return program

    def next_to_say(self, word: str) -> Program:
        """Who says it, nothing else being said before."""
        program, said = self._told.get(timeout=PATIENCE)
        assert said == word
        return program

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
        for program in self.started:
            program.close()
        if not settings.CELERY_TASK_ALWAYS_EAGER:
            with celery_app.connection_for_write() as broker:
                broker.default_channel.queue_delete(self.queue)


@pytest.fixture
def programs(tmp_path) -> Iterator[Programs]:
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
