"""The guard stops accidents: a file, a program or an address that this service never needs."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
GUARDED = """
import os, pathlib, socket, sqlite3, subprocess, sys
sys.path.insert(0, {root!r})
from sandbox.aggregator.guard import Guard
guard = Guard("http://127.0.0.1:{port}", pathlib.Path({folder!r}))
guard.install()
guard.binds = {{("127.0.0.1", 1)}}
try:
    {attempt}
except PermissionError as refusal:
    print(refusal)
else:
    print("permis")
"""


def tried(attempt: str, folder: Path, port: int = 9) -> str:
    code = GUARDED.format(root=str(ROOT), folder=str(folder), attempt=attempt, port=port)
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=False)
    return done.stdout.strip() or done.stderr


@pytest.mark.parametrize(
    "attempt",
    [
        f"sqlite3.connect({str(ROOT / 'var/db.sqlite3')!r})",
        f"open({str(ROOT / 'var/db.sqlite3')!r}, 'rb')",
        f"open({str(ROOT / 'cms/settings.py')!r})",
        f"open({str(ROOT / 'sandbox/vault/models.py')!r})",
        f"open({str(ROOT / 'sandbox/aggregator/copie.txt')!r}, 'w')",
        "open('/etc/passwd')",
        "open('/proc/1/environ', 'rb')",
        "open('/proc/self/../1/environ', 'rb')",
        "os.open('/etc/shadow', os.O_RDONLY)",
        "pathlib.Path('/tmp/ailleurs').mkdir()",
        "subprocess.run(['true'])",
        "os.system('true')",
        "os.execv('/bin/true', ['true'])",
        "socket.create_connection(('127.0.0.1', 22), 1)",
        "socket.getaddrinfo('example.org', 80)",
        "socket.socket().bind(('127.0.0.1', 0))",
        "socket.socket(socket.AF_UNIX).connect('/run/docker.sock')",
        "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', 53))",
    ],
)
def test_what_the_service_never_needs_is_refused(attempt, tmp_path):
    assert tried(attempt, tmp_path).startswith("Garde-fou")


def test_what_it_needs_is_allowed(tmp_path):
    assert tried("open('note.txt', 'w').close()".replace("note.txt", str(tmp_path / "note.txt")), tmp_path) == "permis"
    assert (
        tried(f"sqlite3.connect({str(tmp_path / 'base.sqlite3')!r}).execute('CREATE TABLE t (a)')", tmp_path)
        == "permis"
    )
    assert tried("open('/dev/null', 'w').close()", tmp_path) == "permis"
    assert tried("__import__('colorsys')", tmp_path) == "permis"


def test_a_link_inside_its_folder_does_not_lead_out(tmp_path):
    (tmp_path / "porte").symlink_to("/etc/passwd")

    assert tried(f"open({str(tmp_path / 'porte')!r})", tmp_path).startswith("Garde-fou")


def test_it_may_speak_to_the_vault_alone(tmp_path):
    import socket

    with socket.create_server(("127.0.0.1", 0)) as vault, socket.create_server(("127.0.0.1", 0)) as other:
        port = vault.getsockname()[1]

        assert tried(f"socket.create_connection(('127.0.0.1', {port}), 1)", tmp_path, port) == "permis"
        refused = tried(f"socket.create_connection(('127.0.0.1', {other.getsockname()[1]}), 1)", tmp_path, port)

    assert "ne parle qu’au coffre" in refused


def test_the_guard_does_not_claim_to_be_a_barrier():
    from sandbox.aggregator import guard

    assert "Garde-fou contre l’accident, pas une barrière contre un attaquant" in guard.__doc__
