"""The honest program keeps nothing: not on its disk, not in its journals, not in what survives of it in memory."""

import os
import re
import struct
from pathlib import Path

from tests.sandbox.aggregator.conftest import PLATFORM_SECRET, Browser, Program, is_alive, memory_of
from tests.sandbox.aggregator.vault_server import CANARIES, TEXT_CANARY

FORMS = [
    *(canary.encode() for canary in CANARIES),
    *(canary.replace(".", ",").encode() for canary in CANARIES),
    *(canary.encode("utf-16-le") for canary in CANARIES),
    TEXT_CANARY.encode(),
]
# They begin alike, so that three passes find them all: a search for each would read the memory a hundred times.
BEGINNINGS = [
    re.compile(rb"4183\.\d{3}"),
    re.compile(rb"4183,\d{3}"),
    re.compile(rb"4\x001\x008\x003\x00\.\x00(?:\d\x00){3}"),
]
FLOATS = [struct.pack("<d", float(canary)) for canary in CANARIES]


def see_everything(browser: Browser) -> None:
    browser.agree()
    for path in ("/", "/?epreuve=essai", "/suivi/", "/a-propos/", "/retour/?code=x&state=y", "/nulle-part/"):
        browser.see(path)


def test_nothing_of_what_was_read_rests_in_its_folder_even_at_debug(program, browser):
    see_everything(browser)

    files = program.bytes_at_rest()

    assert {name.split("/")[0] for name in files} <= {"base", "journaux", "tmp"}
    assert [name for name, content in files.items() for form in FORMS + FLOATS if form in content] == []


def test_neither_tokens_nor_codes_nor_secrets_reach_the_journals(program, browser, vault):
    see_everything(browser)
    browser.post(f"{program.url}/retour/?code=code-en-clair", timeout=15)

    rest = b"".join(program.bytes_at_rest().values())
    spoken = [*vault.access, *vault.refresh, "code-en-clair", "secret-du-service", vault.pseudonym]

    assert [word for word in spoken if word.encode() in rest] == []
    assert b"GET /retour/ 400" in rest


def test_no_reading_survives_in_the_memory_of_living_processes(own_pair):
    """The scan itself is checked by what the master must know: its own secret."""
    vault, program = own_pair
    browser = Browser(program, vault)
    at_first = program.crew()
    browser.agree()
    served = program.crew(after=at_first)
    browser.see("/")

    survivors = program.crew(after=served)
    memory = {pid: memory_of(pid) for pid in survivors}

    assert b"secret-du-service" in memory[program.process.pid]
    for pid, content in memory.items():
        assert {found for form in BEGINNINGS for found in form.findall(content)} & set(FORMS) == set(), pid
        assert TEXT_CANARY.encode() not in content, pid
        assert not any(form in content for form in FLOATS[:4]), pid


def test_a_worker_that_held_readings_serves_nobody_else(own_pair):
    vault, program = own_pair
    browser = Browser(program, vault)
    at_first = program.crew()
    browser.agree()
    before = program.crew(after=at_first)
    browser.see("/")

    gone = set(before) - set(program.crew(after=before))

    assert len(gone) == 1
    assert not any(is_alive(pid) for pid in gone)
    browser.see("/a-propos/")
    assert program.process.pid in program.processes()


def test_it_starts_within_three_seconds_and_leaves_no_orphan(vault, tmp_path):
    program = Program(vault.url, tmp_path / "ville")
    workers = program.processes()
    # Time of the processor: the tests' machine may be busy elsewhere.
    ticks = Path(f"/proc/{program.process.pid}/stat").read_text().rsplit(")")[1].split()[11:13]
    seconds = sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")

    printed = program.stop()

    assert seconds < 3
    assert not any(is_alive(pid) for pid in workers)
    assert "Traceback" not in printed


def test_its_environment_holds_no_secret_of_the_platform(program):
    for pid in program.processes():
        environment = Path(f"/proc/{pid}/environ").read_bytes()

        assert PLATFORM_SECRET.encode() not in environment
        names = {item.split(b"=")[0].decode() for item in environment.split(b"\0") if item}
        assert {name for name in names if not name.startswith("MAVILLE_")} <= {"PATH", "HOME", "LANG", "LC_CTYPE"}


def test_no_control_socket_is_left_in_its_home(program):
    assert not any("gunicorn" in path.name for path in program.folder.rglob("*") if not path.is_file())
