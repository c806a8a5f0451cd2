"""`python -m tests.bench.passport_drill [--titres 1000] [--pdf 20]`: keys rotate, then leak, on a register of 1,000.

On a database of its own (SQLite; PostgreSQL where BENCH_DATABASE_URL names a server). Each act is said first
(`--essai`), then done, with `manage.py signing_keys`. What is printed: what the command says, how long it took, and
what copies that holders downloaded before, and the files that the site serves now, are worth to our verifier. The exit
code is 1 when one of them is not worth what it must be.
"""

import logging
import os
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections import Counter, defaultdict
from collections.abc import Iterable
from contextlib import nullcontext
from io import StringIO
from pathlib import Path
from typing import NamedTuple

from tests.bench.sandbox import say
from tests.bench.sandbox_programs import scratch_database, settle

REVOKED, BETWEEN_TWO = 3, 20
FORMS = ("JSON", "jeton", "PDF")


class Drill:
    """What is worth what, and what was not as it must be."""

    def __init__(self, drawn: int) -> None:
        self.drawn = drawn
        self.faults: list[str] = []

    def command(self, *words: str) -> None:
        """Said, then done; the output is that of the command."""
        from django.core.management import CommandError, call_command

        for more in (["--essai"], ["--oui"]):
            out = StringIO()
            say(f"$ manage.py signing_keys {' '.join([*words, *more])}")
            start = time.perf_counter()
            try:
                call_command("signing_keys", *words, *more, stdout=out, stderr=out, no_color=True)
            except CommandError as refusal:
                out.write(f"{refusal}\n")
            # What it entails was read just before.
            told = [line for line in out.getvalue().splitlines() if more == ["--essai"] or line[0] not in "- "]
            say(*(f"    {line}" for line in told), f"    [{seconds_since(start)}]")

    def generate(self, kind: str) -> str:
        from passport.signing.models import SigningKey

        self.command("generate", kind)
        return SigningKey.objects.filter(kind=kind).latest("pk").name

    def work(self) -> None:
        """What workers do once a compromise rang: sign anew, then draw and seal anew, of which only some are done."""
        from django.core.management import call_command

        from passport.credentials.models import Credential

        waiting = Credential.objects.awaiting_signature(now()).count()
        start = time.perf_counter()
        call_command("sign_missing_credentials", verbosity=0)
        say(f"    {waiting} titres signés de nouveau [{seconds_since(start)}]")
        start = time.perf_counter()
        count = draw(self.drawn)
        say(f"    {count} PDF dessinés et scellés de nouveau [{seconds_since(start)}]")

    def expect(self, label: str, files: "Iterable[Presented]", **states: str) -> None:
        """What those files are worth; `states`: the state, in French, that those of each form must have.

        What was revoked is not signed anew: refused is as good as revoked, and valid never is.
        """
        found: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        for each in files:
            found["révoqués" if each.revoked else "en vigueur", each.form][verdict_of(each.content)] += 1
        for (which, form), counted in found.items():
            said = ", ".join(f"{number} {state}" for state, number in counted.most_common())
            say(f"    {label}, {which}, {form} : {said}")
            allowed = {"révoqué", "refusé"} if which == "révoqués" else {states[form]}
            if unexpected := counted.keys() - allowed:
                self.faults.append(f"{label}, {which}, {form} : {', '.join(sorted(unexpected))}")


class Presented(NamedTuple):
    """A file, and whether its credential is revoked."""

    form: str
    content: bytes
    revoked: bool


def now():
    from django.utils import timezone

    return timezone.now()


def seconds_since(start: float) -> str:
    return f"{time.perf_counter() - start:.1f} s".replace(".", ",")


def build(count: int) -> None:
    """Signed and told; the first few are revoked. No PDF yet."""
    from cms.accounts.models import User
    from passport.credentials.models import Credential
    from passport.credentials.services import revoke_credential
    from passport.signing.services import ensure_keys
    from tests.passport.factories import AchievementFactory, CredentialFactory

    ensure_keys()
    achievement = AchievementFactory()
    for number in range(count):
        holder = User.objects.create_user(f"exercice-{number}@demo.example", name=f"Camille Éluard-Noël {number}")
        CredentialFactory(holder=holder, achievement=achievement, signed=True)
    for credential in Credential.objects.order_by("pk")[:REVOKED]:
        revoke_credential(credential=credential, by=credential.holder, reason="Exercice", publish_reason=False)


