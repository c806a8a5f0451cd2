"""How long a withdrawal takes to be felt by services that never stop calling, and what they still obtain."""

import http.client
import os
import threading
import time
from collections import Counter
from typing import NamedTuple

from tests.bench.sandbox_rows import Row, row

# How many call at once, and how long each waits between two calls, in seconds.
POLLERS = ((4, 0.0), (16, 0.0), (16, 0.2))
ROUNDS = 30
PATIENCE = 10  # seconds for pollers to obtain, then to be refused
SERIES = "/api/coffre/v1/series/energie/?pas=mois&du=2025-01-01&au=2025-03-31"


class Call(NamedTuple):
    """One call of a service; status 0 when the connection broke."""

    started: float
    ended: float
    status: int


class Found(NamedTuple):
    """With so many pollers: seconds from the click to the first refusal, round by round, and what went wrong."""

    pollers: int
    pause: float
    delays: list[float]
    calls: int
    refusals: int
    faults: list[str]


class Poller(threading.Thread):
    """A service that calls, and calls again, until it is stopped."""

    def __init__(self, token: str, pause: float, stop: threading.Event) -> None:
        super().__init__(daemon=True)
        self.headers = {"Authorization": f"Bearer {token}", "Host": f"localhost:{os.environ['PORT']}"}
        self.pause, self.stopped, self.calls = pause, stop, list[Call]()

    def run(self) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", int(os.environ["PORT"]), timeout=30)
        while not self.stopped.is_set():
            started = time.perf_counter()
            try:
                connection.request("GET", SERIES, headers=self.headers)
                response = connection.getresponse()
                response.read()
                status = response.status
            except (http.client.HTTPException, OSError):
                connection.close()
                status = 0
            self.calls.append(Call(started, time.perf_counter(), status))
            self.stopped.wait(self.pause)


def withdraw_while_polled(pollers: int, pause: float) -> Found:
    """One learner who gives and withdraws, again and again."""
    from sandbox.vault.models import JournalEntry
    from sandbox.vault.services import vault_of, verify
    from tests.bench.sandbox_learners import arrive

    learner = arrive(1, f"retrait-{pollers}-{pause}")[0]
    delays, faults, calls = list[float](), list[str](), list[Call]()
    for turn in range(ROUNDS):
        answered, made = one_withdrawal(learner, pollers, pause, delays)
        faults += [f"{pollers} appelants, tour {turn + 1} : {fault}" for fault in faults_of(learner, answered, made)]
        calls += made
    vault = vault_of(learner.user)
    numbers = list(JournalEntry.objects.of(vault).values_list("seq", flat=True))
    if numbers != list(range(1, len(numbers) + 1)):
        faults.append(f"{pollers} appelants : un numéro du journal manque ou sert deux fois")
    if not verify(vault):
        faults.append(f"{pollers} appelants : le journal ne se vérifie pas")
    return Found(pollers, pause, delays, len(calls), sum(call.status == 401 for call in calls), faults)


def withdrawals(found: list[Found], database: str) -> list[Row]:
    """From the click to the first refusal."""
    return [row(f"retrait, {database}, {callers(each)} : premier refus", each.delays, 0.2) for each in found]


def callers(found: Found) -> str:
    if not found.pause:
        return f"{found.pollers} appelants sans pause"
    return f"{found.pollers} appelants, {1 / found.pause:.0f} fois par seconde chacun"


def one_withdrawal(learner, pollers: int, pause: float, delays: list[float]) -> tuple[float, list[Call]]:
    """When the withdrawal was answered, and every call; the delay is added to the others."""
    token = learner.token("cout|energie:mois")
    address = f"{consent_of(learner).get_absolute_url()}retirer/"
    stop = threading.Event()
    services = [Poller(token, pause, stop) for _ in range(pollers)]
    for service in services:
        service.start()
    try:
        until(lambda: all(service.calls for service in services))
        learner.see(address)
        clicked = time.perf_counter()
        learner.post(address)
        answered = time.perf_counter()
        until(lambda: all(sum(call.started > answered for call in service.calls) > 1 for service in services))
    finally:
        stop.set()
        for service in services:
            service.join()
    calls = [call for service in services for call in service.calls]
    delays.append(min((call.ended for call in calls if call.status == 401), default=answered + PATIENCE) - clicked)
    return answered, calls


def faults_of(learner, answered: float, calls: list[Call]) -> list[str]:
    """What must never be seen, by what services obtained and by what the journal says."""
    from sandbox.vault.models import JournalEntry

    faults = []
    statuses = Counter(call.status for call in calls)
    late = sum(call.status == 200 for call in calls if call.started > answered)
    if late:
        faults.append(f"{late} lecture(s) obtenue(s) par un appel commencé après la réponse au retrait")
    if strange := set(statuses) - {200, 401}:
        faults.append(f"réponses inattendues : {sorted(strange)}")
    consent = consent_of(learner)
    contents = JournalEntry.objects.of(consent.vault).filter(content__consent=str(consent.uid))
    actions = [content["action"] for content in contents.values_list("content", flat=True)]
    for action, status in (("lecture", 200), ("refus", 401)):
        if actions.count(action) != statuses[status]:
            faults.append(f"{statuses[status]} réponses {status}, mais {actions.count(action)} lignes « {action} »")
    if "retrait" not in actions or "lecture" in actions[actions.index("retrait") :]:
        faults.append("le journal ne met pas le retrait après toutes les lectures")
    return faults


def consent_of(learner):
    from sandbox.consents.models import ConsentRecord

    return ConsentRecord.objects.of(learner.user).select_related("vault").latest("pk")


def until(condition) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.002)
