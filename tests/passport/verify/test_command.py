"""`python -m passport.verify`, from a shell, with nothing but a file and a folder."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from passport.verify.__main__ import main
from tests.passport.proofs import examples
from tests.passport.verify.presenting import FORMS, NOW, SEALED, a_list, export, file_of

# Python says so to its hooks before any program reaches the network.
WITHOUT_NETWORK = """
import runpy, sys
def refuse(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "socket.bind"):
        raise PermissionError(event)
sys.addaudithook(refuse)
runpy.run_module("passport.verify", run_name="__main__", alter_sys=True)
"""


@pytest.fixture
def ask(tmp_path, monkeypatch):
    """Judges these bytes against an export, by default with the list in date; gives the exit code."""
    monkeypatch.delenv("PASSPORT_EXPORT", raising=False)

    def ask_about(content, *options, lists=None, folder=None):
        file = tmp_path / "fichier"
        file.write_bytes(content)
        folder = folder or export(tmp_path / "export", lists=lists).folder
        return main([str(file), "--offline", str(folder), *options], now=lambda: NOW)

    return ask_about


@pytest.mark.parametrize("form", FORMS)
def test_a_genuine_file_exits_with_zero(form, ask, capsys):
    assert ask(file_of(form)) == 0
    assert capsys.readouterr().out.startswith("CE DOCUMENT EST AUTHENTIQUE ET VALABLE\n")


@pytest.mark.parametrize(
    ("content", "lists", "code"),
    [
        (file_of("document").replace(b"86", b"99"), None, 1),
        (b"Bonjour", None, 1),
        (file_of("token"), a_list(examples.INDEX), 1),
        (file_of("token"), {}, 2),
        (file_of("token"), a_list(validUntil="2026-11-23T11:00:00Z"), 2),
    ],
)
def test_the_exit_code_tells_a_script_what_to_think(content, lists, code, ask):
    assert ask(content, lists=lists) == code


def test_another_date_may_be_asked_for(ask):
    assert ask(file_of("document"), "--at", "2029-11-23") == 1
    assert ask(file_of("document"), "--at", "2026-11-23T09:00+00:00") == 1
    assert ask(file_of("document"), "--at", "2026-11-23T20:00Z") == 0


def test_programs_may_ask_for_json(ask, capsys):
    assert ask(file_of(SEALED), "--json") == 0

    assert json.loads(capsys.readouterr().out)["facts"]["holder"] == "Camille Éluard-Noël"


@pytest.mark.parametrize("options", [["--at", "demain"], ["--autre"], ["un autre fichier"]])
def test_a_misused_command_says_how_to_use_it(options, ask, capsys):
    assert ask(file_of("document"), *options) == 64
    assert "usage" in capsys.readouterr().err


def test_what_is_not_there_is_told(ask, tmp_path, capsys):
    assert main([str(tmp_path / "absent"), "--offline", str(tmp_path)]) == 64
    assert "Fichier illisible" in capsys.readouterr().err
    assert ask(file_of("document"), folder=tmp_path) == 64
    assert "n’est pas le dossier d’un émetteur" in capsys.readouterr().err


def test_the_folder_may_be_named_once_for_all(monkeypatch, tmp_path):
    monkeypatch.setenv("PASSPORT_EXPORT", str(export(tmp_path).folder))
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(file_of("token"))))

    assert main(["-"], now=lambda: NOW) == 0


def test_off_line_a_pdf_is_judged_by_the_photograph_it_carries(tmp_path):
    """The whole command, in a process where the network is refused, beside a folder without any list."""
    folder = export(tmp_path / "export", lists={}).folder
    file = tmp_path / "passeport.pdf"
    file.write_bytes(file_of(SEALED, photograph=a_list()["1"]))

    done = run_without_network(file, folder, "--at", "2026-11-23T12:00Z")

    assert done.returncode == 0, done.stderr
    assert "Liste des révocations du 23 novembre 2026 à 1\u00a0h\u00a000." in done.stdout
    late = run_without_network(file, folder, "--at", "2027-06-01")
    assert late.returncode == 2
    assert late.stdout.startswith("CE DOCUMENT ÉTAIT VALABLE À LA DATE DU 23 NOVEMBRE 2026")


def test_the_network_is_refused_for_good_in_that_test(tmp_path):
    probe = WITHOUT_NETWORK.replace("runpy.run_module", "import socket; socket.create_connection(('127.0.0.1', 9)) #")

    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=False)

    assert "PermissionError: socket." in done.stderr


def test_the_judgement_knows_neither_django_nor_the_platform():
    """So that it still runs when the platform is gone."""
    probe = (
        "import sys, passport.verify.__main__; print(*(m for m in ('django', 'wagtail', 'cms') if m in sys.modules))"
    )

    done = subprocess.run(
        [sys.executable, "-c", probe], capture_output=True, text=True, check=True, cwd=settings.BASE_DIR
    )

    assert done.stdout.strip() == ""


def run_without_network(file: Path, folder: Path, *options: str) -> subprocess.CompletedProcess:
    command = [sys.executable, "-c", WITHOUT_NETWORK, str(file), "--offline", str(folder), *options]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=settings.BASE_DIR)