def draw(count: int) -> int:
    """As many PDF as asked for, evenly over the register; those that are there already are left."""
    from passport.credentials.models import Credential
    from passport.credentials.tasks import render_pdf

    every = list(Credential.objects.order_by("pk").values_list("pk", flat=True))
    wanted = set(every[:: max(len(every) // count, 1)])
    waiting = Credential.objects.awaiting_pdf().in_force().filter(pk__in=wanted)
    numbers = list(waiting.values_list("pk", flat=True))
    for number in numbers:
        render_pdf(number)
    return len(numbers)


def files() -> list[Presented]:
    """What the site serves now: both forms of one credential in twenty, and of the revoked; every PDF."""
    from passport.credentials.models import Credential

    served = list[Presented]()
    for number, credential in enumerate(Credential.objects.order_by("pk")):
        if number < REVOKED or number % BETWEEN_TWO == 0:
            for form, text in (("JSON", credential.document), ("jeton", credential.token)):
                served.append(Presented(form, text.encode(), credential.is_revoked))
        if credential.pdf:
            with credential.pdf.open() as file:
                served.append(Presented("PDF", file.read(), credential.is_revoked))
    return served


def verdict_of(content: bytes) -> str:
    """As a word for people: valide, révoqué, refusé…"""
    from passport.verification.site import SiteIssuer
    from passport.verify.judging import judge
    from passport.verify.verdict import State

    words = {State.VALID: "valide", State.REVOKED: "révoqué", State.REFUSED: "refusé"}
    state = judge(content, issuer=SiteIssuer(), now=now()).state
    return words.get(state, state.value)


def run(count: int, drawn: int) -> list[str]:
    from cms.celery import app
    from passport.signing.models import SigningKey
    from passport.signing.rules import Kind

    # Tasks wait in the memory of this process: what workers do is done, and timed, apart.
    app.conf.update(task_always_eager=False)
    start = time.perf_counter()
    build(count)
    say(f"{count} titres délivrés et signés [{seconds_since(start)}]")
    start = time.perf_counter()
    say(f"{draw(drawn)} PDF dessinés et scellés [{seconds_since(start)}]")
    drill = Drill(drawn)
    valid = dict.fromkeys(FORMS, "valide")
    active = {kind: SigningKey.objects.active(kind).get().name for kind in Kind}
    copies = files()
    drill.expect("avant", copies, **valid)

    for kind in Kind:
        say("", f"== Rotation : {kind.value}")
        drill.command("activate", drill.generate(kind.value), "--sans-attendre")
        drill.expect("copies d’avant", copies, **valid)

    say("", f"== Compromission d’une clef retirée : {active[Kind.PROOF]}")
    drill.command("compromise", active[Kind.PROOF])
    drill.expect("copies d’avant", copies, JSON="refusé", jeton="valide", PDF="refusé")
    drill.work()
    drill.expect("servis maintenant", files(), **valid)

    for kind, worth in ((Kind.TOKEN, ("valide", "refusé", "refusé")), (Kind.SEAL, ("valide", "valide", "refusé"))):
        name, copies = SigningKey.objects.active(kind).get().name, files()
        say("", f"== Compromission de la clef active : {name}")
        drill.command("compromise", name)
        drill.expect("copies d’avant", copies, **dict(zip(FORMS, worth, strict=True)))
        drill.work()
        drill.expect("servis maintenant", files(), **valid)
    return drill.faults


def main() -> int:
    parser = ArgumentParser(prog="python -m tests.bench.passport_drill")
    parser.add_argument("--titres", type=int, default=1_000, help="combien de titres dans le registre")
    parser.add_argument("--pdf", type=int, default=20, help="combien d’entre eux ont leur PDF")
    asked = parser.parse_args()
    server = os.environ.get("BENCH_DATABASE_URL")
    with tempfile.TemporaryDirectory() as folder, scratch_database(server) if server else nullcontext("") as address:
        own = {"DATABASE_URL": address} if address else {}
        settle(Path(folder), DJANGO_SETTINGS_MODULE="tests.bench.settings", **own)
        from django.core.management import call_command
        from django.db import connection

        logging.getLogger("pyhanko").setLevel(logging.ERROR)  # a warning and a trace for each seal refused on purpose
        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        start = time.perf_counter()
        faults = run(asked.titres, asked.pdf)
        connection.close()
    say("", f"Base {'PostgreSQL' if server else 'SQLite'}, {asked.titres} titres, en tout {seconds_since(start)}.")
    for fault in faults:
        sys.stderr.write(f"FAUTE : {fault}\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
