"""A class of thirty in labs 2 to 4, all at once: how long their pages take, and whether their journals still hold."""

import time
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

from tests.bench.sandbox_rows import Row, row, spent

LEARNERS = 30
LABS = "/bac-a-sable/laboratoires/"
UNIFIED, RETENTION, REVOCATION = (
    f"{LABS}{slug}/" for slug in ("consentement-et-service-unifie", "acces-sans-conservation", "revocation")
)
JOURNAL = "/bac-a-sable/coffre/journal/"
HONEST_BOXES = ("cout|energie:mois", "cout|eau:mois", "cout|dechets:mois", "fuite|eau:jour", "depart|mobilite:zone")


class Pace(NamedTuple):
    """How long each page is looked at, at most, and when the session ends, in seconds."""

    name: str
    pause: float
    session: float


# From one page to the next without reading, then as fast as somebody who knows the labs already.
HURRIED, READING = Pace("sans lire", 2.0, 45.0), Pace("en lisant", 8.0, 130.0)


def thirty_at_once(pace: Pace, server: str) -> tuple[list[Row], list[str]]:
    """Each page is looked at for half the longest pause on average; then each journal is verified."""
    from sandbox.vault.services import vault_of, verify
    from tests.bench.sandbox_learners import arrive

    people = arrive(LEARNERS, f"ensemble-{pace.pause:.0f}")
    for who in people:
        who.pause, who.leaves_at = pace.pause, time.perf_counter() + pace.session
    finished: list[bool] = []
    with ThreadPoolExecutor(LEARNERS) as pool:
        elapsed = spent(lambda: finished.extend(pool.map(three_labs, people)))
    pages = {kind: [each for who in people for each in who.seconds[kind]] for kind in ("plateforme", "agrégateur")}
    vaults = [vault for who in people if (vault := vault_of(who.user))]
    faults = [f"{vault.holder} : journal rompu" for vault in vaults if not verify(vault)]
    count, unavailable = sum(map(len, pages.values())), sum(who.unavailable for who in people)
    shown = (
        f"{count} pages en {elapsed:.0f} s, dont {unavailable} « indisponible » ; {sum(finished)} ont tout fait en "
        f"{pace.session:.0f} s"
    )
    name = f"{LEARNERS} personnes {pace.name}, {server}"
    return [
        row(f"{name} : page de la plateforme", pages["plateforme"], 1),
        row(f"{name} : page de l’agrégateur", pages["agrégateur"]),
        Row(f"{name} : tout le parcours", elapsed, shown),
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
