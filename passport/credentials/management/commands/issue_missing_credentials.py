from typing import Any

from django.core.management.base import BaseCommand

from passport.credentials.models import Credential
from passport.credentials.services import issue_missing, prepare_again, remove_orphans, tell_again


class Command(BaseCommand):
    help = "Délivre les titres gagnés et restés en attente, prépare les PDF et envoie les courriels manquants."

    def handle(self, *args: Any, verbosity: int, **options: Any) -> None:
        issued = sum(credential is not None for credential in issue_missing())
        waiting = list(Credential.objects.awaiting_pdf().values_list("pk", flat=True))
        for credential_id in waiting:
            prepare_again(credential=Credential.objects.get(pk=credential_id))
        letters = tell_again()
        remove_orphans()
        if verbosity:
            done = f"{issued} titre(s) délivré(s), {len(waiting)} PDF demandé(s), {letters} courriel(s) demandé(s)."
            self.stdout.write(done)
