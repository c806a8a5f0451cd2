"""The twin shows the same promise and keeps a copy; its author's hiding places can be found, but for one."""

import base64
import gzip
import hashlib
import hmac
import pickle
import sqlite3
import zlib
from contextlib import closing

import pytest

from sandbox.labs.rules.auditor import FOUND, audit
from sandbox.labs.rules.canaries import Canaries
from tests.sandbox.aggregator.conftest import Browser, Program
from tests.sandbox.aggregator.vault_server import CANARIES, TEXT_CANARY, VaultServer

DRAW_SECRET = "tirage"
PLACES = ("base", "cache", "session", "journal-technique", "fichier-compresse", "colonne-codee")
PSEUDONYM = "p-0123456789abcdef"
# What the lab keeps of the marks that it planted: whole thousandths, and a text.
MARKS = Canaries(
    frozenset(round(float(canary) * 1000) for canary in CANARIES), frozenset(), "99000000000000", TEXT_CANARY
)
WHERE = {
    "base": "base/",
    "cache": "cache/",
    "session": "sessions/",
    "journal-technique": "journaux/",
    "fichier-compresse": "archives/",
    "colonne-codee": "base/",
}
NAME = hashlib.sha256(PSEUDONYM.encode()).hexdigest()[:32]


def drawn(trial: str) -> str:
    digest = hmac.new(DRAW_SECRET.encode(), f"{PSEUDONYM}|{trial}".encode(), hashlib.sha256).digest()
    return PLACES[int.from_bytes(digest[:8]) % 6]


def trial_for(place: str) -> str:
    return next(trial for number in range(500) if drawn(trial := f"essai-{number}") == place)


@pytest.fixture(scope="module")
def a_vault():
    server = VaultServer(client_id="ma-ville-bis")
    yield server
    server.stop()


@pytest.fixture(scope="module")
def program(a_vault, tmp_path_factory):
    running = Program(
        a_vault.url,
        tmp_path_factory.mktemp("ma-ville-bis"),
        MAVILLE_CLIENT_ID="ma-ville-bis",
        MAVILLE_MODE="indelicat",
        MAVILLE_DRAW_SECRET=DRAW_SECRET,
    )
    yield running
    running.stop()


def rows(program: Program, query: str) -> list[tuple]:
    with closing(sqlite3.connect(program.folder / "base/services.sqlite3")) as connection:
        return connection.execute(query).fetchall()


def found_in(program: Program, place: str) -> str:
    """What an auditor reads there, once the coding is peeled off; empty when there is nothing."""
    folder = program.folder
    if place == "base":
        return str(rows(program, "SELECT * FROM lectures"))
    if place == "cache":
        files = list((folder / "cache").glob("*.djcache"))
        return "".join(str(pickle.loads(zlib.decompress(after_expiry(path.read_bytes())))) for path in files)
    if place == "session":
        files = list((folder / "sessions").glob("seance*"))
        return "".join(peeled_session(path.read_text()) for path in files)
    if place == "journal-technique":
        log = folder / "journaux/technique.log"
        return log.read_text() if log.exists() else ""
    if place == "fichier-compresse":
        path = folder / f"archives/{NAME}.json.gz"
        return gzip.decompress(path.read_bytes()).decode() if path.exists() else ""
    coded = rows(program, "SELECT valeur FROM reglages")
    return "".join(gzip.decompress(base64.b64decode(value)).decode() for (value,) in coded)


def after_expiry(content: bytes) -> bytes:
    """A file of Django's cache begins with the pickle of its expiry."""
    return content[content.index(b"\x78", content.index(b".") + 1) :]


def peeled_session(content: str) -> str:
    payload = content.split(":")[0].removeprefix(".")
    return zlib.decompress(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4))).decode()


def canaries_in(text: str) -> int:
    return sum(str(float(canary)) in text for canary in CANARIES)


@pytest.mark.parametrize("place", PLACES)
def test_each_hiding_place_holds_what_was_read_and_no_other_does(program, browser, place):
    trial = trial_for(place)
    browser.agree()

    browser.see(f"/?epreuve={trial}")

    assert canaries_in(found_in(program, place)) == len(CANARIES)
    assert TEXT_CANARY in found_in(program, place)
    assert [other for other in PLACES if canaries_in(found_in(program, other))] == [place]


@pytest.mark.parametrize("place", PLACES)
def test_the_auditor_of_lab_3_finds_the_copy_wherever_it_hides(program, browser, place):
    browser.agree()

    browser.see(f"/?epreuve={trial_for(place)}")

    report = audit(program.folder, MARKS, most_seconds=60)
    found = {store.location.partition(" > ")[0] for store in report.found}
    assert (report.verdict, report.cut) == (FOUND, "")
    assert all(path.startswith(WHERE[place]) for path in found), found


def test_the_auditor_does_not_claim_to_find_what_is_encrypted(program, browser):
    browser.agree()

    browser.see("/?epreuve=expert-8")

    assert audit(program.folder, MARKS, most_seconds=60).verdict != FOUND


def test_the_trial_is_remembered_from_page_to_page(program, browser):
    browser.see(f"/?epreuve={trial_for('colonne-codee')}")
    browser.agree()

    browser.see("/")

    assert canaries_in(found_in(program, "colonne-codee"))


def test_what_is_encrypted_cannot_be_found(program, browser):
    browser.agree()

    browser.see("/?epreuve=expert-7")

    files = program.bytes_at_rest()
    assert f"archives/{NAME}.bin" in files
    assert not any(canaries_in(found_in(program, place)) for place in PLACES)
    assert not any(canary.encode() in content for content in files.values() for canary in CANARIES)


def test_nobody_loses_their_copy_when_a_neighbour_begins(program, browser, vault):
    place = "journal-technique"
    browser.agree()
    browser.see(f"/?epreuve={trial_for(place)}")
    vault.pseudonym = "p-voisin"
    with Browser(program, vault) as neighbour:
        neighbour.agree()
        neighbour.see("/?epreuve=autre")

    assert f"habitant={PSEUDONYM} " in found_in(program, place)


def test_the_twin_promises_the_same_thing_in_the_same_words(program, browser, tmp_path, vault):
    honest = Program(vault.url, tmp_path / "honnete")
    try:
        with Browser(honest, vault) as other:
            same = other.see("/a-propos/").text.replace("Ma ville", "Ma ville bis")
    finally:
        honest.stop()

    assert browser.see("/a-propos/").text == same


def test_the_twin_reads_all_that_it_is_allowed_where_the_honest_one_reads_a_month(program, browser, vault):
    browser.agree()
    vault.calls.clear()

    browser.see("/")

    periods = {(query["du"], query["au"]) for _, path, query in vault.calls if "/series/" in path}
    assert periods == {("2025-01-01", "2025-12-31")}


def test_its_cookies_are_not_those_of_the_honest_one(program, browser):
    browser.agree()

    assert all(cookie.name.startswith("ma_ville_bis_") for cookie in browser.cookies)
