"""Programs kept running beside each other: started, awaited, restarted when they die, stopped together.

Two libraries were weighed. honcho stops all its programs as soon as one of them ends, and hands its whole
environment to each. circus restarts them, but brings ZeroMQ and tornado, listens on ports of its own, knows nothing
of an address that must answer, and its children outlive it when it is killed. What is needed is short:

- a program gets a few variables by name, never our environment; its home, temporary and working folders are its own;
- what it prints goes to a file or to our own terminal, never into a pipe that somebody would have to empty;
- on Linux the kernel stops it when we die, however we die. Elsewhere each program leads a process group, which is
  stopped whole when we end in an orderly way; nothing there can act for us once we are killed by force.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Final
from urllib.error import URLError
from urllib.request import HTTPRedirectHandler, ProxyHandler, build_opener

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

# All that a program gets from us without being named by whoever describes it.
PASSED_ON: Final = ("PATH", "LANG", "LC_ALL", "TZ")
# Linux: `prctl(PR_SET_PDEATHSIG)` outlives `execve`, so it is asked for by a few lines that then become the program.
# The parent is looked at afterwards: it may have died before the kernel was told.
TETHER: Final = """
import ctypes, os, signal, sys
ctypes.CDLL(None).prctl(1, signal.SIGTERM)
if os.getppid() != int(sys.argv[1]):
    sys.exit(1)
os.execv(sys.argv[2], sys.argv[2:])
"""
LARGEST_LOG: Final = 1_000_000
PULSE: Final = 0.1


class NoRedirect(HTTPRedirectHandler):
    def redirect_request(self, *args: object) -> None:
        """Whoever redirects does not answer."""


CALLER: Final = build_opener(ProxyHandler({}), NoRedirect())


@dataclass(frozen=True, slots=True)
class Program:
    """What to run, and where it answers once it is ready."""

    name: str
    address: str
    health: str
    argv: tuple[str, ...]
    # Its own folder: where it runs, and what its home and temporary folders are below.
    directory: Path
    # All its variables but those of `PASSED_ON`; None for the one program that is ourselves, and keeps what we have.
    environment: Mapping[str, str] | None = field(default=None, repr=False)
    # Where it prints; None for our own terminal.
    log: Path | None = None
    # Without it the others are of no use.
    essential: bool = False

    def variables(self) -> dict[str, str]:
        if self.environment is None:
            return dict(os.environ)
        passed_on = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
        own = {"HOME": str(self.directory / "home"), "TMPDIR": str(self.directory / "tmp")}
        return passed_on | own | dict(self.environment)


def answers(address: str, timeout: float = 1.0) -> bool:
    """Does this address say 200?"""
    try:
        with CALLER.open(address, timeout=timeout) as response:
            return bool(response.status == 200)
    except (URLError, OSError, ValueError):
        return False


def signal_group(leader: int, number: int) -> None:
    """Reach what a program started too, such as the workers of a server that was killed by force."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, number)


