from typing import Any

from django.core.management.base import BaseCommand

from passport.credentials.services import seal_again, sign_missing

ROUND = 100


class Command(BaseCommand):
    help = "Signe les titres qui ne le sont pas, ou dont la clef est compromise. Peut être interrompue et relancée."

    def handle(self, *args: Any, verbosity: int, **options: Any) -> None:
        signed = 0
        for signed, _credential in enumerate(sign_missing(), start=1):
            if verbosity and signed % ROUND == 0:
                self.stdout.write(f"{signed} titres signés…")
        sealed = sum(1 for _credential in seal_again())
        if verbosity:
            self.stdout.write(f"{signed} titre(s) signé(s), {sealed} PDF à sceller de nouveau.")
