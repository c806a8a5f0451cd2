"""`python -m tests.bench.h5p [folder]`: what a sealed activity costs, beside the same one in the plain player.

The plain player is h5p-standalone as its documentation shows it: files unpacked on the site's own origin, in the same
lesson, served by the same program, compressed and kept for a year. All the ways are tried in turns, round after
round. Other packages can be measured as well: `BENCH_H5P=one.h5p:two.h5p`.
"""

import json
import os
import sys
import tempfile
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser

from tests.bench.h5p_browser import Views, chromium, look, median, p95
from tests.bench.h5p_pages import Played, compress, plain_page, prepare
from tests.bench.line import FAST, POOR, Line, Quality
from tests.bench.sandbox_programs import free_port, load_demonstration

# How often each way is tried on each line.
ROUNDS = {FAST: 10, POOR: 3}  # a poor line varies little, and takes its time
APART = "127.0.0.2"


class Way(NamedTuple):
    """One manner of playing: over which line, at which address of an activity, as whom."""

    name: str
    line: Line
    address: Callable[[Played], str]
    cookie: str = ""


def settle(folder: Path, site: int) -> None:
    for name in ("DATABASE_URL", "CACHE_URL", "CELERY_BROKER_URL", "H5P_DIR", "H5P_PLAYER_ORIGIN"):
        os.environ.pop(name, None)
    os.environ.update(
        DEMO="1", DATA_DIR=str(folder), PLAIN_PLAYER=str(folder / "plain"), SITE_URL=f"http://127.0.0.1:{site}",
        DJANGO_SETTINGS_MODULE="tests.bench.h5p_settings",
    )  # fmt: skip
    import django

    django.setup()


def ways(in_frame: Line, apart: Line) -> list[Way]:
    from tests.bench.people import sign_in_somebody

    lesson = Played.lesson.__get__
    learner = sign_in_somebody("h5p").cookie
    return [
        Way("lecteur ordinaire", in_frame, lambda played: played.plain),
        Way("cadre scellé, visiteur", in_frame, lesson),
        Way("cadre scellé, connecté", in_frame, lesson, learner),
        Way("cadre d’un autre hôte, connecté", apart, lesson, learner),
    ]


def try_all(browser: Browser, played: Played, quality: Quality, every: list[Way]) -> dict[str, Views]:
    found = {way.name: Views([], []) for way in every}
    for way in every:  # only warms the servers up
        look(browser, way.line, way.address(played), way.cookie, FAST)
    for _ in range(ROUNDS[quality]):
        for way in every:
            first, second = look(browser, way.line, way.address(played), way.cookie, quality)
            found[way.name].first.append(first)
            found[way.name].second.append(second)
    return found


def table(found: dict[str, Views]) -> list[str]:
    """The times are given with what they are of the plain player's, measured in the same rounds."""
    lines = [
        "| | première vue | octets | requêtes | seconde vue | octets | requêtes |",
        "|---|---|---|---|---|---|---|",
    ]
    plain = next(iter(found.values()))
    for name, views in found.items():
        cells = []
        for these, those in zip(views, plain, strict=True):
            ratio = median(these, "seconds") / median(those, "seconds")
            cells += [
                f"{milliseconds(median(these, 'seconds'))} ; p95 {milliseconds(p95(these))} (× {ratio:.2f})",
                f"{median(these, 'bytes') / 1000:.0f} Ko",
                f"{median(these, 'requests'):.0f}",
            ]
        lines.append(" | ".join([f"| {name}", *cells]).replace(".", ",") + " |")
    return lines


def milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms"


