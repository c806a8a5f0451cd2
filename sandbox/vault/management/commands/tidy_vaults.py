from typing import Any

from django.core.management.base import BaseCommand

from sandbox.vault import arrivals
from sandbox.vault.services import erase_idle_vaults, warn_idle_holders


class Command(BaseCommand):
    help = (
        "Prévient les titulaires de coffres sans visite, efface ceux restés fermés, jette les fichiers que personne "
        "n’a confirmés. Peut être relancée."
    )

    def handle(self, *args: Any, verbosity: int, **options: Any) -> None:
        erased = erase_idle_vaults()
        warned = warn_idle_holders()
        arrivals.throw_away_old()
        if verbosity:
            self.stdout.write(f"{warned} titulaire(s) prévenu(s), {erased} coffre(s) effacé(s).")
