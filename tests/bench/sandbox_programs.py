"""The programs under measure, as real processes on this machine's own addresses, and a database made for one run."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

SECONDS_TO_START = 30


def settle(folder: Path, **more: str) -> None:
    """Tell this process, and those it starts, where everything is. To be called before Django is imported."""
    site, town = free_port(), free_port()
    for name in ("DATABASE_URL", "CACHE_URL", "CELERY_BROKER_URL"):
        os.environ.pop(name, None)
    os.environ.update(
        DEMO="1",
        DATA_DIR=str(folder),
        PORT=str(site),
        SITE_URL=f"http://localhost:{site}",
        AGGREGATOR_URL=f"http://127.0.0.1:{town}",
        DJANGO_SETTINGS_MODULE="tests.bench.sandbox_settings",
    )
    os.environ.update(more)
    import django

    django.setup()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def platform(workers: int = 1) -> Iterator[None]:
    """The site as the demonstration serves it (one process), or as docs/deployer.md does (three)."""
    from django.conf import settings

    command = [
        sys.executable, "-m", "gunicorn", "cms.wsgi", f"--bind=127.0.0.1:{settings.PORT}", f"--workers={workers}",
        "--threads=4", "--keep-alive=75", "--log-level=error", "--no-control-socket", "--graceful-timeout=5",
    ]  # fmt: skip
    server = subprocess.Popen(command)
    try:
        wait_for(f"{settings.SITE_URL}/sante/")
        yield
    finally:
        server.terminate()
        server.wait()


@contextmanager
def aggregator() -> Iterator[None]:
    """« Ma ville », by the command and in the environment that the demonstration gives it."""
    from cms.foundation.supervisor import Child
    from sandbox.companions import companions

    child = Child(companions()[0])
    child.start()
    try:
        wait_for(child.program.health)
        yield
    finally:
        child.kill()


def load_demonstration() -> None:
    """All that `make demo` prepares, in the database and the folder of this run."""
    from django.core.management import call_command

    from cms.foundation.demonstration import load

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    with open(os.devnull, "w") as nowhere:
        load(nowhere)
    call_command("prepare_sandbox", verbosity=0)  # the addresses of this run


def wait_for(address: str) -> None:
    from cms.foundation.supervisor import answers

    deadline = time.monotonic() + SECONDS_TO_START
    while not answers(address):
        if time.monotonic() > deadline:
            raise SystemExit(f"{address} ne répond pas.")
        time.sleep(0.1)


@contextmanager
def scratch_database(server: str) -> Iterator[str]:
    """An empty PostgreSQL database, dropped at the end; its address."""
    import psycopg

    name = f"banc_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield urlsplit(server)._replace(path=f"/{name}").geturl()
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
