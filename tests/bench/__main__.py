"""`make bench`: serves the demonstration from a temporary folder, measures, prints a table.

Then come the passport's, H5P's and the sandbox's.

Each measure gives the processor time (user and system) that the server's only process spent per request,
as a multiple of what a bare Django view without middleware spends to return 20 KB, and requests per second.
The two are measured in turns, round after round, so that a machine that slows down slows both.
"""

import http.client
import itertools
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import NamedTuple
from urllib.parse import urlencode

ROUNDS, ASKED_PER_ROUND, BARE_PER_ROUND, WARM_UP, THREADS = 5, 100, 200, 40, 2
LEARNERS = 60
SECONDS_TO_START = 60
LESSON = "/modules/securite/pourquoi-une-cible/"


class Measure(NamedTuple):
    """What one kind of request costs, in seconds; `target` is the multiple that we promise."""

    name: str
    cpu: float
    bare_cpu: float
    per_second: float
    p50: float
    p99: float
    target: int


class Client:
    """A connection kept open to the server, asking as a browser without compression does."""

    def __init__(self, port: int, cookie: str = "") -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port)
        self.headers = {"Cookie": cookie} if cookie else {}

    def get(self, path: str) -> tuple[int, str, bytes]:
        return self.ask("GET", path)

    def post(self, path: str, data: dict[str, str]) -> tuple[int, str, bytes]:
        from tests.bench.people import CSRF_SECRET

        body = urlencode({"csrfmiddlewaretoken": CSRF_SECRET, **data})
        return self.ask("POST", path, body, {"Content-Type": "application/x-www-form-urlencoded"})

    def ask(self, method: str, path: str, body: str | None = None, extra: dict | None = None) -> tuple[int, str, bytes]:
        self.connection.request(method, path, body, {**self.headers, **(extra or {})})
        response = self.connection.getresponse()
        content = response.read()
        if response.status >= 400:
            raise SystemExit(f"{method} {path} : réponse {response.status}")
        return response.status, response.headers.get("Location", ""), content


@contextmanager
def served(port: int, application: str = "tests.bench.wsgi", **environment: str) -> Iterator[None]:
    command = [
        sys.executable, "-m", "gunicorn", application, f"--bind=127.0.0.1:{port}", "--workers=1",
        "--threads=4", "--keep-alive=75", "--log-level=error", "--no-control-socket",
    ]  # fmt: skip
    server = subprocess.Popen(command, env={**os.environ, **environment})
    try:
        for _ in range(SECONDS_TO_START * 10):
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.1)
        else:
            raise SystemExit(f"Le serveur du port {port} ne répond pas.")
        yield
    finally:
        server.terminate()
        server.wait()


class Meter:
    """Runs batches of requests in parallel threads, and adds up what they cost the server."""

    def __init__(self, port: int, act: Callable[[int], None]) -> None:
        self.act, self.clock = act, Client(port)
        self.times: list[float] = []
        self.cpu = self.elapsed = 0.0

    def run(self, count: int) -> None:
        first = len(self.times)
        before, start = self.spent(), time.perf_counter()
        with ThreadPoolExecutor(THREADS) as pool:
            self.times += pool.map(self.timed, range(first, first + count))
        self.elapsed += time.perf_counter() - start
        self.cpu += self.spent() - before

    def timed(self, i: int) -> float:
        start = time.perf_counter()
        self.act(i)
        return time.perf_counter() - start

    def spent(self) -> float:
        return float(self.clock.get("/cpu/")[2])


def measure(name: str, target: int, port: int, act: Callable[[int], None], per_round: int = ASKED_PER_ROUND) -> Measure:
    """Ask and ask the bare view, in turns; the first requests only warm the server up."""
    bare, asked = Meter(port, reader(port, "/nu/")), Meter(port, act)
    if per_round == ASKED_PER_ROUND:
        Meter(port, act).run(WARM_UP)
    for _ in range(ROUNDS):
        bare.run(BARE_PER_ROUND)
        asked.run(per_round)
    count = len(asked.times)
    cuts = statistics.quantiles(asked.times, n=100)
    bare_cpu = bare.cpu / len(bare.times)
    return Measure(name, asked.cpu / count, bare_cpu, count / asked.elapsed, cuts[49], cuts[98], target)


