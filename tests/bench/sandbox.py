"""`python -m tests.bench.sandbox [folder]`: what the sandbox takes, its programs being real ones, and a table.

A folder that already holds the demonstration is used as it is (`make bench` gives its own); without one, the
demonstration is loaded first. BENCH_DATABASE_URL (or TEST_DATABASE_URL) names a PostgreSQL server where withdrawals are
measured as well, in a database made for that. Too slow is only printed; the exit code is 1 when something was obtained
after a withdrawal, when a refusal is not in the journal, or when a number of the journal is missing or comes twice.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import product
from pathlib import Path
from typing import NamedTuple

from tests.bench.sandbox_programs import aggregator, platform, scratch_database, settle
from tests.bench.sandbox_withdrawal import POLLERS, Found, withdraw_while_polled

WARM_UP, VIEWS, LINES = 3, 40, 1_000
LEARNERS, PAUSE, SESSION = 30, 2.0, 45.0
LABS = "/bac-a-sable/laboratoires/"
UNIFIED, RETENTION, REVOCATION = (
    f"{LABS}{slug}/" for slug in ("consentement-et-service-unifie", "acces-sans-conservation", "revocation")
)
JOURNAL = "/bac-a-sable/coffre/journal/"
YEAR = "/api/coffre/v1/series/energie/?pas=heure&du=2025-01-01&au=2025-12-31"
# Read for one month: electricity by the hour and by the month, waste, trips.
FOUR_SERIES = ("conseil-fin|energie:heure", "cout|dechets:mois", "depart|mobilite:zone")
HONEST_BOXES = ("cout|energie:mois", "cout|eau:mois", "cout|dechets:mois", "fuite|eau:jour", "depart|mobilite:zone")


class Row(NamedTuple):
    """A line of the table; `most` is the promise, in seconds, about the number that `shown` begins with."""

    name: str
    seconds: float
    shown: str
    most: float | None = None

    @property
    def promise(self) -> str:
        if self.most is None:
            return "—"
        words = f"< {self.most:g} s" if self.most >= 1 else f"< {self.most * 1000:.0f} ms"
        return words if self.seconds < self.most else f"{words} **dépassé**"


def row(name: str, times: Iterable[float], most: float | None = None, *, by: str = "p95") -> Row:
    """The figure that is promised first, the other one after it."""
    times = list(times)
    figures = {"p95": statistics.quantiles(times, n=20, method="inclusive")[18], "médiane": statistics.median(times)}
    other = next(name for name in figures if name != by)
    shown = f"{by} {milliseconds(figures[by])} ; {other} {milliseconds(figures[other])}"
    return Row(name, figures[by], shown, most)


def milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:.{1 if seconds < 0.01 else 0}f} ms".replace(".", ",")


def spent(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def timed(act: Callable[[], object], count: int = VIEWS) -> list[float]:
    """The first times only warm the server up."""
    return [spent(act) for _ in range(WARM_UP + count)][WARM_UP:]


def the_town(folder: Path) -> Row:
    """Computed anew, by a process that knows nothing of it, and left in its place."""
    from sandbox.town.services import TOWN_ARRAYS, fetch

    shutil.rmtree(folder / "town", ignore_errors=True)
    seconds = spent(lambda: [fetch(array) for array in TOWN_ARRAYS])
    return Row("ville : 2 000 foyers, à froid", seconds, f"{seconds:.1f} s".replace(".", ","), 10)


def the_vault() -> list[Row]:
    """One learner alone: sealing, reading, the aggregator's page, the journal."""
    from sandbox.vault.models import JournalEntry
    from sandbox.vault.rules.journal import HOLDER, Action
    from sandbox.vault.services import append, open_vault, verify
    from tests.bench.sandbox_learners import arrive

    newcomers = arrive(VIEWS // 2, "coffre")
    sealing = [spent(partial(open_vault, learner=who.user)) for who in newcomers]
    learner = newcomers[0]
    page = learner.authorise(*FOUR_SERIES)
    if page.text.count('data-etat="allumée"') != len(FOUR_SERIES):
        raise SystemExit("La page de l’agrégateur n’est pas allumée.")
    town = timed(lambda: learner.see_town("/"))
    headers = {"Authorization": f"Bearer {learner.token(FOUR_SERIES[0])}"}
    year = timed(lambda: learner.call(YEAR, headers))

    vault = open_vault(learner=learner.user)
    for _ in range(LINES - JournalEntry.objects.of(vault).count()):
        append(vault=vault, actor=HOLDER, action=Action.READING, scope="energie:mois", count=12)
    lines = f"{LINES:,}".replace(",", "\u202f")
    return [
        row("coffre : sceller une année à son ouverture", sealing, by="médiane"),
        row("agrégateur : sa page, quatre séries d’un mois", town, 0.3),
        row("API : une année d’heures en un appel", year, 0.05, by="médiane"),
        row(f"journal de {lines} lignes : sa page", timed(lambda: learner.see(JOURNAL)), 0.3),
        row(f"journal de {lines} lignes : le vérifier", timed(lambda: verify(vault)), 0.1),
        row(f"journal de {lines} lignes : la page qui le vérifie", timed(lambda: learner.see(f"{JOURNAL}verifier/"))),
    ]


def the_labs() -> list[Row]:
    """One answer is the form sent and the page that it leads to; no setting is asked for twice."""
    from sandbox.labs.measures import linkage
    from tests.bench.sandbox_learners import arrive

    learner = arrive(1, "reglages")[0]
    traces, files = f"{LABS}reidentification/", f"{LABS}cloisonnement/"
    learner.see(traces)
    settings = list(product((1, 15, 60, 240, 1440), ("stop", "zone", "district"), (1, 5)))
    tracing = [
        spent(partial(learner.send, f"{traces}regler/", minutes=minutes, place=place, k=k, clues=4))
        for minutes, place, k in settings
    ]
    # As the demonstration's `precompute_labs` does.
    steps = list(product(("jour", "semaine", "mois"), (True, False)))
    for step, known in steps:
        linkage(step, zone_known=known)
    linking = [
        spent(partial(learner.send, f"{files}regler/", step=step, zone_known="oui" if known else "non"))
        for step, known in steps
    ]
    return [
        row(f"laboratoire 7 : un réglage jamais demandé ({len(settings)})", tracing, 0.5),
        row(f"laboratoire 5 : un réglage calculé d’avance ({len(steps)})", linking, 0.5),
    ]


def thirty_at_once() -> tuple[list[Row], list[str]]:
    """Labs 2 to 4 from end to end, each page looked at for a second on average; then each journal is verified."""
    from sandbox.vault.services import vault_of, verify
    from tests.bench.sandbox_learners import arrive

    people = arrive(LEARNERS, "ensemble")
    for who in people:
        who.pause, who.leaves_at = PAUSE, time.perf_counter() + SESSION
    finished: list[bool] = []
    with ThreadPoolExecutor(LEARNERS) as pool:
        elapsed = spent(lambda: finished.extend(pool.map(three_labs, people)))
    pages = {kind: [each for who in people for each in who.seconds[kind]] for kind in ("plateforme", "agrégateur")}
    vaults = [vault for who in people if (vault := vault_of(who.user))]
    faults = [f"{vault.holder} : journal rompu" for vault in vaults if not verify(vault)]
    count, unavailable = sum(map(len, pages.values())), sum(who.unavailable for who in people)
    shown = (
        f"{count} pages en {elapsed:.0f} s, dont {unavailable} « indisponible » ; {sum(finished)} ont tout fait en "
        f"{SESSION:.0f} s"
    )
    return [
        row(f"{LEARNERS} personnes à la fois : page de la plateforme", pages["plateforme"], 1),
        row(f"{LEARNERS} personnes à la fois : page de l’agrégateur", pages["agrégateur"]),
        Row(f"{LEARNERS} personnes à la fois : tout le parcours", elapsed, shown),
    ], faults


def three_labs(learner) -> bool:
    """Whether there was time for all of it."""
    from tests.bench.sandbox_learners import TimeIsUp

    try:
        visit(learner)
    except TimeIsUp:
        return False
    return True


def visit(learner) -> None:
    from sandbox.consents.models import ConsentRecord

    learner.see(UNIFIED)
    learner.see_town("/")
    learner.authorise(*HONEST_BOXES)
    learner.see(UNIFIED)
    learner.see(JOURNAL)
    learner.see(RETENTION)
    learner.send(f"{RETENTION}preparer/")
    learner.see_town("/")
    learner.send(f"{RETENTION}auditer-1/")
    learner.see(REVOCATION)
    learner.see_town("/suivi/")
    consent = ConsentRecord.objects.of(learner.user).latest("pk").get_absolute_url()
    learner.see(f"{consent}retirer/")
    learner.send(f"{consent}retirer/")
    learner.see_town("/suivi/")
    learner.see(REVOCATION)
    learner.see(JOURNAL)


def withdrawals(found: list[Found], database: str) -> list[Row]:
    """From the click to the first refusal."""
    return [row(f"retrait, {database}, {callers(each)} : premier refus", each.delays, 0.2) for each in found]


def callers(found: Found) -> str:
    if not found.pause:
        return f"{found.pollers} appelants sans pause"
    return f"{found.pollers} appelants, {1 / found.pause:.0f} fois par seconde chacun"


def on_postgresql(folder: Path) -> list[Found] | None:
    """In a process of its own, since a process has one database; None without a server."""
    server = os.environ.get("BENCH_DATABASE_URL") or os.environ.get("TEST_DATABASE_URL")
    if not server:
        return None
    with scratch_database(server) as address:
        keys = str(folder / "vault-keys-postgresql")
        environment = {**os.environ, "DATABASE_URL": address, "VAULT_KEY_DIR": keys, "DATA_DIR": str(folder)}
        command = [sys.executable, "-m", "tests.bench.sandbox_withdrawal"]
        printed = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE).stdout
    return [Found(**each) for each in json.loads(printed)]


