from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from courses.assignments.services import remove_orphans, tell_again

# Younger files may belong to a transaction that is not over.
GRACE = timedelta(days=1)


class Command(BaseCommand):
    help = "Efface les fichiers de productions que plus rien ne nomme, et envoie les courriels restés en attente."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Fichiers effacés\u00a0: {remove_orphans(before=timezone.now() - GRACE)}")
        self.stdout.write(f"Courriels renvoyés\u00a0: {tell_again()}")
