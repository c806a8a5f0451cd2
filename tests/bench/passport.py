"""`python -m tests.bench.passport [folder] [--mille]`: what issuing, drawing, sealing and checking take, and a table.

A folder that already holds the demonstration is used again (`make bench` gives its own). A thousand credentials are
estimated from a sample; `--mille` issues them all. Too slow is only printed.
"""

import os
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

from tests.bench.sandbox import say, show
from tests.bench.sandbox_programs import load_demonstration, settle
from tests.bench.sandbox_rows import WARM_UP, Row, row, timed

SIGNED, SAMPLE, THOUSAND = 30, 60, 1_000
TIMES_JUDGED = 20
CHECKING = "/v/verifier"


def issuing(learners: list) -> list[Row]:
    """What was earned read from the tables, both forms signed, the row written; what a worker does is not counted."""
    from passport.credentials.services import issue_earned, issuing

    whole, signing = list[float](), list[float]()

    def metered(act: Callable[..., Any], times: list[float]) -> Callable[..., Any]:
        def run(*args: Any, **kwargs: Any) -> Any:
            before = time.process_time()
            done = act(*args, **kwargs)
            times.append(time.process_time() - before)
            return done

        return run

    issue = metered(issue_earned, whole)
    with (
        patch.object(issuing, "request_pdf"),
        patch.object(issuing, "request_letter"),
        patch.object(issuing, "give_signed_forms", metered(issuing.give_signed_forms, signing)),
    ):
        for enrollment in learners:
            issue(holder=enrollment.learner, pathway=enrollment.pathway)
    return [
        row("délivrer : temps de processeur", whole[WARM_UP:], 0.04, by="médiane"),
        row("dont signer les deux formes", signing[WARM_UP:], by="médiane"),
    ]


def by_one_worker(learners: list) -> Row:
    """From the request to the sealed PDF and the letter, one after the other, in this process alone."""
    from passport.credentials.models import Credential
    from passport.credentials.services import issue_earned

    for enrollment in learners[:WARM_UP]:  # fonts are read by the first drawing
        issue_earned(holder=enrollment.learner, pathway=enrollment.pathway)
    start, cpu = time.perf_counter(), time.process_time()
    for enrollment in learners[WARM_UP:]:
        issue_earned(holder=enrollment.learner, pathway=enrollment.pathway)
    seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
    drawn = Credential.objects.filter(holder__in=[each.learner_id for each in learners]).exclude(pdf="")
    if drawn.count() != len(learners):
        raise SystemExit(f"{drawn.count()} PDF pour {len(learners)} titres : voyez le journal.")
    count = len(learners) - WARM_UP
    whole, busy = seconds * THOUSAND / count, cpu * THOUSAND / count
    counted = "tous délivrés" if count == THOUSAND else f"d’après {count} en {seconds:.1f} s".replace(".", ",")
    shown = f"{whole:.0f} s, dont {busy:.0f} s de processeur ({counted})"
    return Row("délivrer, dessiner et sceller 1\u202f000 titres", whole, shown, 180)


def checking(credential) -> list[Row]:
    """From the file dropped to the page that says what it is worth, the page included."""
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.test import Client

    from tests.bench.passport_files import genuine, worst

    client = Client()

    def drop(content: bytes, expected: str) -> None:
        dropped = SimpleUploadedFile("fichier", content)
        response = client.post(CHECKING, {"fichier": dropped}, headers={"Accept": "application/json"})
        found = [response.json()["state"], *(each.get("reason") for each in response.json()["findings"])]
        if expected not in found:
            raise SystemExit(f"{CHECKING} : « {expected} » attendu, {found} obtenu.")

    rows = [
        row(f"fichier déposé : {form}", timed(partial(drop, content, "valid"), TIMES_JUDGED), 0.3)
        for form, content in genuine(credential).items()
    ]
    content = worst(credential)
    name = f"le pire JSON lu ({len(content) // 1024} Kio, 12 niveaux, cent éléments)"
    return [*rows, row(name, timed(partial(drop, content, "proof-altered"), TIMES_JUDGED), 0.3)]


def measure_all(whole: bool) -> None:
    from passport.credentials.models import Credential
    from passport.signing.services import ensure_keys
    from tests.bench.passport_people import graduates

    load_before, begun = os.getloadavg()[0], time.monotonic()
    ensure_keys()
    signed = graduates(WARM_UP + SIGNED, "signature")
    drawn = graduates(WARM_UP + (THOUSAND if whole else SAMPLE), "ouvrier")
    say("| mesure | valeur | promis |", "|---|---|---|")
    show(issuing(signed))
    show([by_one_worker(drawn)])
    show(checking(Credential.objects.exclude(pdf="").order_by("pk").last()))
    say(
        "",
        f"Charge de la machine ({os.cpu_count()} cœurs) : {load_before:.1f} avant, {os.getloadavg()[0]:.1f} après. "
        f"Mesuré en {time.monotonic() - begun:.0f} s.",
    )


def main() -> None:
    parser = ArgumentParser(prog="python -m tests.bench.passport")
    parser.add_argument("folder", nargs="?", type=Path, help="un dossier, ou rien pour un dossier temporaire")
    parser.add_argument("--mille", action="store_true", help="délivrer les 1 000 titres au lieu d’un échantillon")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = (asked.folder or Path(temporary)).resolve()
        settle(folder, DJANGO_SETTINGS_MODULE="tests.bench.settings", SITE_URL="http://localhost:8000")
        if not (folder / "passeport.sqlite3").exists():
            load_demonstration()
        measure_all(asked.mille)


if __name__ == "__main__":
    main()