def load_demonstration() -> None:
    from django.core.management import call_command

    from cms.foundation.demonstration import load

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    with open(os.devnull, "w") as nowhere:
        load(nowhere)


def say(*lines: str) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    sys.stdout.flush()


def show(rows: Iterable[Row]) -> None:
    say(*(f"| {each.name} | {each.shown} | {each.promise} |" for each in rows))


def measure_all(folder: Path, *, is_ready: bool) -> list[str]:
    """Print the table, line by line; what must never be seen is returned."""
    from django.core.management import call_command

    town = the_town(folder)
    if not is_ready:
        load_demonstration()
    call_command("prepare_sandbox", verbosity=0)  # the addresses of this run
    load_before, begun = os.getloadavg()[0], time.monotonic()
    say("| mesure | valeur | promis |", "|---|---|---|")
    show([town])
    with platform(), aggregator():
        show(the_vault())
        show(the_labs())
        found = [withdraw_while_polled(*pollers) for pollers in POLLERS]
        show(withdrawals(found, "SQLite"))
        together, faults = thirty_at_once()
        show(together)
    if served := on_postgresql(folder):
        show(withdrawals(served, "PostgreSQL"))
        found += served
    faults += [fault for each in found for fault in each.faults]
    say(
        "",
        f"Retraits : {sum(len(each.delays) for each in found)} tours, {sum(each.calls for each in found)} appels, "
        f"{sum(each.refusals for each in found)} refus, {len(faults)} faute(s) (lecture après la réponse au retrait, "
        "refus absent du journal, numéro manquant ou en double).",
        f"Charge de la machine ({os.cpu_count()} cœurs) : {load_before:.1f} avant, {os.getloadavg()[0]:.1f} après. "
        f"Mesuré en {time.monotonic() - begun:.0f} s.",
    )
    return faults


def main() -> int:
    given = [Path(argument).resolve() for argument in sys.argv[1:]]
    with tempfile.TemporaryDirectory() as temporary:
        folder = given[0] if given else Path(temporary)
        settle(folder)
        faults = measure_all(folder, is_ready=bool(given))
    for fault in faults:
        sys.stderr.write(f"FAUTE : {fault}\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