@dataclass(slots=True)
class Child:
    """A program while we look after it."""

    program: Program
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    due_at: float = 0.0
    failures: int = 0
    ready: bool = False
    given_up: bool = False

    @property
    def settled(self) -> bool:
        """Nothing is awaited from it any more."""
        return self.ready or self.given_up

    def start(self) -> None:
        program = self.program
        if program.environment is not None:
            for folder in (program.directory, program.directory / "home", program.directory / "tmp"):
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        argv = list(program.argv)
        if sys.platform == "linux":
            argv = [sys.executable, "-I", "-S", "-c", TETHER, str(os.getpid()), *argv]
        output = self.open_log()
        try:
            self.process = subprocess.Popen(  # noqa: S603
                argv,
                cwd=program.directory if program.environment is not None else None,
                env=program.variables(),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                process_group=0,
            )
        finally:
            if output is not None:
                os.close(output)
        self.started_at = time.monotonic()
        self.ready = False

    def open_log(self) -> int | None:
        """A file begins anew once it is large: a program that prints a lot must not fill the disk."""
        log = self.program.log
        if log is None:
            return None
        log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = os.O_TRUNC if log.exists() and log.stat().st_size > LARGEST_LOG else 0
        return os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND | fresh, 0o600)

    def kill(self) -> None:
        if self.process is not None:
            signal_group(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None


class Supervisor:
    """Looks after programs until it is told to stop.

    Everything happens in the thread that calls `run`, which must be the main one: Linux stops a program when the
    thread that started it ends.

    `attempts` is how many times in a row a program may die before it is given up; `steady` the seconds after which
    one that lives is counted as well again; `patience` those it has to answer; `grace` those it has to stop.
    """

    def __init__(
        self,
        programs: Sequence[Program],
        *,
        say: Callable[[str], None],
        when_ready: Callable[[], None] = lambda: None,
        attempts: int = 5,
        backoff: float = 1.0,
        patience: float = 120.0,
        steady: float = 60.0,
        grace: float = 5.0,
    ) -> None:
        self.children = [Child(program) for program in programs]
        self.say, self.when_ready = say, when_ready
        self.attempts, self.backoff = attempts, backoff
        self.patience, self.steady, self.grace = patience, steady, grace
        self.received: list[int] = []
        self.announced = False

    def run(self) -> int:
        """Until a signal comes: 0; or until an essential program is given up: 1."""
        handled = [
            number
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
            if number == signal.SIGINT or signal.getsignal(number) != signal.SIG_IGN  # left alone under nohup
        ]
        before = {number: signal.signal(number, self.receive) for number in handled}
        try:
            while not self.received:
                for child in self.children:
                    self.tend(child)
                if any(child.given_up and child.program.essential for child in self.children):
                    return 1
                if not self.announced and all(child.settled for child in self.children):
                    self.announced = True
                    self.when_ready()
                time.sleep(PULSE)
            return 0
        finally:
            self.stop()
            for number, handler in before.items():
                signal.signal(number, handler)

    def receive(self, number: int, frame: FrameType | None) -> None:
        self.received.append(number)

    def tend(self, child: Child) -> None:
        """One look at one program: start it when it is due, see whether it answers, notice that it died."""
        now = time.monotonic()
        if child.given_up:
            return
        if child.process is None:
            if now >= child.due_at:
                child.start()
        elif (code := child.process.poll()) is not None:
            self.bury(child, code)
        elif not child.ready:
            if answers(child.program.health):
                child.ready = True
                self.say(_("%(name)s répond : %(address)s/") % self.words(child))
            elif now - child.started_at > self.patience:
                self.say(_("%(name)s ne répond pas : on le relance.") % self.words(child))
                child.kill()
                self.try_again(child)

    def bury(self, child: Child, code: int) -> None:
        """What it had started may still hold its port."""
        if time.monotonic() - child.started_at > self.steady:
            child.failures = 0
        child.kill()
        self.say(_("%(name)s s’est arrêté (code %(code)d).") % self.words(child, code=code))
        self.try_again(child)

    def try_again(self, child: Child) -> None:
        child.failures += 1
        child.ready = False
        if child.failures >= self.attempts:
            child.given_up = True
            self.say(
                _(
                    "%(name)s s’est arrêté %(count)d fois de suite : on n’essaie plus. Le reste continue. "
                    "Ce qu’il a écrit est dans %(log)s."
                )
                % self.words(child, count=child.failures, log=child.program.log or _("cette fenêtre"))
            )
            return
        wait = self.backoff * 2 ** (child.failures - 1)
        child.due_at = time.monotonic() + wait
        seconds = max(round(wait), 1)
        self.say(
            ngettext(
                "%(name)s sera relancé dans %(count)d seconde.",
                "%(name)s sera relancé dans %(count)d secondes.",
                seconds,
            )
            % self.words(child, count=seconds)
        )

    @staticmethod
    def words(child: Child, **more: object) -> dict[str, object]:
        return {"name": child.program.name, "address": child.program.address, **more}

    def stop(self) -> None:
        """Pass on the signal we got, wait, then leave nothing behind; a second signal shortens the wait."""
        number = self.received[0] if self.received else signal.SIGTERM
        running = [child for child in self.children if child.process is not None]
        for child in running:
            if child.process is not None and child.process.poll() is None:
                child.process.send_signal(number)
        deadline = time.monotonic() + self.grace
        while time.monotonic() < deadline and len(self.received) < 2:
            if all(child.process is None or child.process.poll() is not None for child in running):
                break
            time.sleep(PULSE / 2)
        for child in running:
            child.kill()