def costs_of_the_server(port: int, played: Played) -> str:
    """In multiples of the bare view, as for the other pages; each request of an activity alone."""
    from courses.h5p.models import Attempt, Placement
    from courses.h5p.player.document import player_address
    from tests.bench.__main__ import measure, reader
    from tests.bench.__main__ import table as table_of_requests
    from tests.bench.people import sign_in_somebody

    person = sign_in_somebody("h5p-serveur")
    alone = f"/h5p/activite/{played.key}/"
    revision = Placement.objects.get(key=played.key).activity.current_revision
    document = player_address(revision)
    bundle = document.replace("/lecteur/", "/f/") + "_/scripts.js"
    session = poster(port, person.cookie, f"{alone}seance/", lambda i: {})
    session(0)
    attempt = str(Attempt.objects.get(learner=person.user).public_id)
    steps = len(json.loads(revision.content_json)["steps"])
    ending = poster(port, person.cookie, f"{alone}evenement/", lambda i: an_end(attempt, steps))
    state = poster(port, person.cookie, f"{alone}etat/", lambda i: a_state(attempt, i))
    return table_of_requests(
        [
            measure("vue Django nue, 20 Ko", 0, port, reader(port, "/nu/")),
            measure("document du lecteur", 15, port, reader(port, document)),
            measure("scripts réunis d’une activité", 15, port, reader(port, bundle)),
            measure("page d’une activité, visiteur", 3, port, reader(port, alone)),
            measure("page d’une activité, connecté", 30, port, reader(port, alone, person.cookie)),
            measure("ouvrir ou reprendre une séance", 30, port, session),
            measure("garder un état", 30, port, state),
            measure("recevoir et noter une fin de partie", 60, port, ending, 40),
        ]
    )


def poster(port: int, cookie: str, path: str, body: Callable[[int], dict]) -> Callable[[int], None]:
    import itertools

    from tests.bench.__main__ import THREADS, Client, one_at_a_time
    from tests.bench.people import CSRF_SECRET

    headers = {"Content-Type": "application/json", "X-CSRFToken": CSRF_SECRET}
    clients = itertools.cycle([Client(port, cookie) for _ in range(THREADS)])
    return one_at_a_time(clients, lambda client, i: client.ask("POST", path, json.dumps(body(i)), headers))


def an_end(attempt: str, steps: int) -> dict:
    """What the browser says when all the steps have been put in order, rightly."""
    statement = {
        "verb": {"id": "http://adlnet.gov/expapi/verbs/answered"},
        "object": {"id": "urn:uuid:0", "definition": {"interactionType": "sequencing"}},
        "result": {"response": "[,]".join(f"e{number}" for number in range(steps)), "duration": "PT30S"},
    }
    return {"attempt": attempt, "id": str(uuid.uuid4()), "statement": statement, "tree": {"statement": statement}}


def a_state(attempt: str, number: int) -> dict:
    value = json.dumps({"order": [number % 7, 1, 0, 2]})
    return {"attempt": attempt, "dataType": "state", "subContentId": "0", "value": value}


def say(*lines: str) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    sys.stdout.flush()


def measure_all(folder: Path, site: int) -> None:
    from tests.bench.__main__ import served

    load_before = os.getloadavg()[0]
    plain = folder / "plain"
    plain.mkdir()
    played = prepare(plain)
    behind, behind_apart, elsewhere = free_port(), free_port(), free_port()
    in_frame, apart = Line(("127.0.0.1",), site, behind), Line(("127.0.0.1", APART), elsewhere, behind_apart)
    second_host = {"H5P_PLAYER_ORIGIN": f"http://{APART}:{elsewhere}", "SITE_URL": f"http://127.0.0.1:{elsewhere}"}
    write_plain_pages(plain, played)
    for line in (in_frame, apart):
        line.start()
        line.ready.wait()
    application = "tests.bench.h5p_wsgi"
    every = ways(in_frame, apart)
    with served(behind, application), served(behind_apart, application, **second_host):
        with chromium() as browser:
            for activity in played:
                for quality in (FAST, POOR):
                    say("", f"{activity.name}, {quality.name} ({ROUNDS[quality]} tours) :", "")
                    say(*table(try_all(browser, activity, quality, every)))
        say("", costs_of_the_server(behind, played[0]))
    say("", f"Charge de la machine ({os.cpu_count()} cœurs) : {load_before:.1f} avant, {os.getloadavg()[0]:.1f} après.")


def write_plain_pages(folder: Path, every: list[Played]) -> None:
    from django.test import Client

    for played in every:
        lesson = Client(SERVER_NAME="127.0.0.1").get(played.lesson)
        (folder / played.plain.removeprefix("/banc/")).write_bytes(plain_page(lesson.content, played))
    compress(folder)


def main() -> int:
    given = [Path(argument).resolve() for argument in sys.argv[1:]]
    site = free_port()
    with tempfile.TemporaryDirectory() as temporary:
        folder = given[0] if given else Path(temporary)
        settle(folder, site)
        load_demonstration()
        measure_all(folder, site)
    return 0


if __name__ == "__main__":
    sys.exit(main())
