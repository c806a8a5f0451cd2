"""“Ma ville” as a real program, in its own process, in front of a vault that speaks the same contract."""

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

import pytest
import requests

from tests.sandbox.aggregator.vault_server import VaultServer

ROOT = Path(__file__).resolve().parents[3]
WORKERS = 4  # as gunicorn.conf.py says
PLATFORM_SECRET = "cle-de-la-plateforme-que-nul-enfant-ne-voit"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Program:
    """One running aggregator: its process, its folder, its address."""

    def __init__(self, vault_url: str, folder: Path, **variables: str) -> None:
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        environment = {
            "PATH": "/usr/bin:/bin",
            "HOME": str(folder),
            "LANG": "C.UTF-8",
            "MAVILLE_VAULT_URL": vault_url,
            "MAVILLE_CLIENT_ID": "ma-ville",
            "MAVILLE_CLIENT_SECRET": "secret-du-service",
            "MAVILLE_DATA_DIR": str(folder),
            "MAVILLE_URL": self.url,
            "MAVILLE_LOG_LEVEL": "debug",
        } | variables
        started = time.monotonic()
        self.process = subprocess.Popen(
            [
                *(sys.executable, "-I", "-m", "gunicorn", "-c", str(ROOT / "sandbox/aggregator/gunicorn.conf.py")),
                *("--pythonpath", str(ROOT), "sandbox.aggregator.wsgi", "--bind", f"127.0.0.1:{port}"),
            ],
            env=environment,
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        while time.monotonic() - started < 15:
            with contextlib.suppress(requests.ConnectionError):
                if requests.get(f"{self.url}/sante/", timeout=2).status_code == 200:
                    break
            if self.process.poll() is not None:
                raise RuntimeError(self.process.stdout.read().decode())
            time.sleep(0.05)
        self.seconds_to_start = time.monotonic() - started

    def stop(self) -> str:
        """What it printed, all along."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            return self.process.communicate(timeout=10)[0].decode()
        self.process.kill()
        return self.process.communicate()[0].decode()

    def processes(self) -> list[int]:
        """The master and its living workers."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return [self.process.pid, *(int(child) for child in children)]

    def crew(self, after: Iterable[int] = ()) -> list[int]:
        """The master and its workers once all are there, and one of them has changed since `after`."""
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            now = self.processes()
            if len(now) == 1 + WORKERS and set(now) != set(after):
                return now
            time.sleep(0.05)
        raise AssertionError(f"No worker gave up its place: {sorted(after)}, then {sorted(self.processes())}.")

    def bytes_at_rest(self) -> dict[str, bytes]:
        return {
            path.relative_to(self.folder).as_posix(): path.read_bytes()
            for path in self.folder.rglob("*")
            if path.is_file()
        }


class Browser(requests.Session):
    """An inhabitant's browser, as far as these pages need one."""

    def __init__(self, program: Program, vault: VaultServer) -> None:
        super().__init__()
        self.trust_env = False
        self.program, self.vault = program, vault

    def see(self, path: str) -> requests.Response:
        return self.get(self.program.url + path, allow_redirects=False, timeout=15)

    def ask(self, path: str = "/demander/") -> str:
        response = self.see(path)
        assert response.status_code == 302, response.text
        return response.headers["Location"]

    def agree(self, path: str = "/demander/") -> None:
        back = self.get(self.vault.answer_to(self.ask(path)), allow_redirects=False, timeout=15)
        assert back.status_code == 302, back.text

    def forget(self) -> requests.Response:
        page = self.see("/").text
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page).group(1)
        return self.post(
            f"{self.program.url}/oublier/", data={"csrfmiddlewaretoken": token}, allow_redirects=False, timeout=15
        )


def tile(page: str, code: str) -> str:
    found = re.search(rf'data-tuile="{code}".*?</li>\s*(?=<li class="tuile)', page, re.DOTALL)
    return found.group(0) if found else ""


def state(page: str, code: str) -> str:
    return re.search(rf'data-tuile="{code}" data-etat="([^"]+)"', page).group(1)


@pytest.fixture(scope="module")
def a_vault():
    server = VaultServer()
    yield server
    server.stop()


@pytest.fixture
def vault(a_vault):
    a_vault.reset()
    return a_vault


@pytest.fixture(scope="module")
def program(a_vault, tmp_path_factory):
    """Started once for a file of tests; what it keeps of a test would show in the next."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SECRET_KEY", PLATFORM_SECRET)
        running = Program(a_vault.url, tmp_path_factory.mktemp("ma-ville"))
    yield running
    running.stop()


@pytest.fixture
def own_pair(tmp_path):
    """A vault and its program, of this test alone: it may stop them, or count their processes."""
    server = VaultServer()
    running = Program(server.url, tmp_path / "ma-ville")
    yield server, running
    running.stop()


@pytest.fixture
def browser(program, vault):
    with Browser(program, vault) as session:
        yield session


def memory_of(pid: int) -> bytes:
    """What a process holds; pytest.skip where the system does not let us look."""
    found = bytearray()
    try:
        with open(f"/proc/{pid}/maps") as maps, open(f"/proc/{pid}/mem", "rb", buffering=0) as memory:
            for line in maps:
                span, rights = line.split()[:2]
                start, end = (int(part, 16) for part in span.split("-"))
                if not rights.startswith("rw") or "[v" in line:
                    continue
                with contextlib.suppress(OSError, ValueError, OverflowError):
                    memory.seek(start)
                    found += memory.read(end - start)
    except PermissionError:
        pytest.skip("le système ne laisse pas lire la mémoire d’un processus")
    return bytes(found)


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
