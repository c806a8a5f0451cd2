"""Real small programs, looked after by a real supervisor in a process of its own."""

import json
import os
import signal
import socket
import subprocess
import sys
import textwrap
import time
from contextlib import suppress
from pathlib import Path

import pytest

from cms.foundation.supervisor import Program
from tests.waiting import wait_until

# A server that says who it is, and what it was given; it can start slowly, print a lot, spawn a child, or die.
SERVER = """
import http.server, json, os, pathlib, subprocess, sys, time
port, folder, manners = int(sys.argv[1]), pathlib.Path(sys.argv[2]), sys.argv[3:]
with (folder / "pids").open("a") as pids:
    pids.write(f"{os.getpid()}\\n")
(folder / "environment.json").write_text(json.dumps(dict(os.environ) | {"cwd": os.getcwd()}))
if "dies" in manners:
    sys.exit(3)
if "prints" in manners:
    sys.stdout.write("x" * 2_000_000)
    sys.stderr.write("y" * 2_000_000)
if "spawns" in manners:
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(300)"])
    (folder / "grandchild").write_text(str(child.pid))
time.sleep(0.5 if "slow" in manners else 0)
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(503 if "ill" in manners else 200)
        self.end_headers()
    def log_message(self, *args):
        pass
http.server.HTTPServer(("127.0.0.1", port), Handler).serve_forever()
"""

