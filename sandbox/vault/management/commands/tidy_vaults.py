from typing import Any

from django.core.management.base import BaseCommand

from sandbox.vault.services import erase_idle_vaults, warn_idle_holders


class Command(BaseCommand):
    help = "Prévient les titulaires de coffres sans visite, puis efface ceux restés fermés. Peut être relancée."

    def handle(self, *args: Any, verbosity: int, **options: Any) -> None:
        erased = erase_idle_vaults()
        warned = warn_idle_holders()
        if verbosity:
            self.stdout.write(f"{warned} titulaire(s) prévenu(s), {erased} coffre(s) effacé(s).")