def reader(port: int, path: str, cookie: str = "") -> Callable[[int], None]:
    clients = itertools.cycle([Client(port, cookie) for _ in range(THREADS)])
    return one_at_a_time(clients, lambda client, i: client.get(path))


def one_at_a_time(clients: Iterator[Client], act: Callable) -> Callable[[int], None]:
    """Lend each client to one thread at a time."""
    import queue

    free: queue.Queue[Client] = queue.Queue()
    for client in itertools.islice(clients, THREADS):
        free.put(client)

    def run(i: int) -> None:
        client = free.get()
        try:
            act(client, i)
        finally:
            free.put(client)

    return run


def measure_all(port: int) -> list[Measure]:
    from tests.bench.people import sign_up

    people = sign_up(LEARNERS)
    code = one_credential()
    signed_in = people[0].cookie
    writer, *others = people
    answers = answering(port, writer.cookie)
    return [
        measure("vue Django nue, 20 Ko", 0, port, reader(port, "/nu/")),
        measure("accueil, visiteur", 3, port, reader(port, "/")),
        measure("leçon, visiteur", 3, port, reader(port, LESSON)),
        measure("vérification, visiteur", 2, port, reader(port, f"/v/{code}")),
        measure("leçon, connecté", 15, port, reader(port, LESSON, signed_in)),
        measure("enregistrer une réponse", 15, port, answers),
        measure("commencer, voir, rendre un essai", 150, port, attempting(port, others), len(others) // ROUNDS),
    ]


def answering(port: int, cookie: str) -> Callable[[int], None]:
    """Save the same question again and again, each time another option."""
    client = Client(port, cookie)
    start = client.post("/modules/securite/evaluation/", {})[1]
    from courses.quizzes.models import Attempt

    attempt = Attempt.objects.get(public_id=start.strip("/").split("/")[1])
    item = attempt.items.filter(revision__kind__in=["choix-unique", "mini-cas", "vrai-faux-justifié"]).first()
    path = f"/evaluations/{attempt.public_id}/{item.position}/"
    clients = itertools.cycle([Client(port, cookie) for _ in range(THREADS)])
    options = item.option_order
    return one_at_a_time(clients, lambda client, i: client.post(path, {"answer": options[i % len(options)]}))


def attempting(port: int, people: list) -> Callable[[int], None]:
    waiting = iter(people)

    def run(i: int) -> None:
        client = Client(port, next(waiting).cookie)
        start = client.post("/modules/securite/evaluation/", {})[1]
        attempt = start.strip("/").split("/")[1]
        client.get(f"/evaluations/{attempt}/1/")
        client.post(f"/evaluations/{attempt}/rendre/", {})

    return run


def one_credential() -> str:
    """The number of a passport that was really earned."""
    from tests.journeys.people import graduate

    return graduate().credentials.get(achievement__module=None).code


def table(measures: list[Measure]) -> str:
    lines = [
        "| requête | CPU (ms) | multiple | promis | requêtes/s | p50 (ms) | p99 (ms) |",
        "|---|---|---|---|---|---|---|",
    ]
    for m in measures:
        multiple = m.cpu / m.bare_cpu
        promise = f"≤ {m.target}" + ("" if multiple <= m.target else " **dépassé**") if m.target else "—"
        lines.append(
            f"| {m.name} | {m.cpu * 1000:.2f} | {multiple:.1f} | {promise} | {m.per_second:.0f} "
            f"| {m.p50 * 1000:.1f} | {m.p99 * 1000:.1f} |"
        )
    return "\n".join(lines)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(DEMO="1", DATA_DIR=folder, DJANGO_SETTINGS_MODULE="tests.bench.settings")
        import django

        django.setup()
        from django.core.management import call_command

        from cms.foundation.demonstration import load

        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        with open(os.devnull, "w") as nowhere:
            load(nowhere)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        with served(port):
            print(table(measure_all(port)), flush=True)
        subprocess.run([sys.executable, "-m", "tests.bench.passport", folder], check=True)
        # In processes of their own: they serve at other addresses; the sandbox must not know the town yet.
        with tempfile.TemporaryDirectory() as elsewhere:
            subprocess.run([sys.executable, "-m", "tests.bench.h5p", elsewhere], check=True)
        raise SystemExit(subprocess.run([sys.executable, "-m", "tests.bench.sandbox", folder]).returncode)


if __name__ == "__main__":
    main()
