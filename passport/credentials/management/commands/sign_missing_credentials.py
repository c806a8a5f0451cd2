from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cms.foundation.errors import DomainError
from passport.credentials.models import Credential
from passport.credentials.services import seal_again, sign_missing

ROUND = 100


class Command(BaseCommand):
    help = "Signe les titres qui ne le sont pas, ou dont la clef est compromise. Peut être interrompue et relancée."

    def handle(self, *args: Any, verbosity: int, **options: Any) -> None:
        signed, refusal = 0, ""
        try:
            for signed, _credential in enumerate(sign_missing(), start=1):
                if verbosity and signed % ROUND == 0:
                    self.stdout.write(f"{signed} titres signés…")
        except DomainError as error:
            refusal = str(error)
        sealed = sum(1 for _credential in seal_again())
        waiting = Credential.objects.awaiting_signature(timezone.now()).count()
        if verbosity:
            told = f"{signed} titre(s) signé(s), {waiting} titre(s) en attente, {sealed} PDF à sceller de nouveau."
            self.stdout.write(told)
        if refusal:
            raise CommandError(f"{waiting} titre(s) en attente d’une signature. {refusal}")
