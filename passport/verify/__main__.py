"""`python -m passport.verify FICHIER [--offline DOSSIER] [--at DATE] [--json]`: is this file genuine?

The issuer is known beforehand: from the folder that the platform exported (`--offline`, else the variable
PASSPORT_EXPORT), else from the platform itself when the command runs beside it. Nothing is fetched.
"""

import argparse
import importlib
import json
import os
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, NoReturn

from passport.verify.issuer import FolderIssuer, FolderUnusable, Issuer, IssuerUnreachable
from passport.verify.judging import judge
from passport.verify.reading import LARGEST_FILE
from passport.verify.report import report
from passport.verify.verdict import State

NOT_VALID: Final = 1
CANNOT_TELL: Final = 2
EXIT_CODES: Final = {State.VALID: 0, State.CANNOT_TELL: CANNOT_TELL}
MISUSED: Final = 64
# What stands above may know the platform; it is named here as an address would be.
BESIDE_THE_PLATFORM: Final = "passport.verification.shell"
NOBODY: Final = (
    "De quel émetteur\u202f? Donnez le dossier que la plateforme a exporté\u00a0: --offline DOSSIER, "
    "ou la variable PASSPORT_EXPORT."
)
OUT_OF_REACH: Final = "La base de la plateforme ne répond pas\u00a0: nous ne pouvons pas conclure.\n"


class Misused(Exception):
    """What was asked cannot be done; the message is for people."""


class Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise Misused(f"{self.format_usage()}{message}")


def main(arguments: Sequence[str], *, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> int:
    """The exit code: 0 valid, 1 not valid, 2 when it cannot be told, 64 when the command is misused."""
    try:
        options = parser().parse_args(arguments)
        content = read_file(options.file)
        with_issuer = issuer_for(options.offline)
        verdict = judge(content, issuer=with_issuer, now=options.at or now())
    except (Misused, FolderUnusable) as trouble:
        sys.stderr.write(f"{trouble}\n")
        return MISUSED
    except IssuerUnreachable:
        sys.stderr.write(OUT_OF_REACH)
        return CANNOT_TELL
    if options.json:
        sys.stdout.write(json.dumps(verdict.as_json(), ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.write(report(verdict))
    return EXIT_CODES.get(verdict.state, NOT_VALID)


def parser() -> Parser:
    built = Parser(
        prog="python -m passport.verify",
        description="Vérifie un passeport ou une attestation. Code de sortie\u00a0: 0 valable, 1 non, 2 sans réponse.",
    )
    built.add_argument(
        "file", metavar="FICHIER", help="le PDF, le PNG, le .json ou le .jwt\u202f; «\u00a0-\u00a0» pour l’entrée"
    )
    built.add_argument("--offline", metavar="DOSSIER", type=Path, help="le dossier exporté par la plateforme")
    built.add_argument(
        "--at", metavar="DATE", type=moment, help="juge à cette date\u00a0: 2026-11-23 ou 2026-11-23T09:30Z"
    )
    built.add_argument("--json", action="store_true", help="répond en JSON")
    return built


def moment(text: str) -> datetime:
    """A day means its first instant, in UTC."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"date illisible\u00a0: {text}") from error
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def read_file(name: str) -> bytes:
    """One byte more than is judged, so that a larger file is told as such."""
    try:
        if name == "-":
            return sys.stdin.buffer.read(LARGEST_FILE + 1)
        with Path(name).open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise Misused(f"Fichier illisible\u00a0: {name}") from error


def issuer_for(folder: Path | None) -> Issuer:
    named = os.environ.get("PASSPORT_EXPORT", "")
    if folder is not None or named:
        return FolderIssuer(folder or Path(named))
    try:
        beside = importlib.import_module(BESIDE_THE_PLATFORM)
    except ImportError as error:
        raise Misused(NOBODY) from error
    return beside.issuer()


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):  # a terminal that cannot write « é » still gets its answer
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    sys.exit(main(sys.argv[1:]))
