"""`python -m tests.bench.sandbox [folder]`: what the sandbox takes, its programs being real ones, and a table.

A folder that already holds the demonstration is used again (`make bench` gives its own). BENCH_DATABASE_URL (or
TEST_DATABASE_URL) names a PostgreSQL server where withdrawals and a whole class are measured as well, in a database
made for that. Too slow is only printed; the exit code is 1 when something was obtained after a withdrawal, when a
refusal is not in the journal, or when a number of the journal is missing or comes twice.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from functools import partial
from itertools import product
from pathlib import Path

from tests.bench.sandbox_class import JOURNAL, LABS, READING, thirty_at_once
from tests.bench.sandbox_programs import aggregator, load_demonstration, platform, scratch_database, settle
from tests.bench.sandbox_rows import VIEWS, Row, row, spent, timed
from tests.bench.sandbox_withdrawal import POLLERS, Found, withdraw_while_polled, withdrawals

LINES = 1_000
YEAR = "/api/coffre/v1/series/energie/?pas=heure&du=2025-01-01&au=2025-12-31"
# Read for one month: electricity by the hour and by the month, waste, trips.
FOUR_SERIES = ("conseil-fin|energie:heure", "cout|dechets:mois", "depart|mobilite:zone")


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


def on_postgresql(folder: Path) -> tuple[list[Row], list[Found], list[str]]:
    """As docs/deployer.md serves it, in another process; nothing without a server."""
    server = os.environ.get("BENCH_DATABASE_URL") or os.environ.get("TEST_DATABASE_URL")
    if not server:
        return [], [], []
    with scratch_database(server) as address:
        elsewhere = folder / "postgresql"
        elsewhere.mkdir()
        environment = {**os.environ, "DATABASE_URL": address, "DATA_DIR": str(elsewhere)}
        command = [sys.executable, "-m", "tests.bench.sandbox_postgresql"]
        printed = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE).stdout
    told = json.loads(printed)
    return [Row(*each) for each in told["rows"]], [Found(*each) for each in told["found"]], told["faults"]


def say(*lines: str) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    sys.stdout.flush()


def show(rows: Iterable[Row]) -> None:
    say(*(f"| {each.name} | {each.shown} | {each.promise} |" for each in rows))


def measure_all(folder: Path) -> list[str]:
    """Print the table, line by line; what must never be seen is returned."""
    load_before, begun = os.getloadavg()[0], time.monotonic()
    town = the_town(folder)
    load_demonstration()
    say("| mesure | valeur | promis |", "|---|---|---|")
    show([town])
    with platform(), aggregator():
        show(the_vault())
        show(the_labs())
        found = [withdraw_while_polled(*pollers) for pollers in POLLERS]
        show(withdrawals(found, "SQLite"))
        together, faults = thirty_at_once(READING, "SQLite")
        show(together)
    served, withdrawn, broken = on_postgresql(folder)
    show(served)
    found += withdrawn
    faults += [*broken, *(fault for each in found for fault in each.faults)]
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
        faults = measure_all(folder)
    for fault in faults:
        sys.stderr.write(f"FAUTE : {fault}\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
