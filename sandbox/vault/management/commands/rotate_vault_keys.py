from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from sandbox.vault.services import recover_rotation, rotate_master_key


class Command(BaseCommand):
    help = "Change la clef maîtresse des coffres et détruit l’ancienne ; --recover achève un changement interrompu."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--recover", action="store_true", help="Seulement détruire les clefs qui ne servent plus.")

    def handle(self, *args: Any, recover: bool, verbosity: int, **options: Any) -> None:
        if recover:
            done = recover_rotation()
            said = f"{len(done)} clef(s) maîtresse(s) détruite(s)."
        else:
            said = f"Clef maîtresse n° {rotate_master_key()} en service."
        if verbosity:
            self.stdout.write(said)