DRIVER = """
import json, pathlib, sys
from django.conf import settings
settings.configure(USE_I18N=False)
from cms.foundation.supervisor import Program, Supervisor
plan = json.loads(sys.argv[1])
programs = [
    Program(**item | {"argv": tuple(item["argv"]), "directory": pathlib.Path(item["directory"]),
                      "log": pathlib.Path(item["directory"]) / "log"})
    for item in plan["programs"]
]
say = lambda sentence: print(sentence, flush=True)
sys.exit(Supervisor(programs, say=say, when_ready=lambda: say("tout répond"), **plan["options"]).run())
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def is_alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{pid}/stat")
    with suppress(FileNotFoundError, ProcessLookupError):
        return state.read_text().rsplit(")", 1)[1].split()[0] != "Z"
    return not Path("/proc/self").is_dir()


class Watched:
    """A supervisor in its own process, with what it said so far."""

    def __init__(self, tmp_path, programs, **options):
        self.output = tmp_path / "said"
        self.programs = {program["name"]: program for program in programs}
        plan = {"programs": programs, "options": {"backoff": 0.2, "grace": 5} | options}
        with self.output.open("w") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-c", DRIVER, json.dumps(plan)],
                stdout=output,
                stderr=subprocess.STDOUT,
                env={**os.environ, "PLATFORM_SECRET": "jamais-transmis"},
            )

    def said(self):
        return self.output.read_text()

    def waits_for(self, words):
        assert wait_until(lambda: words in self.said()), self.said()

    def pids(self, name):
        file = Path(self.programs[name]["directory"], "pids")
        return [int(line) for line in file.read_text().split()] if file.exists() else []

    def stops(self, number=signal.SIGTERM):
        self.process.send_signal(number)
        return self.process.wait(timeout=15)


@pytest.fixture
def supervise(tmp_path):
    started = []

    def start(**manners):
        options = manners.pop("options", {})
        programs = []
        for name, words in manners.items():
            folder = tmp_path / name
            folder.mkdir()
            port = free_port()
            programs.append(
                {
                    "name": name,
                    "address": f"http://127.0.0.1:{port}",
                    "health": f"http://127.0.0.1:{port}/sante/",
                    "argv": [
                        sys.executable,
                        "-I",
                        "-c",
                        textwrap.dedent(SERVER),
                        str(port),
                        str(folder),
                        *words.split(),
                    ],
                    "directory": str(folder),
                    "environment": {"OWN": "oui"},
                    "essential": "essential" in words,
                }
            )
        watched = Watched(tmp_path, programs, **options)
        started.append(watched)
        return watched

    yield start
    for watched in started:
        if watched.process.poll() is None:
            watched.process.kill()
            watched.process.wait()
        for name in watched.programs:
            for pid in watched.pids(name):
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)


def test_each_program_is_announced_once_it_answers_and_all_together_afterwards(supervise):
    watched = supervise(quick="", slow="slow")

    watched.waits_for("tout répond")

    lines = watched.said().splitlines()
    assert lines[0].startswith("quick répond : http://127.0.0.1:")
    assert lines[1].startswith("slow répond : http://127.0.0.1:")
    assert lines[2] == "tout répond"


def test_a_program_gets_the_variables_named_for_it_and_folders_of_its_own(supervise, tmp_path):
    watched = supervise(guest="")
    watched.waits_for("tout répond")

    given = json.loads((tmp_path / "guest" / "environment.json").read_text())

    assert given["OWN"] == "oui"
    assert "jamais-transmis" not in given.values()
    assert set(given) - {"cwd", "LC_CTYPE"} <= {"OWN", "HOME", "TMPDIR", "PATH", "LANG", "LC_ALL", "TZ"}
    folder = tmp_path / "guest"
    assert (given["HOME"], given["TMPDIR"], given["cwd"]) == (str(folder / "home"), str(folder / "tmp"), str(folder))


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_stops_every_program_and_what_it_started(supervise, tmp_path, number):
    watched = supervise(one="", two="spawns")
    watched.waits_for("tout répond")
    everything = [*watched.pids("one"), *watched.pids("two"), int((tmp_path / "two" / "grandchild").read_text())]
    assert all(is_alive(pid) for pid in everything)

    code = watched.stops(number)

    assert code == 0
    assert not any(is_alive(pid) for pid in everything)


def test_a_program_that_dies_is_started_again_and_what_it_left_behind_is_stopped(supervise, tmp_path):
    watched = supervise(frail="spawns", other="")
    watched.waits_for("tout répond")
    (first,), left_behind = watched.pids("frail"), int((tmp_path / "frail" / "grandchild").read_text())

    os.kill(first, signal.SIGKILL)

    assert wait_until(lambda: watched.said().count("frail répond") == 2), watched.said()
    assert "frail s’est arrêté (code -9)." in watched.said()
    assert "frail sera relancé dans 1 seconde." in watched.said()
    assert not is_alive(left_behind)
    assert len(watched.pids("other")) == 1
    watched.stops()


def test_a_program_that_keeps_dying_is_given_up_and_the_rest_goes_on(supervise):
    watched = supervise(hopeless="dies", other="", options={"attempts": 3})

    watched.waits_for("tout répond")

    assert "hopeless s’est arrêté 3 fois de suite : on n’essaie plus. Le reste continue." in watched.said()
    assert len(watched.pids("hopeless")) == 3
    assert is_alive(watched.pids("other")[0])
    assert watched.stops() == 0


def test_without_an_essential_program_everything_stops(supervise):
    watched = supervise(site="dies essential", other="", options={"attempts": 2})

    assert watched.process.wait(timeout=15) == 1

    assert not any(is_alive(pid) for pid in watched.pids("other"))


def test_each_restart_waits_twice_as_long_as_the_one_before(supervise):
    watched = supervise(hopeless="dies", options={"attempts": 4, "backoff": 0.3})
    began = time.monotonic()

    watched.waits_for("on n’essaie plus")

    assert time.monotonic() - began >= 0.3 + 0.6 + 1.2
    watched.stops()


def test_a_program_that_lives_without_answering_is_started_again(supervise):
    watched = supervise(mute="ill", options={"patience": 0.6, "attempts": 2})

    watched.waits_for("on n’essaie plus")

    assert "mute ne répond pas : on le relance." in watched.said()
    assert not any(is_alive(pid) for pid in watched.pids("mute"))
    watched.stops()


def test_a_program_that_prints_a_lot_is_never_held_up(supervise, tmp_path):
    watched = supervise(talkative="prints")

    watched.waits_for("tout répond")

    assert (tmp_path / "talkative" / "log").stat().st_size >= 4_000_000
    watched.stops()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux acts for a parent killed by force")
def test_a_supervisor_killed_by_force_leaves_no_orphan(supervise):
    watched = supervise(one="", two="")
    watched.waits_for("tout répond")
    everything = [*watched.pids("one"), *watched.pids("two")]

    watched.process.kill()
    watched.process.wait()

    assert wait_until(lambda: not any(is_alive(pid) for pid in everything), seconds=5)


def test_what_a_program_is_given_is_not_shown_with_it(tmp_path):
    program = Program("B", "http://b", "http://b", ("b",), tmp_path, environment={"SECRET": "a-ne-pas-montrer"})

    assert "a-ne-pas-montrer" not in repr(program)
